import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Campaign, CONTROL, FAULTS, isGood, openCampaign, type Sum, table } from '../chaos/distributed/campaign.ts'
import { type Ground, startGround } from '../chaos/distributed/ground.ts'
import { draws } from '../chaos/draws.ts'

const ROUNDS = 5
const SEED = 20261124

const sums: Sum[] = []
let ground: Ground
let campaign: Campaign
beforeAll(async () => {
  ground = await startGround(console.log)
  campaign = await openCampaign(ground, draws(SEED), console.log)
})
afterAll(async () => {
  console.log(`种子 ${SEED}\n${table(sums)}`)
  await campaign.stop()
  await ground.stop()
})

test.each(FAULTS)(
  '$name: what was acknowledged is found, once, in order',
  async fault => {
    const sum = await campaign.run(fault, fault === CONTROL ? 1 : ROUNDS)
    sums.push(sum)
    expect(isGood(sum), table([sum])).toBe(true)
  },
  600_000,
)
