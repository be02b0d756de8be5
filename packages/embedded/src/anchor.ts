import { createHmac, timingSafeEqual } from 'node:crypto'
import { open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { canonicalJson, type EpochMs } from '@guanlan/domain'
import type { Anchor, Head, Secrets } from '@guanlan/ports'
import { onDisk, syncFolder } from './durable-file.ts'

const KEY = 'ledger-anchor'

/** A line of the anchor file: an anchor, whether its MAC is right, or null where the line cannot be read. */
export type AnchorNote = Readonly<{ line: number; anchor: Anchor; genuine: boolean } | { line: number; anchor: null }>

/** Heads noted outside the data folder. */
export type AnchorNotes = Readonly<{
  /** Durable when it settles. @throws {Unavailable} data/away */
  add: (head: Head, at: EpochMs) => Promise<Anchor>
  /** Every line, oldest first. */
  all: () => Promise<readonly AnchorNote[]>
}>

/** One JSON line per anchor, MAC = HMAC-SHA256 of its canonical JSON with the secret `ledger-anchor`. */
export function anchorNotes(path: string, secrets: Pick<Secrets, 'key'>): AnchorNotes {
  const sign = async ({ position, hash, at }: Omit<Anchor, 'mac'>) =>
    createHmac('sha256', await secrets.key(KEY))
      .update(canonicalJson({ position, hash, at }))
      .digest('hex')
  let last: Promise<unknown> = Promise.resolve()

  const add = async (head: Head, at: EpochMs): Promise<Anchor> => {
    const noted = { position: head.position, hash: head.hash, at }
    const anchor = { ...noted, mac: await sign(noted) }
    const whole = (await lines(path)).whole
    const file = await open(path, 'a', 0o600)
    try {
      await file.truncate(Buffer.byteLength(whole)) // a line torn by a power cut was never promised to anyone
      await file.write(`${JSON.stringify(anchor)}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await syncFolder(dirname(path))
    return anchor
  }

  return {
    add(head, at) {
      const done = last.then(() => onDisk(path, () => add(head, at)))
      last = done.catch(() => undefined)
      return done
    },
    async all() {
      const { whole } = await lines(path)
      const texts = whole.split('\n').slice(0, -1)
      return Promise.all(
        texts.map(async (text, index) => {
          const anchor = parse(text)
          if (anchor === null) return { line: index + 1, anchor }
          const genuine = same(anchor.mac, await sign(anchor))
          return { line: index + 1, anchor, genuine }
        }),
      )
    },
  }
}

/** What stands in whole lines; a last line without its end was torn while it was written. */
async function lines(path: string): Promise<Readonly<{ whole: string }>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  return { whole: text.slice(0, text.lastIndexOf('\n') + 1) }
}

function parse(text: string): Anchor | null {
  try {
    const { position, hash, at, mac } = JSON.parse(text) as Record<string, unknown>
    if (typeof position !== 'number' || typeof at !== 'number') return null
    if (typeof hash !== 'string' || typeof mac !== 'string') return null
    return { position, hash, at, mac }
  } catch {
    return null
  }
}

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
