import { expect, test } from 'vitest'
import { heaviness } from './heavy-page.ts'
import { readPage } from './read-page.ts'

const STORY = '云州市长虹桥今日恢复通行，养护工程提前三天完成，过往车辆请按标线行驶。'
const rejected = (code: string) => expect.objectContaining({ name: 'Rejected', code })

test('an ordinary page, from text and from bytes', async () => {
  const html = `<h1>长虹桥今日恢复通行</h1><p>${STORY}</p>`
  expect(heaviness(html)).toBeNull()
  expect(await readPage(html)).toMatchObject({ kind: 'article', text: STORY })
  const bytes = new TextEncoder().encode(html)
  expect((await readPage({ bytes, contentType: 'text/html; charset=utf-8' })).text).toBe(STORY)
})

test('five thousand levels are read where they stand, within two seconds', async () => {
  const startedAt = performance.now()
  expect((await readPage(`${'<div>'.repeat(5000)}<p>${STORY}</p>`)).text).toBe(STORY)
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('a heavy page is read on a thread of its own, from text and from bytes', async () => {
  const html = `<p>${STORY}</p><script>${' '.repeat(1_100_000)}</script>`
  expect(heaviness(html)).not.toBeNull()
  expect((await readPage(html, {}, 20_000)).text).toBe(STORY)
  const bytes = new TextEncoder().encode(html)
  expect((await readPage({ bytes, contentType: null }, {}, 20_000)).text).toBe(STORY)
})

test.each([
  ['one hundred thousand levels', '<div>'.repeat(100_000)],
  ['one hundred thousand attributes', `<div ${Array.from({ length: 100_000 }, (_, i) => `a${i}=1`).join(' ')}>`],
  ['ten megabytes of forms in boxes', '<form><div>'.repeat(900_000)],
])('%s end at the deadline with a named error', async (_, html) => {
  expect(heaviness(html)).not.toBeNull()
  const startedAt = performance.now()
  await expect(readPage(html, {}, 300)).rejects.toEqual(rejected('extract/timeout'))
  expect(performance.now() - startedAt).toBeLessThan(2000)
})

test('an error found on the thread comes back as itself', async () => {
  await expect(readPage('x'.repeat(20_000_001), {}, 20_000)).rejects.toEqual(rejected('extract/too-large'))
})
