import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Analysers, startAnalysers } from './analyser-pool.ts'
import { sample } from './sample.fixture.ts'

let analysers: Analysers
beforeAll(async () => {
  analysers = await startAnalysers({ gazetteer: [], threads: 2 })
}, 30_000)
afterAll(() => analysers.close())

const mentions = Array.from({ length: 200 }, (_, n) => sample(`迎宾苑二期第${n}次反映公交甩站`))

test('new words are taken in while running: batches in hand end on the old ones, none is lost, order holds', async () => {
  const before = analysers.version
  const inHand = analysers.analyseBatch(mentions)
  const reloaded = analysers.reload({ gazetteer: [], words: ['迎宾苑二期'] })
  const broken = analysers.reload({ gazetteer: [], words: ['迎宾 苑'] })
  const meanwhile = analysers.analyseBatch(mentions)
  for (const analyses of [await inHand, await meanwhile]) {
    expect(new Set(analyses.map(({ model }) => model))).toEqual(new Set([before]))
    expect(analyses.map(({ words }) => words.includes('迎宾苑二期'))).not.toContain(true)
  }
  await reloaded
  await expect(broken).rejects.toMatchObject({ code: 'text/dictionary-broken' })
  const after = await analysers.analyseBatch(mentions)
  expect(analysers.version).not.toBe(before)
  expect(new Set(after.map(({ model }) => model))).toEqual(new Set([analysers.version]))
  expect(after.every(({ words }) => words.includes('迎宾苑二期'))).toBe(true)
  const figures = after.map(({ fingerprint }) => fingerprint.join())
  expect((await analysers.analyseBatch(mentions)).map(({ fingerprint }) => fingerprint.join())).toEqual(figures)
}, 30_000)

test('a pool of two threads says what one analyser says, in the order asked', async () => {
  const { createAnalyser } = await import('./analyse.ts')
  const { analyse } = createAnalyser({ gazetteer: [], words: ['迎宾苑二期'] })
  expect(await analysers.analyseBatch(mentions)).toEqual(JSON.parse(JSON.stringify(mentions.map(analyse))))
}, 30_000)
