import { MINUTE_MS } from '@guanlan/domain'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Article } from './articles.ts'
import { graveFindings } from './axe.ts'
import { openBrowser } from './chromium.ts'
import { stickingOut } from './fit.ts'
import { type ConsoleHouse, openConsoleHouse } from './house.ts'
import { type Officer, PHONE, signedIn } from './officer.ts'

/** A complaint that names its writer and two plates, one of a taxi. */
const COMPLAINT: Article = {
  externalId: 'privacy-1',
  title: '出租车在鹭岛桥头拒载',
  text: '我叫王小明，电话13900001234，昨天上午在鹭岛桥头被出租车云A·T1234拒载，旁边私家车云A·12345挡住站台，请尽快处理。',
}
const LIST = '车牌号,公司\r\n云A·T1234,云州出租\r\n看不清,\r\n'

const browser = await openBrowser()
if (browser === null) console.warn('SKIPPED: the browser suite of privacy, there is no Chromium here')

describe.skipIf(browser === null)('what is private, on screen', () => {
  let house: ConsoleHouse
  let mentionPath: string
  const everyone: Officer[] = []

  const seat = async (id: string, path: string, viewport?: typeof PHONE): Promise<Officer> => {
    const officer = await signedIn(browser as Browser, house, id, path, viewport)
    everyone.push(officer)
    return officer
  }
  const clean = async ({ page }: Officer) => expect(await graveFindings(page), page.url()).toEqual([])

  beforeAll(async () => {
    house = await openConsoleHouse({ historyDays: 1, itemsPerDay: 3 })
    house.clock.advance(MINUTE_MS)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test('营运车辆: the administrator imports a list, sees what was not taken, and finds a plate', async () => {
    const admin = await seat('admin', '/vocabulary?tab=vehicles')
    const { page } = admin
    await page.getByText('还没有名单').waitFor()
    await page.getByRole('button', { name: '导入名单' }).click()
    await page
      .getByLabel('文件')
      .setInputFiles({ name: '营运车辆.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) })
    await page.getByRole('button', { name: '导入', exact: true }).click()
    const outcome = page.getByTestId('vehicles-outcome')
    await outcome.waitFor()
    expect(await outcome.textContent()).toMatch(/新增 1 个，移除 0 个，未收 1 行；名单现有 1 个车牌/)
    expect(await outcome.textContent()).toContain('这一行不是完整的车牌')
    await page.getByRole('dialog').getByRole('button', { name: '关闭', exact: true }).last().click()
    await page.getByLabel('查找车牌').fill('t1234')
    await page.getByTestId('plates').getByText('云AT1234').waitFor()
    await clean(admin)
  })

  test('证据: an officer sees how the original came, and reads it unmasked once the reason is written down', async () => {
    await house.pushArticle(COMPLAINT)
    await house.takeIn()
    const lin = await seat('lin', `/search?q=${encodeURIComponent('"鹭岛桥头"')}`)
    const { page } = lin
    await page
      .getByRole('link', { name: /^判断依据/ })
      .first()
      .click()
    const original = page.getByTestId('original')
    await original.waitFor()
    mentionPath = new URL(page.url()).pathname
    expect(await original.textContent()).toMatch(/我叫\*{3}，电话139\*{6}34/)
    expect(await original.textContent()).toMatch(/云A·T1234拒载，旁边私家车云A·\*{5}/)
    await page.getByRole('button', { name: '查看未遮盖的原文…' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.getByRole('button', { name: '记入台账并查看' }).isDisabled()).toBe(true)
    await dialog.getByLabel('事由').fill('联系投诉人核实时间地点')
    await dialog.getByRole('button', { name: '记入台账并查看' }).click()
    await page.getByTestId('unmasked').getByText('13900001234').waitFor()
    await clean(lin)
    await dialog.getByRole('button', { name: '关闭', exact: true }).last().click()
    await page.getByTestId('evidence').getByText('联系投诉人核实时间地点').waitFor()
    expect(await page.getByRole('button', { name: '销毁…' }).count()).toBe(0)
  })

  test('销毁: the administrator destroys it, and the page says who, when and why', async () => {
    const admin = await seat('admin', mentionPath)
    const { page } = admin
    await page.getByRole('button', { name: '销毁…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('事由').fill('当事人申请删除，已核实身份')
    expect(await dialog.getByRole('button', { name: '销毁', exact: true }).isDisabled()).toBe(true)
    await dialog.getByLabel('我知道销毁后不可恢复').check()
    await clean(admin)
    await dialog.getByRole('button', { name: '销毁', exact: true }).click()
    await page.getByTestId('evidence').getByText('各处文字已抹去，不可恢复').waitFor({ timeout: 20_000 })
    await page.getByTestId('original').getByText('（本条内容已按规定销毁）').waitFor()
    expect(await page.locator('body').textContent()).not.toContain('鹭岛桥头')
    await clean(admin)
  })

  test('重新提取: the comparison is shown before anything is written', async () => {
    const admin = await seat('admin', '/vocabulary?tab=re-extract')
    const { page } = admin
    await page.getByRole('button', { name: '对比', exact: true }).click()
    const outcome = page.getByTestId('re-extract')
    await outcome.getByText(/已完成：已读原文/).waitFor({ timeout: 20_000 })
    expect(await outcome.textContent()).toMatch(/0 条读法有变，另有 0 条原先没有/)
    await clean(admin)
  })

  test('all of it fits a telephone, and no page left the house', async () => {
    for (const path of [mentionPath, '/vocabulary?tab=vehicles', '/vocabulary?tab=re-extract']) {
      const { page } = await seat('admin', path, PHONE)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await stickingOut(page), path).toEqual([])
    }
    for (const { misdeeds } of everyone) expect(misdeeds).toEqual({ left: [], refused: [], broke: [] })
  })
})
