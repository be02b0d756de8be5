import type { EventStore } from '@guanlan/ports'
import type { Books, Entry } from './books.ts'

/** Segments between two checkpoints; older ones are written over, so the journal never grows beyond this. */
const RING = 512
const CHUNK = 200
/** What stands in place of a segment that was wiped. */
const WIPED = ''

type Segment = Readonly<{ n: number; entries: readonly Entry[] }>
type Checkpoint = Readonly<{ slot: number; chunks: number; segment: number; seq: number; position: number }>

/**
 * Alerting's memory on disk: a checkpoint and the entries since. A segment is written before the assignments it leads to,
 * so after a crash the books are exactly what they were, and an interrupted batch is finished before anything new.
 * All writes carry the fence.
 */
export class Journal {
  readonly #events: EventStore
  readonly #fence: number
  #checkpoint: Checkpoint = { slot: 0, chunks: 0, segment: 0, seq: 0, position: 0 }
  #next = 0

  constructor(events: EventStore, fence: number) {
    this.#events = events
    this.#fence = fence
  }

  /** Fills fresh books; returns the entries of the last segment, whose assignments may not have been stored. */
  async load(books: Books): Promise<readonly Entry[]> {
    const stored = await this.#events.getState('checkpoint')
    if (stored !== null) this.#checkpoint = JSON.parse(stored) as Checkpoint
    const { slot, chunks, segment, seq, position } = this.#checkpoint
    for (let chunk = 0; chunk < chunks; chunk++) {
      books.restoreEvents(JSON.parse((await this.#events.getState(`open/${slot}/${chunk}`)) ?? '[]') as string[])
    }
    const counts = await this.#events.getState(`counts/${slot}`)
    if (counts !== null) books.counts.restore(counts)
    books.seq = seq
    books.position = position
    this.#next = segment
    let last: readonly Entry[] = []
    for (;;) {
      const read = await this.#segment(this.#next)
      if (read === null) return last
      for (const entry of read.entries) books.apply(entry)
      last = read.entries
      this.#next++
    }
  }

  async #segment(n: number): Promise<Segment | null> {
    const stored = await this.#events.getState(`journal/${n % RING}`)
    if (stored === null || stored === WIPED) return null
    const segment = JSON.parse(stored) as Segment
    return segment.n === n ? segment : null
  }

  /** Durable when it settles. */
  async append(entries: readonly Entry[]): Promise<void> {
    const segment: Segment = { n: this.#next, entries }
    await this.#events.putState(this.#fence, `journal/${this.#next % RING}`, JSON.stringify(segment))
    this.#next++
  }

  /** Whether the ring is nearly full; a checkpoint must come before the next segment. */
  get full(): boolean {
    return this.#next - this.#checkpoint.segment >= RING - 1
  }

  /** Whether anything was journalled since the last checkpoint. */
  get behind(): boolean {
    return this.#next > this.#checkpoint.segment
  }

  /** Leaves nothing of older states: the books are written over both checkpoints, and every segment before them is emptied. */
  async wipe(books: Books): Promise<void> {
    await this.checkpoint(books)
    await this.checkpoint(books)
    for (let n = 0; n < Math.min(RING, this.#next); n++) {
      await this.#events.putState(this.#fence, `journal/${n}`, WIPED)
    }
  }

  /** Writes the books beside the last checkpoint, then points to them: a crash between leaves the last one whole. */
  async checkpoint(books: Books): Promise<void> {
    const slot = 1 - this.#checkpoint.slot
    const events = books.eventsToJson()
    const chunks = Math.ceil(events.length / CHUNK)
    for (let chunk = 0; chunk < chunks; chunk++) {
      const part = events.slice(chunk * CHUNK, (chunk + 1) * CHUNK)
      await this.#events.putState(this.#fence, `open/${slot}/${chunk}`, JSON.stringify(part))
    }
    await this.#events.putState(this.#fence, `counts/${slot}`, books.counts.toJson())
    const checkpoint: Checkpoint = { slot, chunks, segment: this.#next, seq: books.seq, position: books.position }
    await this.#events.putState(this.#fence, 'checkpoint', JSON.stringify(checkpoint))
    this.#checkpoint = checkpoint
  }
}
