import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graveFindings } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { type ConsoleHouse, openConsoleHouse } from './house.ts'
import { type Officer, signedIn } from './officer.ts'

const browser = await openBrowser()
if (browser === null) console.warn('SKIPPED: the browser suite of how sites are treated, there is no Chromium here')

describe.skipIf(browser === null)('how a site is treated, on screen', () => {
  let house: ConsoleHouse
  let admin: Officer
  const manners = () => admin.page.getByTestId('source-manners')
  const clean = async () => expect(await graveFindings(admin.page), admin.page.url()).toEqual([])

  beforeAll(async () => {
    house = await openConsoleHouse({ historyDays: 1, itemsPerDay: 60 })
    await house.takeIn()
  })
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test('an administrator overrides robots.txt with a reason, for all to see, and takes it back', async () => {
    admin = await signedIn(browser as Browser, house, 'admin', '/sources')
    const { page } = admin
    await page.getByRole('button', { name: '云州市交通运输局 · 新闻中心' }).click()
    await manners().waitFor()
    expect(await manners().textContent()).toMatch(
      /采集时段全天当前未受限制进度已采 [\d,]+ 条，待读 \d+ 页对方主机正常对方规则遵守 robots\.txt/,
    )
    await clean()
    await page.getByRole('button', { name: '对方规则设例外' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: '设例外并记入台账' }).click()
    await dialog.getByText('请写明理由与依据').waitFor()
    await dialog.getByLabel('理由与依据').fill('报社总编室书面同意，函〔2026〕3号')
    await clean()
    await dialog.getByRole('button', { name: '设例外并记入台账' }).click()
    await page.getByTestId('robots-override').waitFor()
    expect(await page.getByTestId('robots-override').textContent()).toContain('报社总编室书面同意，函〔2026〕3号')
    await page.getByRole('button', { name: '恢复遵守对方规则' }).click()
    await page.getByTestId('robots-override').waitFor({ state: 'detached' })
  })

  test('hours and a rhythm of its own are set in the form and told in words', async () => {
    const { page } = admin
    await page.getByRole('button', { name: '修改', exact: true }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(/^采集时刻/).fill('adaptive 5-240')
    await dialog.getByLabel(/^采集时段/).fill('半夜')
    await dialog.getByRole('button', { name: '保存信源' }).click()
    await dialog.getByText('写作 01:00-06:00').waitFor()
    await dialog.getByLabel(/^采集时段/).fill('01:00-06:00')
    await dialog.getByRole('button', { name: '保存信源' }).click()
    await dialog.waitFor({ state: 'detached' })
    await manners().getByText('只在 01:00-06:00（北京时间）').waitFor()
    expect(await manners().textContent()).toContain('自行掌握，5 至 240 分钟一次')
    await clean()
  })
})
