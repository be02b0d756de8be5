import { createHash } from 'node:crypto'
import { type Commit, canonicalJson, GENESIS } from '@guanlan/domain'
import type { Head, Verdict } from '@guanlan/ports'
import type { AnchorNote, AnchorNotes } from './anchor.ts'
import { breathe } from './bell.ts'
import type { EntryRow, LedgerRows } from './ledger-store.ts'

const PAGE = 500

type Fault = Extract<Verdict, { ok: false }>

/**
 * Checks everything the ledger promises, from the first commit to the head as it stood at the start.
 * Anchors are read first: none of them can then be ahead of a head that is still growing.
 */
export async function verifyLedger(rows: LedgerRows, notes: AnchorNotes): Promise<Verdict> {
  const anchors = await notes.all()
  const last = rows.last()?.position ?? 0
  const chain = chainCheck(rows)
  const hashes = new Map<number, string>([[0, GENESIS]])
  const anchored = new Set(anchors.map(note => note.anchor?.position))
  while (chain.head().position < last) {
    for (const row of rows.after(chain.head().position, PAGE)) {
      if (row.position > last) break
      const found = chain.next(row)
      if (found !== null) return found
      if (anchored.has(row.position)) hashes.set(row.position, row.hash)
    }
    await breathe()
  }
  const found = chain.end() ?? anchorFault(anchors, hashes, chain.head())
  return found ?? { ok: true, head: chain.head(), anchors: anchors.length }
}

/** Walks the chain, remembering only its last link and every record's version. */
function chainCheck(rows: LedgerRows) {
  let head: Head = { position: 0, hash: GENESIS }
  let touches = 0
  const versions = new Map<string, number>()

  const next = (row: EntryRow): Fault | null => {
    const position = head.position + 1
    if (row.position !== position) return fault(position, 'ledger/gap', `第 ${position} 条提交缺失`)
    const commit = intact(row)
    if (commit === null) return fault(position, 'ledger/altered', `第 ${position} 条提交的内容与其哈希不符`)
    if (commit.prevHash !== head.hash) return fault(position, 'ledger/unlinked', `第 ${position} 条提交与前一条未衔接`)
    const wrong = wrongVersion(commit)
    if (wrong !== null)
      return fault(position, 'ledger/misnumbered', `第 ${position} 条提交的记录 ${wrong} 版本号不连续`)
    head = { position, hash: row.hash }
    return null
  }

  const wrongVersion = (commit: Commit): string | null => {
    const touched = new Set(commit.moves.map(({ kind, id }) => `${kind} ${id}`))
    for (const { kind, id, version } of commit.versions) {
      const name = `${kind} ${id}`
      const right = (versions.get(name) ?? 0) + 1
      if (!touched.delete(name) || version !== right) return name
      if (rows.touchedAt(kind, id, version) !== commit.position) return name
      versions.set(name, right)
      touches++
    }
    return touched.values().next().value ?? null
  }

  const end = (): Fault | null => {
    if (rows.touchCount(head.position) === touches) return null
    return fault(head.position, 'ledger/misnumbered', '记录索引中有提交里不存在的条目')
  }

  return { next, end, head: () => head }
}

/** The commit of a row whose text is the one spelling of itself, fits its hash and its columns; else null. */
function intact(row: EntryRow): Commit | null {
  if (createHash('sha256').update(row.body).digest('hex') !== row.hash) return null
  try {
    const content = JSON.parse(row.body) as Omit<Commit, 'hash'>
    const fits = canonicalJson(content) === row.body && content.position === row.position
    return fits && content.commitId === row.commit_id ? { ...content, hash: row.hash } : null
  } catch {
    return null
  }
}

/** The first anchor the chain does not bear out. `hashes` holds those of every anchored position up to the head. */
function anchorFault(anchors: readonly AnchorNote[], hashes: ReadonlyMap<number, string>, head: Head): Fault | null {
  for (const note of anchors) {
    if (note.anchor === null) return fault(0, 'ledger/anchor-unreadable', `锚定文件第 ${note.line} 行无法读取`)
    const { position, hash } = note.anchor
    if (!note.genuine) return fault(position, 'ledger/anchor-forged', `锚定文件第 ${note.line} 行的校验码不符`)
    if (position > head.position) {
      const first = head.position + 1
      return fault(first, 'ledger/cut', `台账止于第 ${head.position} 条，而锚定记录已到第 ${position} 条`)
    }
    if (hashes.get(position) !== hash) return fault(position, 'ledger/rewritten', `第 ${position} 条提交与锚定记录不符`)
  }
  return null
}

const fault = (position: number, code: string, detail: string): Fault => ({ ok: false, position, code, detail })
