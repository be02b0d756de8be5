import { setTimeout as wait } from 'node:timers/promises'
import { type EvidenceRecord, fullTime, type Versioned } from '@guanlan/domain'
import { type HouseClient, openRunningHouse } from './house-client.ts'
import type { Overrides } from './settings.ts'
import { openTerminal } from './terminal.ts'

/** Options of `guanlan expunge`. */
export type ExpungeOptions = Overrides & Readonly<{ reason: string; yes: boolean; account?: string; url?: string }>

type Shown = Readonly<{ title: string; text: string; seenAt: number; sourceName: string }>
type Kept = Readonly<{ items: readonly Readonly<{ hash: string; receipts: readonly unknown[] }>[] }>
type Expunged = Versioned<EvidenceRecord>

const LOOK_EVERY_MS = 500
const SHOWN = 60

/** `guanlan expunge`: shows what would be destroyed; with --yes it is, and the command ends when every store has done its part. */
export async function expungeCommand(mentionId: string, options: ExpungeOptions): Promise<void> {
  const { say, progress, settle } = openTerminal()
  const house = await openRunningHouse(options)
  const path = `/api/mentions/${encodeURIComponent(mentionId)}`
  const mention = (await (await house.ask(path)).json()) as Shown
  const { items } = (await (await house.ask(`${path}/evidence`)).json()) as Kept
  say(`${mention.sourceName}　${fullTime(mention.seenAt)} 发现`)
  say(`  ${(mention.title || mention.text).slice(0, SHOWN)}`)
  for (const { hash, receipts } of items) say(`  原文 ${hash}，取得 ${receipts.length} 次`)
  if (!options.yes) {
    say('以上未改动。销毁后不可恢复；确认无误请加 --yes 再执行。')
    return
  }
  const body = JSON.stringify({ reason: options.reason })
  await house.ask(`${path}/expunge`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  progress('销毁中')
  const { state } = await untilForgotten(house, mentionId)
  settle()
  const { expunged, forgotten } = state
  say(`已办结：销毁原文 ${expunged!.hashes.length} 份，抹去消息 ${forgotten!.messages} 条，已记入台账。`)
  if (forgotten!.goneBy > forgotten!.at) say(`数据流中的旧消息最迟 ${fullTime(forgotten!.goneBy)} 随保存期满而消失。`)
}

async function untilForgotten(house: HouseClient, id: string): Promise<Expunged> {
  for (;;) {
    const { items } = (await (await house.ask('/api/expunged')).json()) as Readonly<{ items: readonly Expunged[] }>
    const found = items.find(one => one.id === id)
    if (found !== undefined && found.state.forgotten !== null) return found
    await wait(LOOK_EVERY_MS)
  }
}
