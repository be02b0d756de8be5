import { Conflict, Unavailable } from '@guanlan/domain'
import type { Elastic } from './elastic-client.ts'
import { isAway, reasonOf } from './elastic-failure.ts'
import { refresh, WHOLE } from './elastic-read.ts'
import { inTurn } from './in-turn.ts'

/** One document that a change writes, under the version of the change's number. */
export type EventWrite = Readonly<{
  collection: 'events' | 'assignments' | 'event-states'
  id: string
  doc: Readonly<Record<string, unknown>>
}>

/** What to write, and the marks it moves: the last ledger position applied, the highest arrival number given. */
export type Change = Readonly<{ position?: number; seq?: number; writes: readonly EventWrite[] }>

/** The state a decision is made on: everything up to change `number` is written out. */
export type EventState = Readonly<{ number: number; fence: number; position: number; seq: number }>

/** `writes` is null once they are written out: the number stays taken for ever. */
type Logged = EventState & Readonly<{ writes: readonly EventWrite[] | null }>

/** The one sequence of changes to the event store. */
export type EventLog = Readonly<{
  /**
   * Decides on the newest state and makes the change, all or nothing; null changes nothing but the fence.
   * @throws {Conflict} event/fenced when a newer fence has written
   */
  change: <T>(
    fence: number,
    decide: (state: EventState) => Promise<Readonly<{ change: Change | null; result: T }>>,
  ) => Promise<T>
  /** The newest state, with what a writer that died left unwritten. */
  state: () => Promise<EventState>
}>

const idOf = (number: number) => String(number).padStart(12, '0')

/**
 * Elasticsearch has no transactions, so a change is first one document of a log, created at the next number by whoever knows the one
 * before: all or nothing, and one writer at a time. Its documents are then written out under that number as their version, which any
 * later writer may repeat. A writer that was fenced out finds its number taken, reads on and meets the newer fence.
 */
export function eventLog(elastic: Elastic): EventLog {
  const index = `${elastic.prefix}-event-log`
  const mine = inTurn()
  let known: EventState | null = null

  const at = async (number: number): Promise<Logged | null> => {
    const found = await elastic.ask(client => client.get<Logged>({ index, id: idOf(number) }, { ignore: [404] }))
    return found.found ? found._source! : null
  }
  const newest = async (): Promise<Logged | null> => {
    await refresh(elastic, index)
    const sort = [{ number: 'desc' as const }]
    const { hits } = await elastic.ask(client => client.search<Logged>({ index, size: 1, sort, ...WHOLE }))
    return hits.hits[0]?._source ?? null
  }
  /** The state after the newest change, with it written out, whoever made it. */
  const current = async (): Promise<EventState> => {
    let last = known ?? (await newest().then(found => found && writtenOut(elastic, found))) ?? START
    for (let next = await at(last.number + 1); next !== null; next = await at(last.number + 1))
      last = await writtenOut(elastic, next)
    known = last
    return last
  }
  const create = async (entry: Logged): Promise<boolean> => {
    try {
      const id = idOf(entry.number)
      await elastic.ask(client => client.create({ index, id, document: entry, require_alias: true }))
      return true
    } catch (error) {
      if (reasonOf(error) === 'version_conflict_engine_exception') return false
      throw error
    }
  }

  return {
    state: () => mine(current),
    change: (fence, decide) =>
      mine(async () => {
        for (;;) {
          const state = known ?? (await current())
          // What we know may be old, and an old fence is refused only on the newest state.
          if (fence < state.fence) throw new Conflict('event/fenced', { detail: `${fence} < ${state.fence}` })
          const { change, result } = await decide(state)
          if (change === null && fence === state.fence) return result
          const { position, seq } = { ...state, ...change }
          const entry = { number: state.number + 1, fence, position, seq, writes: change?.writes ?? [] }
          if (await create(entry)) {
            known = await writtenOut(elastic, entry)
            return result
          }
          await current()
        }
      }),
  }
}

const START: EventState = { number: 0, fence: 0, position: 0, seq: 0 }

/** Writes a change's documents, unless a later change has written them, and empties its entry in the log. */
async function writtenOut(elastic: Elastic, entry: Logged): Promise<EventState> {
  const { writes, ...state } = entry
  const { number } = state
  if (writes === null) return state
  const versioned = writes.flatMap(({ collection, id, doc }) => [
    {
      index: {
        _index: `${elastic.prefix}-${collection}`,
        _id: id,
        version: number,
        version_type: 'external_gte' as const,
      },
    },
    doc,
  ])
  await all(elastic, versioned)
  await all(elastic, [
    { index: { _index: `${elastic.prefix}-event-log`, _id: idOf(number) } },
    { ...state, writes: null },
  ])
  return state
}

async function all(elastic: Elastic, operations: readonly object[]): Promise<void> {
  if (operations.length === 0) return
  const { items } = await elastic.ask(client => client.bulk({ operations: [...operations], require_alias: true }))
  for (const { index: item } of items) {
    const { status, error } = item!
    if (status < 300 || status === 409) continue
    const detail = `${status} ${error?.type ?? 'unknown'}`
    if (isAway(status)) throw new Unavailable('elastic/away', { detail })
    throw new Error(`Elasticsearch refused an event's document: ${detail}`)
  }
}
