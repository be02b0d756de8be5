import { workbook } from '@guanlan/scenario'
import type { Browser, Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { graveFindings } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { stickingOut } from './fit.ts'
import { type ConsoleHouse, openConsoleHouse } from './house.ts'
import { fill, type Officer, PHONE, send, signedIn } from './officer.ts'

const FILE = {
  name: '11月工单.xlsx',
  mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  buffer: workbook([
    ['云州市 11 月工单'],
    ['流水号', '诉求内容', '受理时间', '来电人电话', '诉求类型', '补充'],
    ['A1', '三路车不进站', { date: 46_340 }, '13900001234', '投诉', ''],
    ['A2', '首末班是几点', { date: 46_340.5 }, '', '咨询', ''],
    ['A3', '想起再说', { date: 46_340.5 }, '', '闲聊', ''],
  ]),
}
const PATIENT = { timeout: 10_000 } as const // a busy machine may take longer than the usual second

const browser = await openBrowser()
if (browser === null) console.warn('SKIPPED: the browser suite of doors, there is no Chromium here')

describe.skipIf(browser === null)('doors and imports on screen', () => {
  let house: ConsoleHouse
  let lin: Officer
  let root: Officer
  const clean = async ({ page }: Officer) => expect(await graveFindings(page), page.url()).toEqual([])

  const press = (within: Locator, name: string) => within.getByRole('button', { name, exact: true }).click()
  /** The form behind a button, whatever it is called. */
  const opened = async ({ page }: Officer, name: string): Promise<Locator> => {
    await page.getByRole('button', { name, exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    return dialog
  }

  beforeAll(async () => {
    house = await openConsoleHouse({ historyDays: 1, itemsPerDay: 3 })
  })
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test('a source says why it may be read and what that means', async () => {
    lin = await signedIn(browser as Browser, house, 'lin', '/sources')
    const sheet = await opened(lin, '新增信源')
    await fill(sheet, {
      名称: '12345 月度工单',
      渠道: '热线',
      读取方式: '文件导入',
      采集依据: '市政务热线共享协议',
      影响说明: '来电人信息不收',
    })
    await clean(lin)
    await send(sheet, '保存信源')
    await lin.page.getByRole('button', { name: '12345 月度工单' }).click()
    await expect.poll(() => lin.page.getByText('市政务热线共享协议').count(), PATIENT).toBe(1)
  })

  test('导入文件: tried, a column chosen, the mapping saved, imported', async () => {
    const { page } = lin
    const sheet = await opened(lin, '导入文件')
    await fill(sheet, { 归入信源: '12345 月度工单（文件导入）' })
    await sheet.getByLabel('文件', { exact: true }).setInputFiles(FILE)
    await press(sheet, '试读')
    const trial = sheet.getByTestId('trial')
    await trial.waitFor()
    expect(await trial.textContent()).toContain('来电人信息，不收')
    expect(await trial.textContent()).not.toContain('13900001234')
    await fill(sheet, { '“流水号”成为': '编号' })
    await sheet.getByLabel('映射名称').fill('政务热线导出')
    await press(sheet, '按所选栏目再试')
    await expect.poll(() => sheet.getByTestId('trial-outcome').textContent(), PATIENT).toMatch(/可收 2 行，不能收 1 行/)
    await clean(lin)
    await press(sheet, '保存映射')
    await page.getByText('已把栏目映射存到“12345 月度工单”').waitFor()
    await press(sheet, '导入')
    await expect
      .poll(() => sheet.getByTestId('import-outcome').textContent(), PATIENT)
      .toMatch(/共 3 行，入库 2 行，退回 1 行/)
    await sheet.getByRole('button', { name: '关闭' }).last().click()
    await page.getByText('栏目映射：政务热线导出').waitFor()
  })

  test('热线: the month with its numerators and denominators, and what was reported beside', async () => {
    const { page } = lin
    await page.goto('/hotline?month=2026-06')
    const sheet = await opened(lin, '登记报送数')
    await fill(sheet, {
      受理总量: '986',
      信息咨询: '898',
      投诉举报: '88',
      回访: '82',
      '抽查回访满意率（%，照报送数）': '100',
    })
    await clean(lin)
    await send(sheet, '登记')
    const table = page.getByTestId('hotline-reported')
    await expect.poll(() => table.textContent(), PATIENT).toMatch(/抽查回访率93.18%82 \/ 88/)
    expect(await table.textContent()).toMatch(/意见建议未报未报 \/ 986/)
    await page.goto('/hotline?month=2026-11')
    await page.getByTestId('hotline-counted').waitFor()
    await clean(lin)
    await page.setViewportSize(PHONE)
    expect(await stickingOut(page)).toEqual([])
  })

  test('an administrator hands out keys, once', async () => {
    root = await signedIn(browser as Browser, house, 'admin', '/sources')
    const { page } = root
    await page.getByRole('button', { name: /热线/ }).first().click()
    const sheet = await opened(root, '生成推送密钥')
    expect(await sheet.getByTestId('door-signing').textContent()).toMatch(/^[A-Za-z0-9]{48}$/)
    await clean(root)
  })

  test('nothing left the house, nothing broke', () => {
    for (const { misdeeds } of [lin, root]) expect(misdeeds).toEqual({ left: [], refused: [], broke: [] })
  })
})
