// npm run chaos [-- --rounds 50] [--seed 7] [--only 索引]: what goes wrong with real servers, counted.
import { parseArgs } from 'node:util'
import { draws } from '../draws.ts'
import { FAULTS, isGood, openCampaign, type Sum, table } from './campaign.ts'
import { startGround } from './ground.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
    logs: { type: 'string' },
  },
})
const seed = Number(values.seed ?? Date.now() % 2 ** 31)
const faults = FAULTS.filter(({ name }) => values.only.split(',').some(part => name.includes(part)))
console.log(`种子 ${seed}，故障 ${faults.length} 种，每种 ${values.rounds} 轮`)
const ground = await startGround(console.log, values.logs)
const sums: Sum[] = []
try {
  const campaign = await openCampaign(ground, draws(seed), console.log)
  for (const fault of faults) {
    sums.push(await campaign.run(fault, Number(values.rounds)))
    for (const line of sums.at(-1)!.said) console.log(`　　${line}`)
  }
  await campaign.stop()
} finally {
  console.log(table(sums))
  await ground.stop()
}
process.exit(sums.length === faults.length && sums.every(isGood) ? 0 : 1)
