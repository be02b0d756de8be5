import { createHash } from 'node:crypto'
import { type RereadDeps, rereadOriginal } from '@guanlan/crawler'
import {
  type Account,
  type Analysed,
  Conflict,
  errorCode,
  type Json,
  type Mention,
  type Move,
  machine,
  person,
  type Raw,
  type Reextraction,
  type ReextractionProgress,
  RereadCounts,
  type Source,
} from '@guanlan/domain'
import { type Candidate, normalise } from '@guanlan/ingest'
import type { Bus, Clock, Evidence, MentionIndex, Receipt } from '@guanlan/ports'
import type { Log, Records, Stop } from '@guanlan/runtime'

/** What re-extractions stand on. */
export type ReextractionDeps = Omit<RereadDeps, 'evidence'> &
  Readonly<{
    bus: Pick<Bus, 'append'>
    evidence: Evidence
    index: Pick<MentionIndex, 'getMany'>
    records: Records
    clock: Clock
    log: Log
  }>

type Running = Exclude<ReextractionProgress, { state: 'none' }>
/** An item as it reads now, beside the mention it belongs to. */
type Reread = Readonly<{ raw: Raw; candidate: Candidate; mention: Analysed | null }>

const PAGE = 100
const MOST_DIFFERENCES = 200
const RECORD = { kind: 'evidence', id: 're-extraction' } as const
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/**
 * Reads the originals of a period again with the extractor as it is now, one re-extraction at a time, while everything else goes on. Only
 * the original that a mention's present version rests on is compared with it. An applied one hands what reads otherwise to the stream
 * `raw`, as a run of the source would, so it becomes a new version the ordinary way; done again it changes nothing more.
 */
export class Reextractions {
  readonly #deps: ReextractionDeps
  #progress: ReextractionProgress = { state: 'none' }
  #work: Promise<void> = Promise.resolve()
  #stopped = false
  /** Ids of items that no mention tells of, for one may stand in many originals, and hashes of following pages read with the first. */
  #known = new Set<string>()

  constructor(deps: ReextractionDeps) {
    this.#deps = deps
  }

  /** How the last one of this process stands. */
  progress(): ReextractionProgress {
    return this.#progress
  }

  /** Begins one, told in the ledger, for it reads unmasked originals. @throws {Conflict} re-extract/running */
  async begin(asked: Reextraction, by: Account): Promise<ReextractionProgress> {
    if (this.#progress.state === 'running') throw new Conflict('re-extract/running')
    const counts = new RereadCounts(MOST_DIFFERENCES)
    const zero = { originals: 0, items: 0, changed: 0, fresh: 0, unread: {} }
    const told = { table: counts.table(), differences: [], code: null }
    const begun = {
      ...asked,
      state: 'running',
      startedAt: this.#deps.clock.now(),
      endedAt: null,
      ...zero,
      ...told,
    } as const
    this.#progress = begun
    this.#known = new Set()
    try {
      await this.#note('re-extraction-started', { ...asked }, by)
    } catch (error) {
      this.#progress = { state: 'none' }
      throw error
    }
    this.#work = this.#run(begun, counts)
    return begun
  }

  /** Breaks off what is under way; what was already appended stays. */
  stop: Stop = async () => {
    this.#stopped = true
    await this.#work
  }

  async #run(begun: Running, counts: RereadCounts): Promise<void> {
    const { clock, log } = this.#deps
    let running = begun
    try {
      for await (running of this.#read(begun, counts)) this.#progress = running
      const { originals, items, changed, fresh } = running
      await this.#note('re-extraction-ended', { originals, items, changed, fresh }, null)
      this.#progress = { ...running, state: this.#stopped ? 'failed' : 'done', endedAt: clock.now() }
      log.info(
        { originals, items, changed, fresh, apply: running.apply, stopped: this.#stopped },
        're-extraction ended',
      )
    } catch (error) {
      this.#progress = { ...running, state: 'failed', endedAt: clock.now(), code: errorCode(error) }
      log.error({ err: error }, 're-extraction failed')
    }
  }

  async *#read(begun: Running, counts: RereadCounts): AsyncGenerator<Running> {
    const { fromAt, toAt, sourceId } = begun
    const search = { fromAt, toAt, ...(sourceId === null ? {} : { sourceId }) }
    let running = begun
    for (let after: string | undefined; !this.#stopped; ) {
      const page = await this.#deps.evidence.received(search, {
        limit: PAGE,
        ...(after === undefined ? {} : { after }),
      })
      for (const receipt of page.receipts) {
        if (this.#stopped) return
        running = await this.#one(running, counts, receipt)
      }
      yield running
      if (page.next === null) return
      after = page.next
    }
  }

  async #one(running: Running, counts: RereadCounts, receipt: Receipt): Promise<Running> {
    const source = this.#deps.records.find('source', receipt.sourceId)?.state
    if (source === undefined || receipt.url === null || this.#known.has(receipt.hash)) return running
    let rereads: readonly Reread[]
    try {
      rereads = await this.#reread(source, receipt)
    } catch (error) {
      const code = errorCode(error)
      if (code === 'bug') throw error
      const unread = { ...running.unread, [code]: (running.unread[code] ?? 0) + 1 }
      return { ...running, originals: running.originals + 1, unread }
    }
    const current = rereads.flatMap(one =>
      one.mention !== null && restsOn(one.mention, receipt) ? [{ ...one, mention: one.mention }] : [],
    )
    const fresh = rereads.filter(({ mention, candidate: { id } }) => mention === null && !this.#known.has(id))
    for (const { candidate } of fresh) this.#known.add(candidate.id)
    const changed = current.flatMap(one => {
      const { id: mentionId, url } = one.mention
      const fields = counts.add({ mentionId, url }, fieldsOf(one.mention), fieldsOf(one.candidate))
      if (fields.length === 0) return []
      // words unchanged: only then must something else tell that it is a new version
      const sameWords = !fields.includes('title') && !fields.includes('text')
      return [sameWords ? { ...one.raw, reread: true as const } : one.raw]
    })
    if (running.apply) await this.#append([...changed, ...fresh.map(({ raw }) => raw)])
    return {
      ...running,
      originals: running.originals + 1,
      items: running.items + current.length,
      changed: running.changed + changed.length,
      fresh: running.fresh + fresh.length,
      table: counts.table(),
      differences: counts.differences(),
    }
  }

  /** What an original reads as now, with the mentions there are; the following pages of a split article come with the first. */
  async #reread(source: Source, receipt: Receipt): Promise<readonly Reread[]> {
    const { evidence } = this.#deps
    const alone = await this.#beside(await rereadOriginal(this.#deps, source, receipt, []))
    const hashes = alone.flatMap(({ mention }) => (mention === null ? [] : (mention.furtherEvidence ?? [])))
    if (hashes.length === 0) return alone
    for (const hash of hashes) this.#known.add(hash)
    const further = (await Promise.all(hashes.map(hash => evidence.receipts(hash)))).flat()
    return this.#beside(await rereadOriginal(this.#deps, source, receipt, further))
  }

  /** Items that can be mentions, each beside the mention there is; one that was expunged is none. */
  async #beside(raws: readonly Raw[]): Promise<readonly Reread[]> {
    const { index, plates, records } = this.#deps
    const read = raws.flatMap(raw => {
      const candidate = candidateOf(raw, plates())
      return candidate === null || records.find('evidence', candidate.id)?.state.expunged ? [] : [{ raw, candidate }]
    })
    const mentions = await index.getMany(read.map(({ candidate }) => candidate.id))
    return read.map((one, at) => ({ ...one, mention: mentions[at] ?? null }))
  }

  async #append(raws: readonly Raw[]): Promise<void> {
    if (raws.length === 0) return
    const fetchedAt = this.#deps.clock.now()
    await this.#deps.bus.append(
      'raw',
      // read now: content that stood once before is a new version too
      raws.map(raw => ({ key: raw.sourceId, body: { ...raw, fetchedAt } as unknown as Json })),
    )
  }

  async #note(type: string, body: Move['body'], by: Account | null): Promise<void> {
    const { records, clock } = this.#deps
    const at = clock.now()
    const move: Move = {
      ...RECORD,
      type,
      by: by === null ? machine('re-extraction') : person(by),
      at,
      reason: null,
      body,
    }
    const version = records.find(RECORD.kind, RECORD.id)?.version ?? 0
    await records.commit({ commitId: `${type} ${version + 1} ${at}`, expect: [{ ...RECORD, version }], moves: [move] })
  }
}

/** Whether the present version of a mention was read from this original. */
const restsOn = ({ evidence, expunged, withdrawn }: Mention, { hash }: Receipt) =>
  evidence === hash && expunged !== true && withdrawn !== true

const fieldsOf = ({ title, publishedAt, author, text }: Candidate | Mention) => ({ title, publishedAt, author, text })

function candidateOf(raw: Raw, plates: ReturnType<ReextractionDeps['plates']>): Candidate | null {
  try {
    return normalise(raw, sha256, plates)
  } catch (error) {
    if (errorCode(error) === 'bug') throw error
    return null
  }
}
