import { type Commit, canonicalJson, type EpochMs, GENESIS } from '@guanlan/domain'
import type { Anchor, Head, Verdict } from '@guanlan/ports'
import type { Entries, Entry } from './ledger-entries.ts'
import { sha256 } from './ledger-fold.ts'

const PAGE = 256

type Fault = Extract<Verdict, { ok: false }>

/** A line of the anchor file: an anchor and whether its MAC is right, or null where the line cannot be read. */
export type AnchorNote = Readonly<{ line: number; anchor: Anchor; genuine: boolean } | { line: number; anchor: null }>

/** Heads noted outside Elasticsearch, in a file only the key's holder can write to convincingly. */
export type AnchorNotes = Readonly<{
  /** Durable when it settles. */
  add: (head: Head, at: EpochMs) => Promise<Anchor>
  /** Every line, oldest first. */
  all: () => Promise<readonly AnchorNote[]>
}>

/**
 * Checks everything the ledger promises, from the first commit to the last that can be found.
 * Anchors are read first: none of them can then be ahead of a head that is still growing.
 */
export async function verifyLedger(entries: Entries, notes: AnchorNotes): Promise<Verdict> {
  const anchors = await notes.all()
  const last = await entries.last()
  const anchored = new Set(anchors.map(note => note.anchor?.position))
  const hashes = new Map<number, string>([[0, GENESIS]])
  const chain = chainCheck()
  for (let from = 0; from < last; from += PAGE) {
    const positions = Array.from({ length: Math.min(PAGE, last - from) }, (_, n) => from + n + 1)
    for (const [n, entry] of (await entries.at(positions)).entries()) {
      const found = chain.next(positions[n]!, entry)
      if (found !== null) return found
      if (anchored.has(positions[n]!)) hashes.set(positions[n]!, chain.head().hash)
    }
  }
  return anchorFault(anchors, hashes, chain.head()) ?? { ok: true, head: chain.head(), anchors: anchors.length }
}

/** Walks the chain, remembering only its last link and every record's version. */
function chainCheck() {
  let head: Head = { position: 0, hash: GENESIS }
  const versions = new Map<string, number>()

  const next = (position: number, entry: Entry | null): Fault | null => {
    if (entry === null) return fault(position, 'ledger/gap', `第 ${position} 条提交缺失`)
    const commit = intact(position, entry)
    if (commit === null) return fault(position, 'ledger/altered', `第 ${position} 条提交的内容与其哈希不符`)
    if (commit.prevHash !== head.hash) return fault(position, 'ledger/unlinked', `第 ${position} 条提交与前一条未衔接`)
    const wrong = wrongVersion(commit)
    if (wrong !== null)
      return fault(position, 'ledger/misnumbered', `第 ${position} 条提交的记录 ${wrong} 版本号不连续`)
    head = { position, hash: entry.hash }
    return null
  }

  const wrongVersion = (commit: Commit): string | null => {
    const touched = new Set(commit.moves.map(({ kind, id }) => `${kind} ${id}`))
    for (const { kind, id, version } of commit.versions) {
      const name = `${kind} ${id}`
      const right = (versions.get(name) ?? 0) + 1
      if (!touched.delete(name) || version !== right) return name
      versions.set(name, right)
    }
    return touched.values().next().value ?? null
  }

  return { next, head: () => head }
}

/** The commit of an entry whose text is the one spelling of itself, fits its hash and its other fields; else null. */
function intact(position: number, entry: Entry): Commit | null {
  if (sha256(entry.body) !== entry.hash || entry.position !== position) return null
  try {
    const content = JSON.parse(entry.body) as Omit<Commit, 'hash'>
    const fits = canonicalJson(content) === entry.body && content.position === position
    return fits && content.commitId === entry.commitId ? { ...content, hash: entry.hash } : null
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
