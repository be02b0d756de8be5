import {
  type Analysed,
  dayStart,
  GOVERNMENT_TOPICS,
  type GovernmentTopic,
  type GovernmentVerdict,
  HOUR_MS,
  matches,
  parseQuery,
  Rejected,
  Unavailable,
} from '@guanlan/domain'
import type { MentionIndex, Search } from '@guanlan/ports'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agreement, type IndexFactory, inOrder } from './mention-index-agreement.ts'
import { sampleMention } from './mention-sample.ts'

const all = (text: string | null, filters: Search['filters'] = {}): Search => ({
  query: text === null ? null : parseQuery(text),
  filters,
})
const T = 1_780_000_000_000

/** What every mention index promises; both adapters pass it. */
export function mentionIndexContract(name: string, open: IndexFactory): void {
  describe(`${name} is a mention index`, () => {
    let index: MentionIndex
    let done: () => Promise<void>
    beforeAll(async () => {
      ;({ index, done } = await open())
    })
    afterAll(async () => {
      await index.close()
      await done()
    })
    writing(() => index)
    paging(() => index)
    counting(() => index)
    reading(() => index)
  })
  closing(name, open)
  agreement(name, open)
}

function writing(index: () => MentionIndex): void {
  test('a mention comes back as it was written', async () => {
    const analysis = {
      topics: [
        {
          topic: 'bus',
          confidence: 0.75,
          reasons: [{ span: { field: 'title', from: 0, to: 2 }, words: '公交', weight: 1.5 }],
        },
      ],
      fingerprint: [0, 1, 0xffff_ffff, 12345],
      words: ['公交', '停运'],
    } as const
    const mention = sampleMention({
      id: 'w1',
      title: '公交\u200b停運',
      text: '第 1 行\n“第二行”𠮷',
      author: '甲',
      analysis,
    })
    expect(await index().write([mention])).toEqual(['written'])
    await index().refresh()
    expect(await index().getMany(['w1', 'nobody', 'w1'])).toEqual([mention, null, mention])
    expect((await index().search(all('停运'), { limit: 5 })).mentions).toEqual([mention])
  })

  test('an older or equal version changes nothing, a newer one replaces what was searchable', async () => {
    const version = (contentVersion: number, run: number, text: string) =>
      sampleMention({ id: 'w2', contentVersion, text, region: text, analysis: { run } })
    const outcomes = await index().write([
      version(1, 2, '旧文甲'),
      version(1, 2, '旧文乙'),
      version(1, 1, '旧文丙'),
      version(2, 1, '新文丁'),
    ])
    expect(outcomes).toEqual(['written', 'stale', 'stale', 'written'])
    expect(await index().write([version(1, 999, '旧文戊')])).toEqual(['stale'])
    await index().refresh()
    expect(await index().count(all('旧文'))).toBe(0)
    expect(await index().count(all('region:旧文'))).toBe(0)
    expect(await index().count(all('新文 region:新文丁'))).toBe(1)
  })

  test('scrubbing changes no answer', async () => {
    const version = (contentVersion: number, text: string) => sampleMention({ id: 'w6', contentVersion, text })
    await index().write([version(1, '擦去的旧话')])
    await index().write([version(2, '留下的新话')])
    await index().scrub()
    await index().refresh()
    expect(await index().count(all('擦去的旧话'))).toBe(0)
    expect((await index().search(all('留下的新话'), { limit: 5 })).mentions).toEqual([version(2, '留下的新话')])
    expect(await index().write([version(3, '再写一次')])).toEqual(['written'])
  })

  test('a batch is written whole or not at all', async () => {
    const good = sampleMention({ id: 'w3', text: '整批甲' })
    const bad = { ...sampleMention({ id: 'w4' }), text: null } as unknown as Analysed
    await expect(index().write([good, bad])).rejects.toThrow()
    expect(await index().getMany(['w3'])).toEqual([null])
    expect(await index().write([good])).toEqual(['written'])
  })

  test('characters that mean something to an engine are only characters', async () => {
    const text = `NEAR( "x" * {text} : ^ \\ ' ; -- \u0000 \ud800 é 한국어 ไทย`
    await index().write([sampleMention({ id: 'w5', text })])
    await index().refresh()
    for (const word of ['x', 'near', 'é', '한국어', '"near x"', 'ไท*'])
      expect([word, await index().count(all(word))]).toEqual([word, 1])
    expect((await index().getMany(['w5']))[0]?.text.toWellFormed()).toBe(text.toWellFormed())
  })
}

function paging(index: () => MentionIndex): void {
  test('pages follow one order, seenAt descending and id ascending, and meet every mention once', async () => {
    const mentions = Array.from({ length: 23 }, (_, n) =>
      sampleMention({ id: `page-${(n * 7) % 23}`, text: '翻页', seenAt: T + Math.floor(n / 9) }),
    )
    await index().write(mentions)
    await index().refresh()
    const expected = mentions.toSorted(inOrder).map(({ id }) => id)
    const met: string[] = []
    let after: string | undefined
    do {
      const page = await index().search(all('翻页'), after === undefined ? { limit: 5 } : { limit: 5, after })
      expect(page.total).toBe(23)
      met.push(...page.mentions.map(({ id }) => id))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(met).toEqual(expected)
  })

  test('a page that is exactly full has no next when nothing follows', async () => {
    expect((await index().search(all('翻页'), { limit: 23 })).next).toBeNull()
    expect((await index().search(all('翻页'), { limit: 22 })).next).not.toBeNull()
  })

  test.each(['x', '', 'bnVsbA', 'WzFd', '{}'])('the cursor %j is refused', async after => {
    const asked = index().search(all('翻页'), { limit: 5, after })
    await expect(asked).rejects.toMatchObject({ name: 'Rejected', code: 'index/bad-cursor' })
    await expect(asked).rejects.toBeInstanceOf(Rejected)
  })
}

function counting(index: () => MentionIndex): void {
  const mentions = [
    {
      at: T,
      channel: 'weibo',
      sentiment: 'negative',
      topics: ['bus', 'taxi'],
      sourceId: 's-b',
      region: '江北区',
      business: 'transport',
    },
    {
      at: T + HOUR_MS,
      channel: 'weibo',
      sentiment: 'negative',
      topics: ['bus'],
      sourceId: 's-a',
      region: null,
      business: 'transport',
      unsure: true,
    },
    {
      at: T + 26 * HOUR_MS,
      channel: 'news',
      sentiment: 'positive',
      topics: [],
      sourceId: 's-a',
      region: '江南区',
      business: null,
    },
  ] as const
  const verdict = (topic: GovernmentTopic): GovernmentVerdict => {
    const scores = Object.keys(GOVERNMENT_TOPICS).map(one => [one, one === topic ? 1 : 0])
    return { topic, confidence: 1, scores: Object.fromEntries(scores), reasons: [], leaves: [] }
  }

  beforeAll(async () => {
    await index().write(
      mentions.map(({ at, channel, sentiment, topics, sourceId, region, business, ...more }, n) =>
        sampleMention({
          id: `facet-${n}`,
          text: '计数',
          seenAt: at,
          channel,
          sourceId,
          region,
          analysis: {
            sentiment,
            topics: topics.map(topic => ({ topic, confidence: 1, reasons: [] })),
            government: business === null ? null : verdict(business),
            unsure: false,
            ...more,
          },
        }),
      ),
    )
    await index().refresh()
  })

  test('facets count each value, most first and ties by value; what has no value is not counted', async () => {
    expect(
      await index().facets(all('计数'), ['channel', 'sentiment', 'topic', 'government', 'unsure', 'source', 'region']),
    ).toEqual({
      channel: [
        { value: 'weibo', count: 2 },
        { value: 'news', count: 1 },
      ],
      sentiment: [
        { value: 'negative', count: 2 },
        { value: 'positive', count: 1 },
      ],
      topic: [
        { value: 'bus', count: 2 },
        { value: 'taxi', count: 1 },
      ],
      government: [{ value: 'transport', count: 2 }],
      unsure: [{ value: 'unsure', count: 1 }],
      source: [
        { value: 's-a', count: 2 },
        { value: 's-b', count: 1 },
      ],
      region: [
        { value: '江北区', count: 1 },
        { value: '江南区', count: 1 },
      ],
    })
  })

  test.each<[string, Search['filters'], number]>([
    ['nothing', {}, 3],
    ['empty lists', { channels: [], topics: [], ids: [] }, 3],
    ['the start of a period, included', { fromAt: T + HOUR_MS }, 2],
    ['the end of a period, excluded', { toAt: T + HOUR_MS }, 1],
    ['channels', { channels: ['weibo', 'forum'] }, 2],
    ['a channel nothing came from', { channels: ['print'] }, 0],
    ['any of the topics', { topics: ['taxi', 'bus'] }, 2],
    ['whose business it is', { governments: ['transport', 'health'] }, 2],
    ['what the model does not know', { unsure: true }, 1],
    ['what the model knows', { unsure: false }, 2],
    ['sentiment and source together', { sentiments: ['negative'], sourceIds: ['s-a'] }, 1],
    ['regions', { regions: ['江南区', '江北区'] }, 2],
    ['ids', { ids: ['facet-0', 'facet-2', 'nobody'] }, 2],
    ['an unknown source', { sourceIds: ['nobody'] }, 0],
  ])('filters by %s', async (_, filters, count) => {
    expect(await index().count(all('计数', filters))).toBe(count)
  })

  test('bars begin at +08:00, empty ones are present, and only what lies in the period counts', async () => {
    const day = dayStart(T)
    expect(await index().histogram(all('计数'), 'day', day, day + 72 * HOUR_MS)).toEqual([
      { at: day, count: 2, negative: 2 },
      { at: day + 24 * HOUR_MS, count: 1, negative: 0 },
      { at: day + 48 * HOUR_MS, count: 0, negative: 0 },
    ])
    const hours = await index().histogram(all('计数'), 'hour', T + 1, T + HOUR_MS + 1)
    expect(hours.map(({ count }) => count)).toEqual([0, 1])
    expect(hours[0]!.at).toBe(Math.floor(T / HOUR_MS) * HOUR_MS)
    expect(await index().histogram(all('计数'), 'hour', T, T)).toEqual([])
  })

  test('more bars or ids than promised are refused', async () => {
    await expect(index().histogram(all(null), 'hour', 0, 2001 * HOUR_MS)).rejects.toMatchObject({
      code: 'index/too-many-bars',
    })
    const ids = Array.from({ length: 1001 }, (_, n) => `${n}`)
    await expect(index().count(all(null, { ids }))).rejects.toMatchObject({ code: 'index/too-many-ids' })
    await expect(index().search(all(null), { limit: 5000 })).rejects.toMatchObject({ code: 'index/bad-page' })
  })
}

function reading(index: () => MentionIndex): void {
  test('a phrase never runs from title into text, or from one name into the next', async () => {
    const span = { field: 'text', from: 0, to: 1 } as const
    const entities = ['云州公交公司', '交通局'].map(
      name => ({ kind: 'organisation', name, id: null, value: null, span }) as const,
    )
    const mention = sampleMention({ id: 'edges', title: '标题末尾', text: '正文开头', analysis: { entities } })
    await index().write([mention])
    await index().refresh()
    const asked = ['"末尾 正文"', 'org:"公司 交通"', '末尾 NEAR/9 正文', 'org:"公交公司"', 'org:交通局 末尾 正文']
    const counts = await Promise.all(asked.map(text => index().count(all(text, { ids: ['edges'] }))))
    expect(counts).toEqual([0, 0, 0, 1, 1])
    expect(counts).toEqual(asked.map(text => (matches(parseQuery(text), mention) ? 1 : 0)))
  })

  test('the deepest and the longest query that can be written are answered', async () => {
    await index().write([sampleMention({ id: 'deep', text: '深处 甲乙 丙' })])
    await index().refresh()
    const deep = `${'(乙 OR '.repeat(50)}深处${')'.repeat(50)}`
    expect(await index().count(all(deep, { ids: ['deep'] }))).toBe(1)
    const nested = `${'(深处 NOT '.repeat(49)}(没有)${')'.repeat(49)}`
    const mention = (await index().getMany(['deep']))[0]!
    expect(await index().count(all(nested, { ids: ['deep'] }))).toBe(matches(parseQuery(nested), mention) ? 1 : 0)
    const long = Array.from({ length: 199 }, (_, n) => `无${n}`).join(' OR ')
    expect(await index().count(all(`${long} OR 甲乙`.slice(-1999).replace(/^\S* OR /, ''), { ids: ['deep'] }))).toBe(1)
    const sides = (n: number) =>
      `(${Array.from({ length: 30 }, (_, k) => `侧${n}${k}`).join(' OR ')} OR ${n === 1 ? '甲乙' : '丙'})`
    expect(await index().count(all(`${sides(1)} NEAR/1 ${sides(2)}`, { ids: ['deep'] }))).toBe(1)
    expect(await index().count(all(`${sides(1)} NEAR/0 ${sides(2)}`, { ids: ['deep'] }))).toBe(0)
  })
}

function closing(name: string, open: IndexFactory): void {
  test(`${name} finishes what was asked before it closes, and refuses what comes after`, async () => {
    const { index, done } = await open()
    const writes = [1, 2, 3].map(n => index.write([sampleMention({ id: `c${n}` })]))
    const closed = index.close()
    expect((await Promise.all(writes)).flat()).toEqual(['written', 'written', 'written'])
    await closed
    await expect(index.count(all(null))).rejects.toBeInstanceOf(Unavailable)
    await index.close()
    await done()
  })
}
