import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import {
  type Analysed,
  type Brief,
  composeMove,
  DAY_MS,
  type FindPhrases,
  foldBrief,
  fromWallClock,
  type Json,
  person,
  type Sentiment,
} from '@guanlan/domain'
import { type Embedded, manualClock, openEmbedded, openMentionIndex } from '@guanlan/embedded'
import type { MentionIndex } from '@guanlan/ports'
import { openLog, Records } from '@guanlan/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, composeDueWeekly, render } from './briefs.ts'
import { aMention } from './mention.fixture.ts'

const MONDAY = fromWallClock(2026, 11, 16)
const PERIOD = { fromAt: MONDAY, toAt: MONDAY + 7 * DAY_MS }
const letterhead = { bureau: '云州市交通运输局' }
const folder = mkdtempSync(join(tmpdir(), 'briefs-'))
const clock = manualClock(PERIOD.toAt + 8 * 3_600_000)
let ports: Embedded
let index: MentionIndex
let records: Records

function analysed(n: number, seenAt: number, sentiment: Sentiment, text = `第${n}条：公交晚点`): Analysed {
  const channel = n % 3 === 0 ? 'weibo' : 'forum'
  return aMention(n, seenAt, { channel, text }, { sentiment, topics: [{ topic: 'bus', confidence: 0.9, reasons: [] }] })
}

beforeAll(async () => {
  ports = await openEmbedded(join(folder, 'data'), { clock })
  index = await openMentionIndex(ports.folder.index)
  records = await Records.open(ports.ledger, error => {
    throw error
  })
  const thisWeek = Array.from({ length: 40 }, (_, n) =>
    analysed(n, MONDAY + n * 3_600_000, n < 12 ? 'negative' : 'neutral', n % 10 === 0 ? '公交又甩站' : undefined),
  )
  const lastWeek = Array.from({ length: 20 }, (_, n) => analysed(100 + n, MONDAY - DAY_MS + n, 'neutral'))
  await index.write([...thisWeek, ...lastWeek])
})

afterAll(async () => {
  await records.close()
  await index.close()
  await ports.close()
  rmSync(folder, { recursive: true })
})

/** Whatever the texts are, these are looked for. */
const findPhrases: FindPhrases = async sets =>
  sets.map(texts =>
    texts.length === 0
      ? []
      : [
          { phrase: '甩站', kind: 'word' },
          { phrase: '夜班车', kind: 'hashtag' },
        ],
  )

const deps = () => ({ ...ports, index, records, findPhrases, now: () => clock.now() })
const hash = (text: string) => `hash of ${text.length}`
const lin = person({
  id: 'lin',
  name: '林晓舟',
  post: '值班员',
  unit: '办公室',
  roles: ['officer'],
  active: true,
  demo: false,
})

async function weekly(): Promise<Brief> {
  const composed = await compose(deps(), { kind: 'weekly', period: PERIOD })
  return foldBrief(null, composeMove('b1', composed, lin, clock.now(), hash))!
}

describe('a weekly brief', () => {
  test('every figure is a count that can be made again, with its sample and its query', async () => {
    const { sections } = await weekly()
    const figures = new Map(sections.flatMap(one => one.figures).map(figure => [figure.label, figure]))
    expect(figures.get('提及总量')).toMatchObject({ value: 40, unit: '条', state: 'ok', period: PERIOD })
    expect(figures.get('总量环比')).toMatchObject({ value: 100, unit: '%', sample: 20 })
    expect(figures.get('负面占比')).toMatchObject({
      value: 30,
      sample: 40,
      query: { fromAt: PERIOD.fromAt, sentiments: ['negative'] },
    })
    expect(new Set(sections.flatMap(one => one.figures).map(({ id }) => id)).size).toBe(
      sections.flatMap(one => one.figures).length,
    )
  })

  test('key phrases are counted by the searches they stand for, which the page opens; too small a week before is said', async () => {
    const brief = await weekly()
    const phrases = brief.sections.find(({ id }) => id === 'phrases')!
    expect(phrases.narrative).toContain('上期仅有提及20条，不足以比较，只列条数')
    expect(phrases.figures).toEqual([
      expect.objectContaining({ label: '“甩站”', value: 4, query: { ...PERIOD, q: '"甩站"' } }),
    ])
    expect(phrases.table?.rows).toEqual([['“甩站”', '词', '4条', '0条', '—', phrases.figures[0]!.id]])
    const html = new TextDecoder().decode((await render(brief, 'html', letterhead)).bytes)
    const q = encodeURIComponent('"甩站"')
    const address = `/search?from=${PERIOD.fromAt}&#38;to=${PERIOD.toAt}&#38;q=${q}`
    expect(html).toContain(`<a target="_top" href="${address}">“甩站”</a>`)
    expect(html).toContain('检索式：&#34;甩站&#34;')
    expect(html).toContain('情感：负面')
  })

  test('against a week before that is large enough each phrase says how many times more often it was said', async () => {
    const at = MONDAY + 30 * DAY_MS
    const many = (from: number, count: number, seenAt: number, text: string) =>
      Array.from({ length: count }, (_, n) => analysed(from + n, seenAt + n, 'neutral', text))
    await index.write([
      ...many(1000, 300, at - DAY_MS, '公交准点'),
      ...many(2000, 4, at - DAY_MS, '公交甩站'),
      ...many(3000, 100, at, '公交甩站'),
      ...many(4000, 10, at, '夜班车何时开'),
    ])
    const { sections } = await compose(deps(), { kind: 'weekly', period: { fromAt: at, toAt: at + 7 * DAY_MS } })
    const phrases = sections.find(({ id }) => id === 'phrases')!
    expect(phrases.table?.rows.map(row => row.slice(0, 5))).toEqual([
      ['“甩站”', '词', '100条', '4条', '此前的 69 倍'],
      ['“夜班车”', '话题', '10条', '0条', '此前未见'],
    ])
    expect(phrases.narrative).toMatch(
      /^本期突出的词语：“甩站”100条〔F-\d+〕（此前的 69 倍）；“夜班车”10条〔F-\d+〕（此前未见）。$/,
    )
  })

  test('narrative cites figures by their number and says that a machine drafted it', async () => {
    const [overall] = (await weekly()).sections
    expect(overall!.narrative).toContain('40条〔F-01〕')
    expect(overall!.narrative).toContain('较上期增加100%〔F-02〕')
    expect(overall!.machineDrafted).toBe(true)
  })

  test('a source that fell silent stands under 信源覆盖 with the figures of its alarm', async () => {
    const source = { id: 'queming', name: '鹊鸣论坛', channel: 'forum', kind: 'door', active: true, url: null }
    const silent = { trouble: 'silent', since: MONDAY, note: '最近一条在 11-16 00:00，通常每天 3–9 条' }
    const commit = (kind: 'source' | 'alarm', id: string, type: string, at: number, body: object) =>
      records.commit({
        commitId: `${kind} ${type}`,
        expect: [],
        moves: [{ kind, id, type, by: lin, at, reason: null, body: body as Readonly<Record<string, Json>> }],
      })
    await commit('source', 'queming', 'added', MONDAY, { source })
    await commit('alarm', 'source-queming', 'raised', MONDAY + 3 * DAY_MS, silent)
    const coverage = async () => (await weekly()).sections.find(({ id }) => id === 'coverage')!.table?.rows
    expect(await coverage()).toEqual([
      ['鹊鸣论坛', '论坛', '由对方推送', '静默：最近一条在 11-16 00:00，通常每天 3–9 条'],
    ])
    // over before the week began, it is none of this week's business
    await commit('alarm', 'source-queming', 'ended', MONDAY - DAY_MS, {})
    expect(await coverage()).toBeUndefined()
  })

  test('a period without data says so in words, never with a zero share', async () => {
    const composed = await compose(deps(), {
      kind: 'weekly',
      period: { fromAt: MONDAY - 70 * DAY_MS, toAt: MONDAY - 63 * DAY_MS },
    })
    const share = composed.sections[0]!.figures.find(({ label }) => label === '负面占比')
    expect(share).toMatchObject({ value: null, state: '无数据' })
    expect(composed.sections[1]!.narrative).toBe('本期无数据。')
  })

  test('as HTML a draft is marked, hostile words are text, and there is no script and no style attribute', async () => {
    const brief = await weekly()
    const hostile: Brief = { ...brief, title: '<script>alert(1)</script>"' }
    const html = new TextDecoder().decode((await render(hostile, 'html', letterhead)).bytes)
    expect(html).toContain('草稿　未经审签')
    expect(html).not.toMatch(/<script|style="|onerror|https?:\/\//)
    expect(html).toContain('机器拟稿')
  })

  test('as DOCX it has the grid of 22 lines by 28 characters and the margins of the standard', async () => {
    const { bytes } = await render(await weekly(), 'docx', letterhead)
    const document = unzipped(bytes, 'word/document.xml')
    expect(document).toMatch(/<w:docGrid[^>]*w:type="linesAndChars"/)
    expect(document).toMatch(/<w:docGrid[^>]*w:linePitch="580"/)
    expect(document).toMatch(/<w:docGrid[^>]*w:charSpace="-848"/)
    expect(document).toMatch(/<w:pgMar[^>]*w:top="2098"/)
    expect(document).toContain('40条〔F-01〕')
    expect(unzipped(bytes, 'word/settings.xml')).toContain('evenAndOddHeaders')
  })
})

test('last week is composed once by the machine, whoever asks and however often', async () => {
  const schedule = { ...deps(), holder: 'one', log: openLog('silent') }
  expect(await composeDueWeekly(schedule)).toBe(`weekly-${MONDAY}`)
  expect(await composeDueWeekly(schedule)).toBeNull()
  expect(await composeDueWeekly({ ...schedule, holder: 'two' })).toBeNull()
  const { state } = records.get('brief', `weekly-${MONDAY}`)
  expect(state).toMatchObject({ composedBy: { kind: 'machine' }, signed: null, number: null })
})

/** One entry of a zip, found through its central directory. */
function unzipped(zip: Uint8Array, name: string): string {
  const view = Buffer.from(zip)
  for (
    let at = view.indexOf('PK\u0001\u0002', 0, 'latin1');
    at >= 0;
    at = view.indexOf('PK\u0001\u0002', at + 4, 'latin1')
  ) {
    const length = view.readUInt16LE(at + 28)
    if (view.toString('utf8', at + 46, at + 46 + length) !== name) continue
    const local = view.readUInt32LE(at + 42)
    const begin = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28)
    return inflateRawSync(view.subarray(begin, begin + view.readUInt32LE(at + 20))).toString('utf8')
  }
  throw new Error(`no ${name}`)
}
