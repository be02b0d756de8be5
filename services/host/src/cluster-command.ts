import { availableParallelism } from 'node:os'
import { Grouping, groupingFor, markOf } from '@guanlan/alerting'
import {
  type Analysis,
  DEFAULT_RULES,
  type EpochMs,
  type Interactions,
  type Mention,
  NO_INTERACTIONS,
  Rejected,
} from '@guanlan/domain'
import { parseTime } from '@guanlan/extract'
import { startAnalysers } from '@guanlan/text'
import { looseMention, type RowId } from './classify-row.ts'
import { openNdjson, readNdjson } from './ndjson-file.ts'
import { readAll } from './refused-rows.ts'

/** Options of `guanlan cluster`; `closeness` multiplies what a message must reach to join an event. */
export type ClusterOptions = Readonly<{ in: string; out: string; closeness: number }>

const BATCH = 128
const FEW = 1000 // rows for which a second thread takes longer to load than it saves
const THREADS = Math.min(2, availableParallelism())

/** A message to group: its id as the row gave it, and the mention with the row's number for an id. */
type ClusterRow = Readonly<{ id: RowId; mention: Mention }>

/**
 * `guanlan cluster`: the event of every message, in the order of the file, by the same code and rules that alerting groups with as
 * mentions arrive. Messages are taken in the order of their times; one without a time has that of the row before.
 */
export async function clusterCommand(options: ClusterOptions): Promise<void> {
  let at: EpochMs = 0
  const { rows, refused } = await readAll(readNdjson(options.in), (value, row) => {
    const read = clusterRow(value, row, at)
    at = read.mention.seenAt
    return read
  })
  const events = await eventsOf(rows, options.closeness)
  const out = openNdjson(options.out)
  await out.write(rows.map(({ id }, n) => ({ id, event: events[n] })))
  await out.close()
  const told = refused === 0 ? '' : `，未收 ${refused} 行`
  process.stderr.write(`已归并 ${rows.length} 行，共 ${new Set(events).size} 个事件${told}。\n`)
  if (refused > 0) process.exitCode = 1
}

/** An event is named by the row number of the message that began it. While one batch is grouped the next ones are analysed. */
async function eventsOf(rows: readonly ClusterRow[], closeness: number): Promise<readonly string[]> {
  const mentions = rows.map(({ mention }) => mention)
  const rules = groupingFor(mentions.map(({ seenAt }) => seenAt))
  const related = Math.min(1, rules.related * closeness)
  const grouping = new Grouping(DEFAULT_RULES, { ...rules, related }, id => `e${id}`)
  const events = new Array<string>(rows.length)
  const order = [...mentions.keys()].sort((a, b) => mentions[a]!.seenAt - mentions[b]!.seenAt || a - b)
  let seq = 0
  for await (const analyses of analysed(order.map(n => mentions[n]!))) {
    for (const analysis of analyses) {
      const n = order[seq++]!
      const mark = markOf({ ...mentions[n]!, analysis }, { watchIds: [], spans: [] }, DEFAULT_RULES)
      const placement = grouping.place(mark)
      grouping.add(mark, placement, seq)
      events[n] = placement.eventId
    }
  }
  return events
}

/** Analyses in the order of the mentions, a batch at a time. */
async function* analysed(mentions: readonly Mention[]): AsyncGenerator<readonly Analysis[]> {
  const analysers = await startAnalysers({ gazetteer: [], threads: mentions.length < FEW ? 1 : THREADS })
  try {
    const batches = Array.from({ length: Math.ceil(mentions.length / BATCH) }, (_, n) =>
      analysers.analyseBatch(mentions.slice(n * BATCH, (n + 1) * BATCH)),
    )
    for (const batch of batches) batch.catch(() => {}) // awaited in its turn
    for (const batch of batches) yield await batch
  } finally {
    await analysers.close()
  }
}

/** @throws {Rejected} text/bad-row naming the field */
function clusterRow(value: Readonly<Record<string, unknown>>, row: number, before: EpochMs): ClusterRow {
  const { id, title = '', text = '', time } = value
  if (typeof id !== 'string' && typeof id !== 'number') throw new Rejected('text/bad-row', { detail: 'id' })
  if (title !== null && typeof title !== 'string') throw new Rejected('text/bad-row', { detail: 'title' })
  if (text !== null && typeof text !== 'string') throw new Rejected('text/bad-row', { detail: 'text' })
  const at = timeOf(time) ?? before
  const mention = looseMention(`${row}`, title ?? '', text ?? '', '', at)
  const interactions: Interactions = { ...NO_INTERACTIONS, likes: typeof value.likes === 'number' ? value.likes : null }
  return { id, mention: { ...mention, publishedAt: at, publishedDoubt: 'none', interactions } }
}

/** @throws {Rejected} text/bad-row for a time that cannot be read; null where none is given */
function timeOf(time: unknown): EpochMs | null {
  if (time === undefined || time === null || time === '') return null
  const stated = typeof time === 'string' || typeof time === 'number' ? parseTime(String(time)) : null
  if (stated === null) throw new Rejected('text/bad-row', { detail: 'time' })
  return stated.at
}
