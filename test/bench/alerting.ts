import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { startAlerting } from '@guanlan/alerting'
import { type Analysed, DAY_MS, type Json } from '@guanlan/domain'
import { openEmbedded, openMentionIndex } from '@guanlan/embedded'
import { openLog, Records } from '@guanlan/runtime'
import { createCity } from '@guanlan/scenario'
import { analyserOf } from '../flow/scenario-mentions.ts'

const SEEDS = [1, 2, 3, 4, 5, 6]

/** Analysed mentions a second through alerting: read from the bus, matched, grouped, journalled, assigned, judged. */
export type AlertingFigures = Readonly<{ offered: number; placed: number; open: number; perS: number }>

/** Six cities' four weeks at once, followed by one wide watch, on the embedded ports; analysing is not measured. */
export async function benchAlerting(): Promise<AlertingFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-alerting-'))
  const ports = await openEmbedded(join(folder, 'data'))
  const index = await openMentionIndex(ports.folder.index, { readers: 1 })
  const fatal = (cause: Error) => {
    throw cause
  }
  const records = await Records.open(ports.ledger, fatal)
  try {
    const now = ports.clock.now()
    const mentions = SEEDS.flatMap(seed => cityMentions(seed, now))
    await follow(records, now)
    for (let from = 0; from < mentions.length; from += 500) {
      const batch = mentions.slice(from, from + 500)
      await ports.bus.append(
        'analysed',
        batch.map(mention => ({ key: mention.id, body: mention as unknown as Json })),
      )
    }
    const deps = { ...ports, index, records, log: openLog('silent'), receivers: [], holder: 'bench', fatal }
    const began = performance.now()
    const alerting = await startAlerting(deps)
    while ((await ports.bus.lags()).some(({ group, waiting }) => group === 'alerting' && waiting > 0))
      await setImmediate()
    const perS = mentions.length / ((performance.now() - began) / 1000)
    const { seq, open } = alerting.progress()!
    await alerting.stop()
    return { offered: mentions.length, placed: seq, open, perS: Math.round(perS) }
  } finally {
    await records.close()
    await ports.close()
    await index.close()
    await rm(folder, { recursive: true })
  }
}

function cityMentions(seed: number, now: number): readonly Analysed[] {
  const city = createCity({ seed, startAt: now - DAY_MS })
  const analysed = analyserOf(city)
  return city
    .itemsBetween(city.historyFromAt, now)
    .map(item => analysed(item, now))
    .map(mention => ({ ...mention, id: `${seed} ${mention.id}` }))
}

async function follow(records: Records, now: number): Promise<void> {
  const query = '车 OR 路 OR 桥 OR 校 OR topic:公交 OR topic:出租汽车'
  const watch = {
    id: 'wide',
    name: '全部',
    query,
    topics: [],
    regions: [],
    owner: 'bench',
    active: true,
    createdAt: now,
  }
  const by = { kind: 'person', id: 'bench', name: '压测', post: '' } as const
  await records.commit({
    commitId: 'bench-watch',
    expect: [{ kind: 'watch', id: 'wide', version: 0 }],
    moves: [{ kind: 'watch', id: 'wide', type: 'added', by, at: now, reason: null, body: { watch } }],
  })
}

if (import.meta.main) console.log(await benchAlerting())
