import { setTimeout as wait } from 'node:timers/promises'
import {
  DAY_MS,
  type EpochMs,
  fullTime,
  REREAD_FIELD_NAMES,
  type ReextractionProgress,
  Rejected,
  type RereadDifference,
} from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { dayOf } from './day-of.ts'
import { type HouseClient, openRunningHouse } from './house-client.ts'
import type { Overrides } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Options of `guanlan re-extract`. */
export type ReextractOptions = Overrides &
  Readonly<{ from: string; to: string; source?: string; apply: boolean; account?: string; url?: string }>

const LOOK_EVERY_MS = 500
const SHOWN = 40

/** @throws {Rejected} re-extract/bad-day */
function day(text: string): EpochMs {
  const at = dayOf(text)
  if (at === null) throw new Rejected('re-extract/bad-day', { detail: text })
  return at
}

/** `guanlan re-extract`: the originals of a period read anew by the running house, from the first day to the last, both included. */
export async function reextractCommand(options: ReextractOptions): Promise<void> {
  const terminal = openTerminal()
  const [from, to] = [day(options.from), day(options.to) + DAY_MS]
  const house = await openRunningHouse(options)
  await house.ask('/api/re-extract', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to, source: options.source ?? null, apply: options.apply }),
  })
  const ended = await untilEnded(house, terminal)
  for (const line of reextractionLines(ended)) terminal.say(line)
  if (ended.state === 'failed') process.exitCode = 1
}

type Begun = Exclude<ReextractionProgress, { state: 'none' }>

async function untilEnded(house: HouseClient, { progress, settle }: Terminal): Promise<Begun> {
  for (;;) {
    const now = (await (await house.ask('/api/re-extract')).json()) as ReextractionProgress
    // a house that was started anew meanwhile knows nothing of it
    if (now.state === 'none') throw new Rejected('re-extract/broken-off')
    if (now.state !== 'running') {
      settle()
      return now
    }
    progress(`重新提取：已读原文 ${now.originals} 份`)
    await wait(LOOK_EVERY_MS)
  }
}

/** The outcome for people: the table before and after, what could not be read, and the first differences. */
export function reextractionLines(ended: Begun): readonly string[] {
  const { apply, originals, items, changed, fresh, unread, table, differences, state, code } = ended
  const failed = state !== 'failed' ? [] : [`没有做完：${code === null ? '已随观澜结束而中断' : errorTitle(code)}`]
  return [
    `${apply ? '重新提取' : '对比（未改动）'}：读原文 ${originals} 份，对应提及 ${items} 条，其中 ${changed} 条读法有变，另有 ${fresh} 条原先没有。`,
    ...failed,
    '项目　　　　未变　　不同　　补出　　失去',
    ...table.map(({ field, same, changed: other, found, lost }) => {
      const name = REREAD_FIELD_NAMES[field].padEnd(4, '　')
      return `  ${name}${[same, other, found, lost].map(count => String(count).padStart(8)).join('')}`
    }),
    ...Object.entries(unread).map(([why, times]) => `读不出 ${times} 份：${errorTitle(why)}`),
    ...differences.slice(0, SHOWN).flatMap(differenceLines),
    ...(differences.length > SHOWN ? [`……另有 ${differences.length - SHOWN} 处不同，见“词表名称”页的“重新提取”`] : []),
  ]
}

function differenceLines({ mentionId, url, field, before, after }: RereadDifference): readonly string[] {
  const told = (value: string | null) =>
    field === 'publishedAt' && value !== null ? fullTime(Number(value)) : (value ?? '（空）')
  return [
    `${REREAD_FIELD_NAMES[field]}　${url ?? mentionId}`,
    `  原：${told(before).replace(/\n/g, '⏎')}`,
    `  今：${told(after).replace(/\n/g, '⏎')}`,
  ]
}
