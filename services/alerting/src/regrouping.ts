import { type Analysed, type Commit, type EpochMs, type EventRecord, HOUR_MS, Unavailable } from '@guanlan/domain'
import type { Assignment, EventStore, MentionIndex } from '@guanlan/ports'
import type { Log } from '@guanlan/runtime'
import { similarity } from '@guanlan/text'
import type { Books } from './books.ts'
import { addMark, type EventMemory, emptyMemory } from './event-memory.ts'
import { markOf } from './mark.ts'
import type { Watching } from './watching.ts'

const PAGE = 500
/** The indexer is given so long; a mention missing after that is gone for good. */
const INDEX_PATIENCE_MS = HOUR_MS

export type RegroupDeps = Readonly<{ events: EventStore; index: MentionIndex; watching: Watching; log: Log }>

/** What a commit makes of the events it names: who is in each afterwards, and who moved where. */
type Plan = {
  readonly members: Map<string, readonly Assignment[]>
  readonly moved: Map<string, string>
  readonly mergedInto: Map<string, string>
}

/**
 * People's merges ({ into }) and splits ({ mentionIds, into }) of one commit, ledger moves of kind `event`. The events are
 * made anew from their members in arrival order, so a merge that is split again gives what was before. A commit already
 * applied is only remembered anew. Returns whether the commit touched events.
 * @throws {Unavailable} alerting/mention-not-indexed while the indexer is behind
 */
export async function regroup(
  commit: Commit,
  fence: number,
  books: Books,
  now: EpochMs,
  deps: RegroupDeps,
): Promise<boolean> {
  const plan = await planOf(commit, deps)
  if (plan.members.size === 0) return false
  const memories: EventMemory[] = []
  for (const [id, members] of plan.members) {
    if (members.length > 0) memories.push(await remember(id, members, books, now, deps))
  }
  for (const memory of memories) memory.absorbed.push(...absorbedBy(memory.id, plan, books))
  if (commit.position > (await deps.events.appliedPosition())) {
    const records = [...memories.map(memory => books.record(memory, now)), ...(await emptied(plan, deps))]
    const moves = [...plan.moved].map(([mentionId, toEventId]) => ({ mentionId, toEventId }))
    await deps.events.applyMove(fence, commit.position, moves, records)
  }
  for (const id of plan.members.keys()) books.grouping.forget(id)
  for (const memory of memories) books.grouping.restore(memory)
  return true
}

async function planOf(commit: Commit, { events, log }: RegroupDeps): Promise<Plan> {
  const plan: Plan = { members: new Map(), moved: new Map(), mergedInto: new Map() }
  const membersOf = async (id: string) => plan.members.get(id) ?? (await events.members(id))
  for (const move of commit.moves) {
    if (move.kind !== 'event' || (move.type !== 'merged' && move.type !== 'split')) continue
    const { into, mentionIds } = move.body
    if (typeof into !== 'string' || into === move.id || (await events.get(move.id)) === null) {
      log.warn({ event: move.id, type: move.type, position: commit.position }, 'move names no event to regroup')
      continue
    }
    const chosen = new Set(Array.isArray(mentionIds) ? mentionIds : [])
    const from = await membersOf(move.id)
    const going = move.type === 'merged' ? from : from.filter(({ mentionId }) => chosen.has(mentionId))
    plan.members.set(into, [...(await membersOf(into)), ...going])
    plan.members.set(
      move.id,
      from.filter(member => !going.includes(member)),
    )
    for (const { mentionId } of going) plan.moved.set(mentionId, into)
    plan.mergedInto.set(move.id, into)
  }
  return plan
}

/** An event that lost all its members keeps its last figures and points to where they went. */
async function emptied(plan: Plan, { events }: RegroupDeps): Promise<readonly EventRecord[]> {
  const records: EventRecord[] = []
  for (const [id, members] of plan.members) {
    const before = members.length === 0 ? await events.get(id) : null
    if (before !== null) records.push({ ...before, mergedInto: plan.mergedInto.get(id) ?? null })
  }
  return records
}

/** What was merged into an event before and now, but for what stands alone again. */
function absorbedBy(id: string, { members, mergedInto }: Plan, books: Books): readonly string[] {
  const gone = [...mergedInto].flatMap(([from, into]) => (into === id && members.get(from)?.length === 0 ? [from] : []))
  const all = [id, ...gone].flatMap(event => books.event(event)?.absorbed ?? [])
  return [...new Set([...all, ...gone])].filter(event => !((members.get(event)?.length ?? 0) > 0))
}

/** An event's memory from its members, oldest arrival first. */
async function remember(
  id: string,
  members: readonly Assignment[],
  books: Books,
  now: EpochMs,
  deps: RegroupDeps,
): Promise<EventMemory> {
  const ordered = [...members].sort((a, b) => a.arrivalSeq - b.arrivalSeq)
  const found: { seq: number; mention: Analysed }[] = []
  for (let from = 0; from < ordered.length; from += PAGE) {
    const page = ordered.slice(from, from + PAGE)
    const mentions = await deps.index.getMany(page.map(({ mentionId }) => mentionId))
    page.forEach((member, at) => {
      const mention = mentions[at] ?? null
      if (mention === null) missing(member, now, deps)
      else found.push({ seq: member.arrivalSeq, mention })
    })
  }
  const first = found[0]
  if (first === undefined) throw new Unavailable('alerting/mention-not-indexed', { detail: id })
  const mark = (mention: Analysed) =>
    markOf(mention, deps.watching.match(mention) ?? { watchIds: [], spans: [] }, books.rules)
  const memory = emptyMemory(id, mark(first.mention), first.seq)
  for (const { mention } of found) addRemembered(memory, mark(mention), books)
  return memory
}

function addRemembered(memory: EventMemory, mark: ReturnType<typeof markOf>, books: Books): void {
  const { copy } = books.groupingRules
  const copied = memory.prints.find(({ print }) => similarity(print, mark.print) >= copy)
  addMark(memory, mark, copied?.id ?? null, 0, books.rules)
}

function missing(member: Assignment, now: EpochMs, { log }: RegroupDeps): void {
  if (now - member.at < INDEX_PATIENCE_MS) {
    throw new Unavailable('alerting/mention-not-indexed', { detail: member.mentionId })
  }
  log.warn({ mention: member.mentionId, event: member.eventId }, 'member no longer indexed; left out of the figures')
}
