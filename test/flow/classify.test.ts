import { join } from 'node:path'
import { startClassifier } from '@guanlan/classifier'
import type { Analysed, Json, Mention } from '@guanlan/domain'
import { openBus, systemClock } from '@guanlan/embedded'
import type { Bus } from '@guanlan/ports'
import { openLog } from '@guanlan/runtime'
import { type Analysers, startAnalysers } from '@guanlan/text'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { gather } from '../contract/gather.ts'
import { bareMention } from '../contract/mention-sample.ts'
import { temporaryFolder } from '../contract/place.ts'

const log = openLog('silent')
const fatal = (cause: Error) => {
  throw cause
}
let analysers: Analysers
let bus: Bus
let folder: Awaited<ReturnType<typeof temporaryFolder>>

beforeAll(async () => {
  analysers = await startAnalysers({ gazetteer: [{ kind: 'place', name: '云州东站' }] })
})
afterAll(() => analysers.close())
beforeEach(async () => {
  folder = await temporaryFolder()
  bus = openBus(join(folder.path, 'bus.db'), { clock: systemClock })
})
afterEach(async () => {
  await bus.close()
  await folder.remove()
})

const mention = (id: string, text: string, contentVersion = 1) =>
  bareMention({
    id,
    contentVersion,
    contentHash: 'c'.repeat(64),
    sourceId: 'source-1',
    channel: 'hotline',
    text,
    seenAt: Date.UTC(2026, 10, 24),
  })
const send = (...mentions: readonly Mention[]) =>
  bus.append(
    'mentions',
    mentions.map(one => ({ key: one.id, body: one as unknown as Json })),
  )
const drained = async () => {
  for (;;) {
    if ((await bus.lags()).some(({ group, waiting }) => group === 'classifier' && waiting === 0)) return
    await new Promise(resolve => setImmediate(resolve))
  }
}
const analysed = (body: Json) => body as unknown as Analysed

test('a mention becomes analysed under its own key, versions of one mention in order', async () => {
  const seen = gather()
  await send(
    mention('m-1', '云州东站出租车拒载'),
    mention('m-2', '请问老年卡在哪里办理'),
    mention('m-1', '改过：司机拒载', 2),
  )
  await startClassifier({ bus, analysers, log, fatal })
  await bus.consume('analysed', 'reader', seen.handle, { maxBatch: 10, fatal })
  const deliveries = await seen.reached(3)
  const first = deliveries.filter(({ key }) => key === 'm-1').map(({ body }) => analysed(body))
  expect(first.map(({ contentVersion }) => contentVersion)).toEqual([1, 2])
  expect(first[0]!.analysis).toMatchObject({ run: 1, model: analysers.version, sentiment: 'negative' })
  expect(first[0]!.analysis.topics[0]).toMatchObject({ topic: 'taxi' })
  expect(first[0]!.analysis.entities).toMatchObject([{ kind: 'place', name: '云州东站' }])
})

test('what is no mention goes to the dead letters with its code, the rest of the batch goes on', async () => {
  const seen = gather()
  await bus.append('mentions', [{ key: 'x', body: { id: 'x', text: '没有标题' } }])
  await send(mention('m-1', '点赞'))
  await startClassifier({ bus, analysers, log, fatal })
  await bus.consume('analysed', 'reader', seen.handle, { maxBatch: 10, fatal })
  expect((await seen.reached(1)).map(({ key }) => key)).toEqual(['m-1'])
  await drained()
  expect(await bus.deadLetters({ limit: 10 })).toMatchObject([{ key: 'x', code: 'classifier/not-a-mention' }])
})

test('a mention that makes the analyser fail is set aside alone, nothing else is lost', async () => {
  const seen = gather()
  const picky: Pick<Analysers, 'analyseBatch'> = {
    analyseBatch: async batch => {
      if (batch.some(({ id }) => id === 'm-2')) throw new Error('a worker ended with 1')
      return analysers.analyseBatch(batch)
    },
  }
  await send(mention('m-1', '一'), mention('m-2', '二'), mention('m-3', '三'))
  await startClassifier({ bus, analysers: picky, log, fatal })
  await bus.consume('analysed', 'reader', seen.handle, { maxBatch: 10, fatal })
  await drained()
  const keys = (await seen.reached(2)).map(({ key }) => key)
  expect(keys.sort()).toEqual(['m-1', 'm-3'])
  expect(await bus.deadLetters({ limit: 10 })).toMatchObject([{ key: 'm-2', code: 'bug' }])
})
