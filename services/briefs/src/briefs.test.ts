import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import {
  type Analysed,
  type Brief,
  completeAnalysis,
  composeMove,
  DAY_MS,
  foldBrief,
  fromWallClock,
  NO_INTERACTIONS,
  person,
  type Sentiment,
} from '@guanlan/domain'
import { type Embedded, manualClock, openEmbedded, openMentionIndex } from '@guanlan/embedded'
import type { MentionIndex } from '@guanlan/ports'
import { openLog, Records } from '@guanlan/runtime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compose, composeDueWeekly, render } from './briefs.ts'

const MONDAY = fromWallClock(2026, 11, 16)
const PERIOD = { fromAt: MONDAY, toAt: MONDAY + 7 * DAY_MS }
const letterhead = { bureau: '云州市交通运输局' }
const folder = mkdtempSync(join(tmpdir(), 'briefs-'))
const clock = manualClock(PERIOD.toAt + 8 * 3_600_000)
let ports: Embedded
let index: MentionIndex
let records: Records

function analysed(n: number, seenAt: number, sentiment: Sentiment, text = `第${n}条：公交晚点`): Analysed {
  return {
    id: String(n).padStart(64, '0'),
    contentVersion: 1,
    contentHash: String(n),
    sourceId: 'forum',
    channel: n % 3 === 0 ? 'weibo' : 'forum',
    url: null,
    title: '',
    text,
    author: null,
    authorIsOrganisation: false,
    publishedAt: seenAt,
    publishedDoubt: 'none',
    seenAt,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
    analysis: completeAnalysis({
      run: 1,
      model: 'test',
      sentiment,
      sentimentScore: 0,
      confidence: 0.9,
      sentimentReasons: [],
      topics: [{ topic: 'bus', confidence: 0.9, reasons: [] }],
      entities: [],
      cues: [],
      fingerprint: [],
      words: [],
    }),
  }
}

beforeAll(async () => {
  ports = await openEmbedded(join(folder, 'data'), { clock })
  index = await openMentionIndex(ports.folder.index)
  records = await Records.open(ports.ledger, error => {
    throw error
  })
  const thisWeek = Array.from({ length: 40 }, (_, n) =>
    analysed(n, MONDAY + n * 3_600_000, n < 12 ? 'negative' : 'neutral'),
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

const deps = () => ({ ...ports, index, records, now: () => clock.now() })
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

  test('narrative cites figures by their number and says that a machine drafted it', async () => {
    const [overall] = (await weekly()).sections
    expect(overall!.narrative).toContain('40条〔F-01〕')
    expect(overall!.narrative).toContain('较上期增加100%〔F-02〕')
    expect(overall!.machineDrafted).toBe(true)
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
