import { setTimeout as pause } from 'node:timers/promises'
import type { estypes } from '@elastic/elasticsearch'
import { type Analysed, Rejected, Unavailable } from '@guanlan/domain'
import type { WriteOutcome } from '@guanlan/ports'
import type { Elastic } from './elastic-client.ts'
import { isAway } from './elastic-failure.ts'
import { lineOf, type MentionLine } from './mention-document.ts'
import { aliasOfYear, makeYear } from './mention-years.ts'

/** Waits before lines that were turned away are sent again; after the last the caller backs off. */
const WAITS_MS: readonly number[] = [50, 150, 450]
/** Most characters of one request, well under the server's 100 MB. */
const LONGEST_REQUEST = 8_000_000

/** What writing has done since the start, for metrics. */
export type WriteFigures = Readonly<{
  requests: number
  requestMs: number // all requests together
  written: number
  stale: number
  refused: number // lines that can never be written
  again: number // lines that were sent again
}>

/** The one writer of mentions. */
export type MentionWriter = Readonly<{
  write: (mentions: readonly Analysed[]) => Promise<readonly WriteOutcome[]>
  figures: () => WriteFigures
}>

type Answer = WriteOutcome | 'away' | Rejected

/**
 * Writes by bulk and reads every item of its answer: 200 can hide failures. Lines the server had no room for are sent again, then
 * all of the call is `Unavailable`; what was written by then is `stale` the next time, so nothing is lost or doubled.
 */
export function mentionWriter(elastic: Elastic, waitsMs = WAITS_MS): MentionWriter {
  const figures = { requests: 0, requestMs: 0, written: 0, stale: 0, refused: 0, again: 0 }
  const send = sender(elastic, figures)

  const settle = async (lines: readonly MentionLine[]): Promise<readonly WriteOutcome[]> => {
    const answers: Answer[] = []
    let waiting = lines.map((line, at) => ({ line, at }))
    for (let attempt = 0; ; attempt++) {
      const answered = await send(waiting.map(({ line }) => line))
      for (const [n, { at }] of waiting.entries()) answers[at] = answered[n]!
      waiting = waiting.filter(({ at }) => answers[at] === 'away')
      if (waiting.length === 0) break
      const wait = waitsMs[attempt]
      if (wait === undefined) throw new Unavailable('elastic/away', { detail: `${waiting.length} lines turned away` })
      figures.again += waiting.length
      await pause(wait)
    }
    for (const answer of answers) figures[typeof answer === 'string' ? (answer as WriteOutcome) : 'refused']++
    const refused = answers.find(answer => answer instanceof Rejected)
    if (refused !== undefined) throw refused
    return answers as WriteOutcome[]
  }

  return {
    figures: () => ({ ...figures }),
    async write(mentions) {
      const lines = mentions.map(lineOf)
      const outcomes: WriteOutcome[] = []
      for (const part of parts(lines)) outcomes.push(...(await settle(part)))
      return outcomes
    },
  }
}

/** Sends lines in one request, making the index of a year when its first mention comes. */
function sender(elastic: Elastic, figures: { requests: number; requestMs: number }) {
  const years = new Set<number>()
  return async (lines: readonly MentionLine[]): Promise<readonly Answer[]> => {
    for (const { year } of lines) {
      if (years.has(year)) continue
      await makeYear(elastic, year)
      years.add(year)
    }
    // Greater, not greater-or-equal: an equal version changes nothing, and a redelivered line answers 409, which is success.
    const operations = lines.flatMap(({ id, version, year, source }) => [
      JSON.stringify({
        index: { _index: aliasOfYear(elastic.prefix, year), _id: id, version, version_type: 'external' },
      }),
      source,
    ])
    const begin = performance.now()
    const answer = await elastic.ask(client => client.bulk({ operations, require_alias: true }))
    figures.requests++
    figures.requestMs += performance.now() - begin
    return answer.items.map((item, n) => {
      if (item.index!.status === 404) years.delete(lines[n]!.year) // its index was removed: to be made anew
      return answerOf(item.index!, lines[n]!)
    })
  }
}

function answerOf({ status, error }: estypes.BulkResponseItem, { id }: MentionLine): Answer {
  if (status < 300) return 'written'
  if (status === 409) return 'stale'
  if (isAway(status)) return 'away'
  // Only the kind of fault: the full reason quotes the mention.
  const detail = `${id}: ${error?.type ?? status}`
  if (status === 400) return new Rejected('index/refused', { detail })
  throw new Unavailable('elastic/away', { detail })
}

function* parts(lines: readonly MentionLine[]): Generator<readonly MentionLine[]> {
  let part: MentionLine[] = []
  let length = 0
  for (const line of lines) {
    if (length + line.source.length > LONGEST_REQUEST && part.length > 0) {
      yield part
      part = []
      length = 0
    }
    part.push(line)
    length += line.source.length
  }
  if (part.length > 0) yield part
}
