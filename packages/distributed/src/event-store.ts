import { Conflict, type EpochMs, type EventRecord, Rejected } from '@guanlan/domain'
import type { Assignment, EventStore } from '@guanlan/ports'
import { type Documents, documents } from './documents.ts'
import type { Elastic } from './elastic-client.ts'
import { scrubIndices } from './elastic-read.ts'
import { type EventLog, type EventState, type EventWrite, eventLog } from './event-log.ts'

/** Where titles and words of mentions may stand. */
const SCRUBBED = ['events', 'event-states', 'event-log'] as const

type KeptEvent = Readonly<{ id: string; lastSeenAt: EpochMs; event: EventRecord }>
/** `eventId` is what alerting decided, for ever; `currentId` follows people's merges and splits. */
type KeptAssignment = Readonly<{
  mentionId: string
  seq: number
  eventId: string
  currentId: string
  reason: string
  at: EpochMs
}>
type KeptState = Readonly<{ body: Readonly<{ value: string }> }>

type Collections = Readonly<{
  events: Documents<KeptEvent>
  assignments: Documents<KeptAssignment>
  states: Documents<KeptState>
  log: EventLog
}>

/**
 * Events and their members in Elasticsearch; each method that writes is one entry of a log, all or nothing (see event-log.ts). Another
 * process may see the documents of one change a moment apart. One process writes at a time: the holder of the newest fence.
 */
export function openElasticEventStore(elastic: Elastic): EventStore {
  const all: Collections = {
    events: documents<KeptEvent>(elastic, 'events'),
    assignments: documents<KeptAssignment>(elastic, 'assignments'),
    states: documents<KeptState>(elastic, 'event-states'),
    log: eventLog(elastic),
  }
  return {
    ...eventReads(all),
    ...membership(all),
    ...writes(all),
    scrub: () => scrubIndices(elastic, SCRUBBED.map(name => `${elastic.prefix}-${name}`).join(',')),
    close: async () => undefined,
  }
}

function writes({ events, assignments, log }: Collections): Pick<EventStore, 'assign' | 'applyMove' | 'putState'> {
  const changed = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work
    } finally {
      events.changed()
      assignments.changed()
    }
  }

  return {
    assign: (fence, given, records) =>
      changed(
        log.change(fence, async state => {
          const { result, added } = await firstWins(assignments, given, state)
          const seq = Math.max(state.seq, ...added.map(one => one.seq))
          return { change: { seq, writes: [...records.map(eventWrite), ...added.map(assignmentWrite)] }, result }
        }),
      ),
    applyMove: (fence, position, moves, records) =>
      changed(
        log.change(fence, async state => {
          if (position <= state.position) return { change: null, result: false }
          const targets = new Map(moves.map(({ mentionId, toEventId }) => [mentionId, toEventId]))
          const found = await assignments.getMany([...targets.keys()])
          const moved = found
            .filter(one => one !== null)
            .map(({ body }) => assignmentWrite({ ...body, currentId: targets.get(body.mentionId)! }))
          return { change: { position, writes: [...records.map(eventWrite), ...moved] }, result: true }
        }),
      ),
    putState: (fence, name, value) =>
      log.change(fence, async () => ({
        change: { writes: [{ collection: 'event-states', id: name, doc: { body: { value } } }] },
        result: undefined,
      })),
  }
}

/** What is stored for each mention after the call, and which of them are new. @throws {Conflict} event/sequence-taken */
async function firstWins(assignments: Documents<KeptAssignment>, given: readonly Assignment[], state: EventState) {
  const ids = [...new Set(given.map(one => one.mentionId))]
  const before = await assignments.getMany(ids)
  const stored = new Map<string, KeptAssignment>()
  for (const found of before) if (found !== null) stored.set(found.body.mentionId, found.body)
  const added: KeptAssignment[] = []
  const result = given.map(one => {
    const known = stored.get(one.mentionId)
    if (known !== undefined) return assignment(known)
    const { mentionId, eventId, arrivalSeq: seq, reason, at } = one
    const kept = { mentionId, seq, eventId, currentId: eventId, reason, at }
    stored.set(mentionId, kept)
    added.push(kept)
    return one
  })
  await refuseTaken(
    assignments,
    added.map(one => one.seq),
    state,
  )
  return { result, added }
}

async function refuseTaken(
  assignments: Documents<KeptAssignment>,
  seqs: readonly number[],
  { seq }: EventState,
): Promise<void> {
  const twice = seqs.find((one, n) => seqs.indexOf(one) !== n)
  const old = seqs.filter(one => one <= seq) // higher ones were never given
  const query = { terms: { seq: old } }
  const [taken] = old.length === 0 ? [] : await assignments.search({ query, sort: [{ seq: 'asc' }] }, 1)
  const found = twice ?? taken?.seq
  if (found !== undefined) throw new Conflict('event/sequence-taken', { detail: String(found) })
}

const eventWrite = (event: EventRecord): EventWrite => ({
  collection: 'events',
  id: event.id,
  doc: { id: event.id, lastSeenAt: event.lastSeenAt, event } satisfies KeptEvent,
})
const assignmentWrite = (doc: KeptAssignment): EventWrite => ({ collection: 'assignments', id: doc.mentionId, doc })

function eventReads({ events }: Collections): Pick<EventStore, 'get' | 'getMany' | 'list'> {
  const getMany = async (ids: readonly string[]) => (await events.getMany(ids)).map(found => found?.body.event ?? null)
  return {
    getMany,
    get: async id => (await getMany([id]))[0]!,
    async list({ activeSince, limit, after }) {
      const query = activeSince === undefined ? { match_all: {} } : { range: { lastSeenAt: { gte: activeSince } } }
      const from = after === undefined ? {} : { after: decodeCursor(after) }
      const found = await events.search({ query, sort: [{ lastSeenAt: 'desc' }, { id: 'asc' }], ...from }, limit)
      const records = found.map(one => one.event)
      const last = records.at(-1)
      return { events: records, next: last === undefined || records.length < limit ? null : encodeCursor(last) }
    },
  }
}

function membership({
  assignments,
  states,
  log,
}: Collections): Pick<
  EventStore,
  'members' | 'eventsOf' | 'assignments' | 'lastArrivalSeq' | 'appliedPosition' | 'getState'
> {
  const bySeq = [{ seq: 'asc' as const }]
  return {
    async members(eventId) {
      const found = await assignments.search({ query: { term: { currentId: eventId } }, sort: bySeq })
      return found.map(one => ({ ...assignment(one), eventId }))
    },
    async eventsOf(ids) {
      return (await assignments.getMany(ids)).map(found => found?.body.currentId ?? null)
    },
    async assignments(afterSeq, limit) {
      const found = await assignments.search({ query: { range: { seq: { gt: afterSeq } } }, sort: bySeq }, limit)
      return found.map(assignment)
    },
    lastArrivalSeq: async () => (await log.state()).seq,
    appliedPosition: async () => (await log.state()).position,
    async getState(name) {
      await log.state()
      return (await states.get(name))?.body.body.value ?? null
    },
  }
}

/** As alerting decided it, whatever people moved since: a replay must meet what happened live. */
function assignment({ mentionId, eventId, seq, reason, at }: KeptAssignment): Assignment {
  return { mentionId, eventId, arrivalSeq: seq, reason, at }
}

const encodeCursor = (event: EventRecord) =>
  Buffer.from(JSON.stringify([event.lastSeenAt, event.id])).toString('base64url')

function decodeCursor(cursor: string): readonly [number, string] {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]
    if (Number.isSafeInteger(at) && typeof id === 'string') return [at as number, id]
  } catch {
    // falls through: not one of ours
  }
  throw new Rejected('event/bad-cursor', { detail: cursor.slice(0, 40) })
}
