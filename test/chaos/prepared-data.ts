import { type Channel, type Json, type Move, machine } from '@guanlan/domain'
import { openEmbedded } from '@guanlan/embedded'
import { addAccount } from '@guanlan/host'
import { Records } from '@guanlan/runtime'
import { doorOf } from '../flow/sources.ts'
import type { Draws } from './draws.ts'
import { type Sender, sender } from './sender.ts'

/** Who may look at a prepared house. */
export const KEEPER = { id: 'keeper', password: '云州机房值守 2026' } as const

const DOORS = [
  ['partner-wechat', 'wechat'],
  ['partner-video', 'video'],
  ['partner-hotline', 'hotline'],
] as const satisfies readonly (readonly [string, Channel])[]

/** Makes a data folder with an account and three doors, and gives the partners who hold their keys. */
export async function prepareData(data: string, chance: Draws): Promise<readonly Sender[]> {
  const places = { keyFolder: `${data}-keys`, anchorFile: `${data}-keys/anchors.ndjson` }
  const ports = await openEmbedded(data, places)
  const records = await Records.open(ports.ledger, cause => {
    throw cause
  })
  const now = ports.clock.now()
  const keeper = {
    id: KEEPER.id,
    name: '值守',
    post: '管理员',
    unit: '信息中心',
    roles: ['admin'],
    demo: false,
  } as const
  await addAccount({ accounts: ports.accounts, records, now }, keeper, KEEPER.password)
  const moves = DOORS.map(([id, channel]): Move => {
    const body = { source: doorOf(id, channel) as unknown as Json }
    return { kind: 'source', id, type: 'added', by: machine('test'), at: now, reason: null, body }
  })
  const expect = DOORS.map(([id]) => ({ kind: 'source' as const, id, version: 0 }))
  await records.commit({ commitId: 'doors', expect, moves })
  const senders: Sender[] = []
  for (const [id, channel] of DOORS) senders.push(sender(id, channel, await ports.secrets.issueDoorKey(id), chance))
  await records.close()
  await ports.close()
  return senders
}
