import { NO_INTERACTIONS } from '@guanlan/domain'
import { describe, expect, test } from 'vitest'
import { readItem } from './item.ts'
import { normalise } from './normalise.ts'
import { aDoor } from './source.fixture.ts'

const NOW = Date.UTC(2026, 10, 24, 0, 0)
const hotline = aDoor({ id: 'hotline-12328', name: '12328 热线', channel: 'hotline' })

describe('readItem', () => {
  test('a hotline row: Chinese columns, caller dropped, phone masked', () => {
    const row = {
      工单号: '12328-1',
      受理时间: '2026-11-23 07:51',
      诉求内容: '来电13900001234反映拒载',
      区县: '临江区',
      author: '来电人',
    }
    const { raw, masked } = readItem(row, hotline, NOW)
    expect(raw).toMatchObject({
      externalId: '12328-1',
      text: '来电139******34反映拒载',
      region: '临江区',
      author: null,
      interactions: NO_INTERACTIONS,
    })
    expect(raw.publishedAt).toBe(Date.UTC(2026, 10, 22, 23, 51))
    expect(masked).toBe(true)
  })

  test.each([
    { row: 'text', code: 'ingest/not-an-object' },
    { row: { id: '1' }, code: 'ingest/no-text' },
    { row: { text: '甲' }, code: 'ingest/no-identity' },
    { row: { id: '1', text: { a: 1 } }, code: 'ingest/bad-field' },
    { row: { id: '1', text: '甲', time: '不知道' }, code: 'ingest/bad-time' },
    { row: { id: '1', text: '甲', likes: -3 }, code: 'ingest/bad-figure' },
    { row: { url: 'javascript:alert(1)', text: '甲' }, code: 'ingest/bad-url' },
    { row: { id: '1', text: '甲'.repeat(200_001) }, code: 'ingest/too-long' },
  ])('$code', ({ row, code }) => {
    expect(() => readItem(row, hotline, NOW)).toThrow(code)
  })

  test('markup is text, figures with thousands separators are figures', () => {
    const { raw } = readItem(
      { id: '1', text: '<b>甲</b><script>x()</script>', 阅读: '12,345' },
      { ...hotline, channel: 'news' },
      NOW,
    )
    expect(raw.text).toBe('甲')
    expect(raw.interactions.reads).toBe(12_345)
  })
})

describe('normalise', () => {
  const raw = readItem({ id: '1', text: '打车难' }, hotline, NOW).raw
  const hash = (text: string) => text

  test('the id comes from channel and external id, else from the canonical address', () => {
    expect(normalise(raw, hash).id).toBe('hotline\n1')
    expect(normalise({ ...raw, externalId: null, url: 'http://a.example.cn:80/x#y' }, hash).id).toBe(
      'http://a.example.cn/x',
    )
    expect(() => normalise({ ...raw, externalId: null, url: null }, hash)).toThrow('mention/no-identity')
  })

  test.each([
    { publishedAt: null, doubt: 'missing' },
    { publishedAt: NOW + 3_600_000, doubt: 'future' },
    { publishedAt: Date.UTC(2010, 0, 1), doubt: 'ancient' },
    { publishedAt: NOW - 60_000, doubt: 'none' },
  ])('published $publishedAt is kept as stated and marked $doubt', ({ publishedAt, doubt }) => {
    expect(normalise({ ...raw, publishedAt }, hash)).toMatchObject({ publishedAt, publishedDoubt: doubt })
  })

  test('NUL bytes and lone surrogates go, blank is refused, a title stands in for a missing text', () => {
    expect(normalise({ ...raw, text: 'a\u0000b\ud800c' }, hash).text).toBe('ab\ufffdc')
    expect(() => normalise({ ...raw, title: '', text: ' \u0000 ' }, hash)).toThrow('mention/empty')
    expect(normalise({ ...raw, title: '公告', text: '' }, hash).text).toBe('公告')
  })

  test('copies have one content hash whatever their width and spacing', () => {
    const hashes = ['出租车 １号', '出租车1号'].map(text => normalise({ ...raw, text }, hash).contentHash)
    expect(hashes[0]).toBe(hashes[1])
  })
})
