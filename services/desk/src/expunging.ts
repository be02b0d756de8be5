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
 * Expunges mentions 清除 (domain rules §10): the decision is a move and bars the mention from coming back; then its originals lose their keys,
 * the streams and dead letters their messages, the index its words. Every step may be repeated, so what a crash cut short is finished at
 * the next look; the machine notes when all is done, and by when a store that cannot forget at once will have forgotten.
 */
export class Expunging {
  readonly #deps: Deps
  readonly #sent = new Map<string, EpochMs>()
  #working: Promise<void> = Promise.resolve()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * Decides it and does what can be done at once; deciding it again changes nothing.
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
    await this.finish()
    return records.get('evidence', id)
  }

  /** Goes on with everything decided and not yet done; one look at a time. */
  finish(): Promise<void> {
    this.#working = this.#working.then(async () => {
      for (const { id, state } of this.#deps.records.list('evidence')) {
        if (state.expunged === null || state.forgotten !== null) continue
        try {
          await this.#carryOut(id, state.expunged.hashes)
        } catch (error) {
          this.#deps.log.error({ mention: id, code: errorCode(error), err: error }, 'expunging goes on later')
        }
      }
    })
    return this.#working
  }

  async #carryOut(id: string, hashes: readonly string[]): Promise<void> {
    const { events, index } = this.#deps
    const destroyed = new Set<string>()
    for (const hash of hashes) await this.#destroy(hash, destroyed)
    const [mention] = await index.getMany([id])
    if (mention === null || mention === undefined) return // still on its way: the indexer will bring it
    if (mention.expunged !== true) {
      for await (const hash of originalsHolding(this.#deps, mention)) await this.#destroy(hash, destroyed)
      await this.#forget(id, destroyed)
      return this.#blank(mention)
    }
    const { messages, goneBy } = await this.#forget(id, destroyed)
    await events.scrub()
    await index.scrub()
    await this.#note(id, { goneBy, messages, hashes: [...destroyed] })
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
    const forgot = await this.#deps.bus.forget(isOf)
    for (const hash of named) await this.#destroy(hash, destroyed)
    return forgot
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
