import { setTimeout as wait } from 'node:timers/promises'
import {
  type BeforeAfter,
  DAY_MS,
  type EpochMs,
  GOVERNMENT_TOPICS,
  Rejected,
  type ReplayProgress,
  SENTIMENT_NAMES,
  TOPICS,
} from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { dayOf } from './day-of.ts'
import { type HouseClient, openHouseClient } from './house-client.ts'
import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'
import { runningAddress } from './wire.ts'

/** Options of `guanlan reclassify`. */
export type ReclassifyOptions = Overrides &
  Readonly<{ from: string; to: string; apply: boolean; account?: string; url?: string }>

const LOOK_EVERY_MS = 500

/** @throws {Rejected} reclassify/bad-day */
function day(text: string): EpochMs {
  const at = dayOf(text)
  if (at === null) throw new Rejected('reclassify/bad-day', { detail: text })
  return at
}

/** `guanlan reclassify`: a period judged anew by the running house, from the first day to the last, both included. */
export async function reclassifyCommand(options: ReclassifyOptions): Promise<void> {
  const terminal = openTerminal()
  const from = day(options.from)
  const to = day(options.to) + DAY_MS
  const address = options.url?.replace(/\/+$/, '') ?? runningAddress(commandConfig(options))
  if (address === null) throw new Rejected('reclassify/not-running')
  const house = await openHouseClient(address, options.account)
  await house.ask('/api/reclassify', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to, apply: options.apply }),
  })
  const ended = await untilEnded(house, terminal)
  for (const line of replayLines(ended)) terminal.say(line)
  if (ended.state === 'failed') process.exitCode = 1
}

type Begun = Exclude<ReplayProgress, { state: 'none' }>

async function untilEnded(house: HouseClient, { progress, settle }: Terminal): Promise<Begun> {
  for (;;) {
    const now = (await (await house.ask('/api/reclassify')).json()) as ReplayProgress
    // a house that was started anew meanwhile knows nothing of it
    if (now.state === 'none') throw new Rejected('reclassify/broken-off')
    if (now.state !== 'running') {
      settle()
      return now
    }
    progress(`重新研判：${now.seen} / ${now.total}`)
    await wait(LOOK_EVERY_MS)
  }
}

const rows = (title: string, names: Readonly<Record<string, string>>, pairs: readonly BeforeAfter[]) => [
  title,
  ...pairs.map(({ value, before, after }) => {
    const change = after - before
    const told = change === 0 ? '' : `　${change > 0 ? '+' : ''}${change}`
    return `  ${(names[value] ?? value).padEnd(8, '　')}${String(before).padStart(8)}${String(after).padStart(8)}${told}`
  }),
]

/** The outcome for people: what was judged, and each label before and after. */
export function replayLines({ state, seen, total, changed, apply, model, table, code }: Begun): readonly string[] {
  const head = `${apply ? '重新研判' : '试算（未改动）'}：${seen} / ${total} 条，其中 ${changed} 条的标签有变。`
  const failed = state !== 'failed' ? [] : [`没有做完：${code === null ? '已随观澜结束而中断' : errorTitle(code)}`]
  return [
    head,
    ...failed,
    `模型：${model ?? '（未能载入）'}`,
    '标签　　　　　　　　原有    现有',
    ...rows('情感', SENTIMENT_NAMES, table.sentiment),
    ...rows('主题', TOPICS, table.topic),
    ...rows('归口', GOVERNMENT_TOPICS, table.government),
  ]
}
