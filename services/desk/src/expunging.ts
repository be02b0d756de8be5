import {
  type Account,
  type Analysed,
  Conflict,
  canonicalUrl,
  type EpochMs,
  type EvidenceRecord,
  errorCode,
  expungedMention,
  HOUR_MS,
  type Json,
  type Mention,
  type Move,
  machine,
  NotFound,
  placeOf,
  type Raw,
  type Versioned,
} from '@guanlan/domain'
import type { Forgot, IsOf } from '@guanlan/ports'
import type { DeskDeps } from './deps.ts'
import { sha256 } from './hash.ts'
import { originalsHolding } from './originals.ts'
import { moveBy, versionNow, writeOne } from './writing.ts'

type Deps = Pick<
  DeskDeps,
  'bus' | 'clock' | 'events' | 'evidence' | 'index' | 'log' | 'pageText' | 'records' | 'ledger'
>

/** A blank that the indexer has not taken in after so long is sent again. */
const SENT_AGAIN_MS = HOUR_MS

/**
 * Expunges mentions 销毁 (domain rules §10): the decision is a move and bars the mention from coming back; then its originals lose their keys,
 * the streams and dead letters their messages, the index its words. Every step may be repeated, so what a crash cut short is finished at
 * the next look; the machine notes when all is done, and by when a store that cannot forget at once will have forgotten.
 */
export class Expunging {
  readonly #deps: Deps
  readonly #sent = new Map<string, EpochMs>()
  readonly #messages = new Map<string, number>()
  readonly #hidden = new Set<string>()
  #working: Promise<void> = Promise.resolve()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * Decides it and sets out to do it; deciding it again changes nothing.
   * @throws {NotFound} mention/none @throws {Conflict} ledger/stale
   */
  async expunge(id: string, by: Account, reason: string): Promise<Versioned<EvidenceRecord>> {
    const { index, records, clock } = this.#deps
    if (records.find('evidence', id)?.state.expunged == null) {
      const [mention] = await index.getMany([id])
      if (mention === null || mention === undefined) throw new NotFound('mention/none', { detail: id })
      const body = { hashes: [...this.#knownHashes(mention)], contentHash: mention.contentHash }
      const move = moveBy(by, clock.now(), 'evidence', id, 'expunged', body, reason)
      await writeOne(this.#deps, 'evidence', id, versionNow(this.#deps, 'evidence', id), [move])
    }
    void this.finish() // scrubbing may take minutes: the record tells how it stands
    return records.get('evidence', id)
  }

  /** Goes on with everything decided and not yet done; one look at a time. */
  finish(): Promise<void> {
    this.#working = this.#working.then(() => this.#look())
    return this.#working
  }

  /** Settles when the look under way is over. */
  settled(): Promise<void> {
    return this.#working
  }

  /** Files are scrubbed once for all that have come so far: it takes as long for one as for many. */
  async #look(): Promise<void> {
    const { events, index, log, records } = this.#deps
    const done = new Map<string, Readonly<Record<string, Json>>>()
    for (const { id, state } of records.list('evidence')) {
      if (state.expunged === null) continue
      try {
        if (state.forgotten !== null) {
          await this.#hide(id, state.forgotten.goneBy)
          continue
        }
        const body = await this.#carryOut(id, state.expunged.hashes)
        if (body !== null) done.set(id, body)
      } catch (error) {
        log.error({ mention: id, code: errorCode(error), err: error }, 'expunging goes on later')
      }
    }
    if (done.size === 0) return
    try {
      await events.scrub()
      await index.scrub()
      for (const [id, body] of done) await this.#note(id, body)
    } catch (error) {
      log.error({ mentions: done.size, code: errorCode(error), err: error }, 'expunging goes on later')
    }
  }

  /** What can be done now; what was done, once nothing but scrubbing is left. */
  async #carryOut(id: string, hashes: readonly string[]): Promise<Readonly<Record<string, Json>> | null> {
    const destroyed = new Set<string>()
    for (const hash of hashes) await this.#destroy(hash, destroyed)
    const [mention] = await this.#deps.index.getMany([id])
    if (mention === null || mention === undefined) return null // still on its way: the indexer will bring it
    if (mention.expunged !== true) {
      for await (const hash of originalsHolding(this.#deps, mention)) await this.#destroy(hash, destroyed)
      await this.#forget(id, destroyed)
      await this.#blank(mention)
      return null
    }
    const { messages, goneBy } = await this.#forget(id, destroyed)
    return { goneBy, messages, hashes: [...destroyed] }
  }

  /** A bus that still holds what was expunged shows none of it in this process either. */
  async #hide(id: string, goneBy: EpochMs): Promise<void> {
    if (goneBy <= this.#deps.clock.now() || this.#hidden.has(id)) return
    await this.#forget(id, new Set())
    this.#hidden.add(id)
  }

  /** What is known to hold the words: the mention's own originals, and those an alert rests on. */
  #knownHashes(mention: Mention): ReadonlySet<string> {
    const frozen = this.#deps.records
      .list('alert')
      .flatMap(({ state }) => state.evidence.mentions)
      .flatMap(one => (one.mentionId === mention.id && one.evidence !== null ? [one.evidence] : []))
    const own = mention.evidence === null ? [] : [mention.evidence, ...(mention.furtherEvidence ?? [])]
    return new Set([...own, ...frozen])
  }

  async #destroy(hash: string, destroyed: Set<string>): Promise<void> {
    if (destroyed.has(hash)) return
    try {
      await this.#deps.evidence.expunge(hash)
      destroyed.add(hash)
    } catch (error) {
      if (!(error instanceof NotFound)) throw error
    }
  }

  /** Takes the mention's messages off the bus, and destroys the originals they name: those of earlier versions among them. */
  async #forget(id: string, destroyed: Set<string>): Promise<Forgot> {
    const named = new Set<string>()
    const isOf: IsOf = ({ stream, key, body }) => {
      if (stream === 'fetches' || (stream !== 'raw' && key !== id)) return false
      const said = body() as unknown as Partial<Raw & Mention>
      if (said?.expunged === true || (stream === 'raw' && idOf(said) !== id)) return false
      for (const hash of [said.evidence, ...(said.furtherEvidence ?? [])]) if (typeof hash === 'string') named.add(hash)
      return true
    }
    const { messages, goneBy } = await this.#deps.bus.forget(isOf)
    for (const hash of named) await this.#destroy(hash, destroyed)
    this.#messages.set(id, (this.#messages.get(id) ?? 0) + messages)
    return { messages: this.#messages.get(id)!, goneBy }
  }

  /** The indexer alone writes the index: the mention goes to it once more, saying nothing. */
  async #blank(mention: Analysed): Promise<void> {
    const { bus, clock } = this.#deps
    const now = clock.now()
    if (now - (this.#sent.get(mention.id) ?? Number.NEGATIVE_INFINITY) < SENT_AGAIN_MS) return
    await bus.append('analysed', [{ key: mention.id, body: expungedMention(mention) as unknown as Json }])
    this.#sent.set(mention.id, now)
  }

  async #note(id: string, body: Readonly<Record<string, Json>>): Promise<void> {
    const { clock } = this.#deps
    const move: Move = {
      kind: 'evidence',
      id,
      type: 'forgotten',
      by: machine('expunging'),
      at: clock.now(),
      reason: null,
      body,
    }
    try {
      await writeOne(this.#deps, 'evidence', id, versionNow(this.#deps, 'evidence', id), [move])
    } catch (error) {
      if (!(error instanceof Conflict)) throw error // another desk was faster, or somebody read: seen at the next look
    }
  }
}

/** The id of the mention that a raw item becomes; null for what names nothing. */
function idOf({ channel, externalId = null, url = null }: Partial<Raw>): string | null {
  if (channel === undefined) return null
  const place = placeOf({ channel, externalId, url: url === null ? null : canonicalUrl(url) })
  return place === null ? null : sha256(place)
}
