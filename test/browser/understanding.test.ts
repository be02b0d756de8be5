import { MINUTE_MS } from '@guanlan/domain'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Article } from './articles.ts'
import { graveFindings } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { stickingOut } from './fit.ts'
import { type ConsoleHouse, openConsoleHouse } from './house.ts'
import { fill, type Officer, openForm, PHONE, send, signedIn } from './officer.ts'

/** One complaint with something of everything in it: reasons, names, a denial, a supposition and an emoji before most of it. */
const COMPLAINT: Article = {
  externalId: 'understanding-1',
  title: '3路公交甩站😡，乘客不满意',
  text:
    '昨天上午3路公交车在凤鸣东站甩站😡，三十余名乘客在G310国道K787+532附近等了一小时，司机态度恶劣，让人非常不满意！' +
    '公司回应称未发生罢运。如果停运怎么办？建议增加班次。有人被罚款500元不退，听说有人要集会。',
}
const CSV = '名称,类别,别名\r\n凤鸣东站,站点,东站；东客站\r\n凤鸣快速路,高架桥,\r\n凤鸣大道,道路,\r\n'

const PATIENT = { timeout: 10_000 } as const // a busy machine may take longer than the usual second

type Marked = Readonly<{ span: Readonly<{ field: 'title' | 'text'; from: number; to: number }>; words: string }>
type Seen = Readonly<{
  title: string
  text: string
  reasons: readonly Marked[]
  topics: readonly Readonly<{ reasons: readonly Marked[] }>[]
  government: Readonly<{ reasons: readonly Marked[] }> | null
  entities: readonly Omit<Marked, 'words'>[]
  cues: readonly (Marked & Readonly<{ stance: string }>)[]
  acts: readonly Marked[]
  disguises: readonly Marked[]
}>

const browser = await openBrowser()
if (browser === null) console.warn('SKIPPED: the browser suite of understanding, there is no Chromium here')

describe.skipIf(browser === null)('what the machine understood, on screen, with what people say of it', () => {
  let house: ConsoleHouse
  let lin: Officer
  let wen: Officer
  let mentionId: string
  const everyone: Officer[] = []

  const seat = async (id: string, path: string): Promise<Officer> => {
    const officer = await signedIn(browser as Browser, house, id, path)
    everyone.push(officer)
    return officer
  }
  const clean = async ({ page }: Officer) => expect(await graveFindings(page), page.url()).toEqual([])
  const mentionPath = () => `/mentions/${encodeURIComponent(mentionId)}`

  beforeAll(async () => {
    house = await openConsoleHouse({ historyDays: 1, itemsPerDay: 3 })
    await house.pushArticle(COMPLAINT)
    await house.takeIn()
    house.clock.advance(MINUTE_MS)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test('a mention found by search opens with its labels', async () => {
    lin = await seat('lin', `/search?q=${encodeURIComponent('"三十余名乘客"')}`)
    const { page } = lin
    await page.getByRole('link', { name: /^判断依据/ }).click()
    await page.getByTestId('original').waitFor()
    mentionId = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1)!)
    const card = page.locator('.card', { has: page.getByRole('heading', { name: '情感', exact: true }) })
    expect(await card.textContent()).toMatch(/负面把握 (\d+ %|99 % 以上)/)
    await clean(lin)
  })

  test('every word that carried a label is marked in the original at its exact place', async () => {
    const { page } = lin
    const seen = await page.evaluate<Seen>(`fetch('/api${mentionPath()}').then(answer => answer.json())`)
    const marks = {
      sentiment: seen.reasons,
      topic: seen.topics.flatMap(({ reasons }) => reasons),
      government: seen.government?.reasons ?? [],
      cue: seen.cues,
      act: seen.acts,
      entity: seen.entities.map(({ span }) => ({ span, words: seen[span.field].slice(span.from, span.to) })),
      disguise: seen.disguises,
    }
    for (const layer of ['sentiment', 'topic', 'cue', 'entity'] as const)
      expect(marks[layer].length, layer).toBeGreaterThan(0)
    for (const [layer, places] of Object.entries(marks)) {
      const shown = await markedRanges(page, layer)
      for (const { span, words } of places) {
        expect(seen[span.field].slice(span.from, span.to)).toBe(words)
        expect(covered(shown[span.field], span.from, span.to), `${layer} ${words}`).toBe(true)
      }
      const told = places.reduce((units, { span }) => addRange(units, span), new Set<string>())
      expect(allUnits(shown), layer).toEqual(told)
    }
    expect(await page.getByTestId('original').locator('h3').textContent()).toBe(seen.title)
    expect(await page.getByTestId('original').locator('p').textContent()).toBe(seen.text)
    const denied = seen.cues.find(({ stance }) => stance === 'negated')!
    const cue = page.getByRole('list', { name: '风险词' }).getByRole('listitem').filter({ hasText: denied.words })
    expect(await cue.filter({ hasText: '否定' }).count()).toBeGreaterThan(0)
  })

  test('a word of the list lights its place by keyboard; a layer can be hidden', async () => {
    const { page } = lin
    const word = page.locator('.why-words .place-button').first()
    await word.focus()
    await page.keyboard.press('Enter')
    const lit = page.locator('.evidence-lit')
    await lit.first().waitFor()
    expect(await word.textContent()).toMatch(new RegExp(`^${(await lit.allTextContents()).join('')} [+−]\\d\\.\\d\\d$`))
    const said = /^已在(标题|正文)第 \d+(–\d+)? 字标出$/
    await page.getByRole('status').getByText(said).waitFor()
    const layer = page.getByRole('button', { name: /^风险词/ })
    await layer.press('Enter')
    expect(await layer.getAttribute('aria-pressed')).toBe('false')
    expect(await page.getByTestId('original').locator('.evidence-cue').count()).toBe(0)
    await clean(lin)
  })

  test('a mention opens from its event too', async () => {
    const { page } = lin
    await page.getByRole('link', { name: '所属事件' }).click()
    await page
      .getByRole('link', { name: /^判断依据/ })
      .first()
      .click()
    await page.getByTestId('original').waitFor()
    await page.goto(mentionPath())
    await page.getByTestId('original').waitFor()
  })

  test('a correction stands beside what the machine said, with who and when', async () => {
    const { page } = lin
    const dialog = await openCorrection(lin)
    await clean(lin)
    await dialog.getByRole('button', { name: '保存更正' }).click()
    await dialog.getByText('还没有更正任何一项。').waitFor()
    await fill(dialog, { 情感: '中性', 归口: '转办：城乡建设', 与本局相关: '无关', 更正实体: true })
    const names = dialog.getByRole('group', { name: /^认对的实体/ })
    await names.getByRole('checkbox').first().uncheck()
    await fill(dialog, { '说明（长期留存，请勿填写个人信息）': '讲的是站房工地' })
    await clean(lin)
    await send(dialog, '保存更正')
    const row = page.getByRole('row', { name: /^情感/ })
    await expect.poll(() => row.textContent(), PATIENT).toBe('情感负面中性 ≠ 不同')
    await page.getByText(/^林晓舟（值班员）2026-11-24 10:0\d:\d\d 更正$/).waitFor()
    const history = page.getByRole('list', { name: '更正记录' })
    expect(await history.textContent()).toMatch(
      /林晓舟 情感 中性；归口 转办：城乡建设；与本局相关 无关；实体 .*讲的是站房工地.*当时系统判断：情感 负面/,
    )
    const { state } = house.records.get('label', mentionId)
    expect(state).toMatchObject({ sentiment: 'neutral', topics: null, government: 'construction', relevant: false })
    await clean(lin)
  })

  test('who corrects under an old version sees the other correction, keeps what was typed, and can send it again', async () => {
    wen = await seat('wen', '/vocabulary')
    await wen.context.route('**/api/live', route => route.abort()) // its network is poor: no news arrives
    await wen.page.goto(mentionPath())
    const dialog = await openCorrection(wen)
    await fill(dialog, { 情感: '正面' })
    const first = await openCorrection(lin)
    await fill(first, { 与本局相关: '相关' })
    await send(first, '保存更正')
    await dialog.getByRole('button', { name: '保存更正' }).click()
    await dialog
      .getByRole('alert')
      .getByText(/^他人已先更正/)
      .waitFor()
    expect(await dialog.getByRole('row', { name: /^与本局相关/ }).textContent()).toContain('相关')
    expect(house.records.get('label', mentionId).state.sentiment).toBe('neutral')
    await clean(wen)
    await send(dialog, '保存更正') // what the other one set stays: only what this person changed is sent
    expect(house.records.get('label', mentionId).state).toMatchObject({ sentiment: 'positive', relevant: true })
    await wen.context.unroute('**/api/live')
  })

  test('词表: a line that is no word is named, and nothing is saved until it is right', async () => {
    const { page } = wen
    await page.goto('/vocabulary')
    const field = page.getByLabel('本局词表，每行一个词')
    await field.fill('网约巡游车\n上下班 路上\n\n滨河快线\n网约巡游车')
    await page.getByText('第 2 行').waitFor()
    await page.getByText('“网约巡游车”与第 1 行重复，只留一个').waitFor()
    const save = page.getByRole('button', { name: '保存词表' })
    expect(await save.isDisabled()).toBe(true)
    await clean(wen)
    await page.getByRole('button', { name: '第 2 行' }).click()
    await page.keyboard.type('治超非现场')
    await save.click()
    await page.getByText('已保存词表：新增 3 个，移除 0 个').waitFor()
    expect(house.records.get('dictionary', 'bureau').state.words).toEqual(['网约巡游车', '治超非现场', '滨河快线'])
  })

  test('名称: one added by hand, a table imported with its refused row, one taken away and given back', async () => {
    const { page } = wen
    await page.getByRole('tab', { name: '名称' }).click()
    const before = house.records.get('names', 'bureau').state.entries.length
    const rows = page.getByTestId('name-row')
    const form = await openForm(wen, '新增名称')
    await fill(form, { 类别: '线路', 名称: '快线1号' })
    await clean(wen)
    await send(form, '保存名称')
    await page.getByRole('button', { name: '导入表格' }).click()
    const sheet = page.getByRole('dialog', { name: '导入名称表' })
    await sheet
      .getByLabel('文件')
      .setInputFiles({ name: 'names.csv', mimeType: 'text/csv', buffer: Buffer.from(CSV, 'utf8') })
    await sheet.getByRole('button', { name: '导入' }).click()
    const outcome = sheet.getByTestId('names-outcome')
    await expect
      .poll(() => outcome.textContent(), PATIENT)
      .toMatch(/新增 2 条，改动 0 条，未变 0 条，退回 1 行.*names\/bad-kind/)
    await clean(wen)
    await sheet.getByRole('button', { name: '关闭' }).last().click()
    await expect.poll(() => rows.count(), PATIENT).toBe(before + 3)
    await page
      .getByRole('row', { name: /凤鸣东站/ })
      .getByText('东站、东客站')
      .waitFor()
    await page.getByRole('button', { name: /^删除\s*凤鸣大道$/ }).click()
    await expect.poll(() => rows.count(), PATIENT).toBe(before + 2)
    await page.getByRole('button', { name: /^撤销/ }).click()
    await expect.poll(() => rows.count(), PATIENT).toBe(before + 3)
  })

  test('重新研判: first a table alone, and nothing is written', async () => {
    const { page } = wen
    await page.getByRole('tab', { name: '重新研判' }).click()
    await page.getByRole('button', { name: '试算' }).click()
    const outcome = page.getByTestId('replay')
    await outcome.getByText('✓ 完成').waitFor({ timeout: 20_000 })
    expect(await outcome.textContent()).toMatch(/已看 (\d+) \/ \1 条/)
    expect(await outcome.getByRole('row', { name: /^负面/ }).textContent()).toMatch(/^负面\d+\d+(不变|[+−]\d+)$/)
    await clean(wen)
    expect(house.records.find('model', 'text')).toBeNull()
  })

  test('重新研判: then for good, while people’s labels stay', async () => {
    const { page } = wen
    const outcome = page.getByTestId('replay')
    await page.getByRole('button', { name: '应用到这一时段…' }).click()
    await clean(wen)
    await page.getByRole('dialog', { name: '应用重新研判' }).getByRole('button', { name: '确认应用' }).click()
    await page.getByRole('heading', { name: '应用', exact: true }).waitFor()
    await outcome.getByText('✓ 完成').waitFor({ timeout: 20_000 })
    expect(house.records.get('model', 'text').state.endedAt).not.toBeNull()
    expect(house.records.get('label', mentionId).state.sentiment).toBe('positive')
  })

  test('what was judged anew is linked to the table of names that the bureau made', async () => {
    const { page } = lin
    const station = house.records.get('names', 'bureau').state.entries.find(({ name }) => name === '凤鸣东站')!
    const named = page.getByRole('list', { name: '实体' }).getByRole('listitem').filter({ hasText: '凤鸣东站' })
    await expect
      .poll(async () => {
        await page.goto(mentionPath())
        await page.getByTestId('original').waitFor()
        return named.first().textContent()
      }, PATIENT)
      .toContain(`名称表 ${station.id}`)
  })

  test('who may not change them reads words, names and vehicles only', async () => {
    const { page } = lin
    await page.goto('/vocabulary')
    await page.getByText('只有分析员和管理员可以改动').waitFor()
    expect(await page.getByRole('tab').allTextContents()).toEqual(['词表', '名称', '营运车辆'])
    await page.getByRole('tab', { name: '词表' }).press('ArrowRight')
    await page.getByTestId('name-row').first().waitFor()
    expect(await page.getByRole('button', { name: /^(修改|删除|新增|导入)/ }).count()).toBe(0)
  })

  test.each([
    { name: 'the mention', of: mentionPath, shows: '原文' },
    { name: 'the words', of: () => '/vocabulary', shows: '本局词表' },
    { name: 'the names', of: () => '/vocabulary?tab=names', shows: '凤鸣东站' },
    { name: 'judging anew', of: () => '/vocabulary?tab=replay', shows: '时段' },
  ])('on a phone $name fits its 390 pixels', async ({ of, shows }) => {
    const { page } = wen
    await page.setViewportSize(PHONE)
    await page.goto(of())
    await page.locator('main').getByText(shows).first().waitFor()
    await clean(wen)
    expect(await stickingOut(page)).toEqual([])
  })

  test('through all of it no page asked another host, broke the content policy, or failed', async () => {
    for (const { id, misdeeds } of everyone)
      expect({ id, ...misdeeds }).toEqual({ id, left: [], refused: [], broke: [] })
  })
})

async function openCorrection({ page }: Officer): Promise<Locator> {
  await page.getByRole('button', { name: '更正', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: '更正系统判断' })
  await dialog.waitFor()
  return dialog
}

type Ranges = Readonly<Record<'title' | 'text', readonly Readonly<{ from: number; to: number }>[]>>

/** Where the original carries marks of a layer; each mark must hold exactly the words between its ends. */
async function markedRanges(page: Page, layer: string): Promise<Ranges> {
  const of = async (tag: string) =>
    page
      .getByTestId('original')
      .locator(`${tag} mark.evidence-${layer}`)
      .evaluateAll(marks => marks.map(mark => ({ from: Number(mark.dataset.from), to: Number(mark.dataset.to) })))
  return { title: await of('h3'), text: await of('p') }
}

function covered(ranges: Ranges['text'], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!ranges.some(range => range.from <= at && at < range.to)) return false
  return true
}

function addRange(units: Set<string>, { field, from, to }: Marked['span']): Set<string> {
  for (let at = from; at < to; at++) units.add(`${field} ${at}`)
  return units
}

function allUnits(ranges: Ranges): Set<string> {
  const units = new Set<string>()
  for (const field of ['title', 'text'] as const)
    for (const range of ranges[field]) addRange(units, { field, ...range })
  return units
}
