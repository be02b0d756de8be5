import { type Analysed, MINUTE_MS } from '@guanlan/domain'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graveFindings } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { stickingOut } from './fit.ts'
import { type ConsoleHouse, openConsoleHouse } from './house.ts'
import { type Officer, PHONE, signedIn, signIn } from './officer.ts'

const browser = await openBrowser()
if (browser === null) console.warn('SKIPPED: the browser suite of site rules, there is no Chromium here')

describe.skipIf(browser === null)('rules of sites, on screen', () => {
  let house: ConsoleHouse
  let admin: Officer
  let lin: Officer
  const clean = async ({ page }: Officer) => expect(await graveFindings(page), page.url()).toEqual([])
  const row = () => admin.page.getByTestId('rule-row')

  /** The city goes on for days; whoever was signed in must sign in again. */
  const days = async (count: number) => {
    for (let day = 0; day < count; day++) {
      house.clock.advance(24 * 60 * MINUTE_MS)
      await house.takeIn()
    }
    await admin.page.reload()
    await signIn(admin, house)
  }

  beforeAll(async () => {
    house = await openConsoleHouse({ historyDays: 1, itemsPerDay: 150 })
    await house.takeIn()
    house.clock.advance(MINUTE_MS)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test('from the sources to the rules; a form is tried on the last pages, side by side', async () => {
    admin = await signedIn(browser as Browser, house, 'admin', '/sources')
    const { page } = admin
    await page.getByRole('link', { name: '网站规则' }).click()
    await page.getByText('还没有网站规则').waitFor()
    await clean(admin)
    await page.getByRole('button', { name: '新增网站规则' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('网站', { exact: true }).fill(`${house.served.origins.portal}/xwzx/`)
    await dialog.getByLabel(/^路径/).fill('/*')
    await dialog.getByLabel(/^标题/).fill('h1')
    await dialog.getByLabel(/^去除的部分/).fill('.share')
    await dialog.getByRole('button', { name: '试用最近十页' }).click()
    const trial = dialog.getByTestId('rule-trial')
    await trial.waitFor()
    expect(await trial.textContent()).toMatch(/最近 (\d+) 页中，\1 页的标题或正文由规则读得/)
    const title = trial.locator('tr', { has: page.getByRole('rowheader', { name: '标题' }) }).first()
    const [without, by] = await title.locator('td').allTextContents()
    expect(by).toBe(`规则 ${without}`)
    await clean(admin)
  })

  test('a selector that is none is named; a rule that matches no page needs a reason', async () => {
    const { page } = admin
    const dialog = page.getByRole('dialog')
    const titleField = dialog.getByLabel(/^标题/)
    await titleField.fill('h1..')
    await dialog.getByRole('button', { name: '保存规则' }).click()
    await dialog.getByRole('alert').waitFor()
    expect(await dialog.getByRole('alert').textContent()).toContain('h1..')
    await titleField.fill('.renamed')
    await dialog.getByRole('button', { name: '保存规则' }).click()
    await dialog.getByLabel(/^仍要保存的理由/).waitFor()
    expect(await row().count()).toBe(0)
    await titleField.fill('h1')
    await dialog.getByRole('button', { name: '保存规则' }).click()
    await row().waitFor()
    expect(await row().textContent()).toMatch(/未用过127\.0\.0\.1\/\*标题、去除 1 处/)
  })

  test('the running crawler reads by it; when the site changed, the rule and its source say so', async () => {
    const { page } = admin
    const rule = house.records.list('site-rule')[0]!
    await days(1)
    await row().getByText('正常').waitFor()
    await row().getByRole('button', { name: /^修改/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^标题/).fill('.not-there')
    await dialog.getByLabel(/理由/).fill('演练：网站改版之后')
    await dialog.getByRole('button', { name: '保存规则' }).click()
    await dialog.waitFor({ state: 'detached' })
    await days(4)
    await row().getByText('失效').waitFor()
    expect(await row().textContent()).toContain('最近 10 页都对不上')
    const moves = (await house.ports.ledger.history('site-rule', rule.id)).commits.flatMap(({ moves }) => moves)
    expect(moves.map(({ type, by, reason }) => [type, by.id, reason])).toEqual([
      ['added', 'admin', null],
      ['changed', 'admin', '演练：网站改版之后'],
    ])
    await page.goto('/sources')
    await page.getByTestId('source-row').filter({ hasText: '网站规则已失效' }).first().waitFor()
    await clean(admin)
  }, 60_000)

  test('it is switched off; others only look', async () => {
    const { page } = admin
    await page.goto('/sources/rules')
    await row().getByRole('button', { name: /^停用/ }).click()
    await row().getByText('已停用，按网页样式识别').waitFor()
    lin = await signedIn(browser as Browser, house, 'lin', '/sources/rules', PHONE)
    await lin.page.getByTestId('rule-row').waitFor()
    expect(await lin.page.getByRole('button', { name: '新增网站规则' }).count()).toBe(0)
    expect(await stickingOut(lin.page)).toEqual([])
    await clean(lin)
  })

  test('a mention lists the files its original offers; the way out warns first', async () => {
    const found = (await house.ports.index.search({ query: null, filters: {} }, { limit: 1 })).mentions[0]!
    const files = [{ url: 'https://jtj.yunzhou.example/f/plan.pdf?v=1', title: '公交线路调整方案' }]
    const edited: Analysed = { ...found, contentVersion: found.contentVersion + 1, attachments: files }
    await house.ports.index.write([edited])
    await house.ports.index.refresh()
    await lin.page.goto(`/mentions/${encodeURIComponent(found.id)}`)
    const list = lin.page.getByRole('list', { name: '附件' })
    await list.waitFor()
    expect(await list.getByRole('listitem').allTextContents()).toEqual(['公交线路调整方案 PDF 打开：公交线路调整方案'])
    await list.getByRole('button', { name: /^打开/ }).click()
    expect(await lin.page.getByRole('dialog').textContent()).toContain(files[0]!.url)
    await clean(lin)
  })

  test('nothing left the house, the content policy was never in the way, no page broke', () => {
    for (const { id, misdeeds } of [admin, lin]) expect(misdeeds, id).toEqual({ left: [], refused: [], broke: [] })
  })
})
