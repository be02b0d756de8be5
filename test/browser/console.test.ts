import { alarmId, DAY_MS, HOUR_MS, MINUTE_MS, machine } from '@guanlan/domain'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { GRAVE, HOSTILE } from './articles.ts'
import { graveFindings } from './axe.ts'
import { compose, reviewAndSign } from './brief-walk.ts'
import {
  type Crew,
  conclude,
  draftAndSign,
  evaluate,
  judge,
  prove,
  publish,
  register,
  STATEMENT,
  UNITS,
} from './case-walk.ts'
import { openBrowser } from './chromium.ts'
import { stickingOut } from './fit.ts'
import { biggestAlert, type ConsoleHouse, openConsoleHouse, phrasesFound } from './house.ts'
import { act, fill, type Officer, openForm, PHONE, send, signedIn, signIn, sitDown } from './officer.ts'

const browser = await openBrowser()
if (browser === null) console.warn('SKIPPED: the whole browser suite, there is no Chromium here')

describe.skipIf(browser === null)('the console in a real Chromium, from the log-in to a signed brief', () => {
  let house: ConsoleHouse
  let alert: Awaited<ReturnType<typeof biggestAlert>>
  let crew: Crew
  let lin: Officer
  let casePath: string
  let briefPath: string
  const everyone: Officer[] = []

  const seat = async (id: string, path = '/desk'): Promise<Officer> => {
    const officer = await signedIn(browser as Browser, house, id, path)
    everyone.push(officer)
    return officer
  }
  const clean = async ({ page }: Officer) => expect(await graveFindings(page), page.url()).toEqual([])

  beforeAll(async () => {
    house = await openConsoleHouse({ historyDays: 2, itemsPerDay: 20 })
    for (const article of [HOSTILE, ...GRAVE]) await house.pushArticle(article)
    await house.takeIn()
    house.clock.advance(12 * MINUTE_MS)
    await house.takeIn()
    alert = await biggestAlert(house)
  })
  afterAll(async () => {
    await browser?.close()
    await house?.close()
  })

  test('登录: whoever comes without a session sees the form, and a wrong password says so', async () => {
    lin = await sitDown(browser as Browser, house, 'lin')
    everyone.push(lin)
    const { page } = lin
    await page.goto('/desk')
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    await clean(lin)
    await page.getByLabel('账号', { exact: true }).fill('lin')
    await page.getByLabel('密码', { exact: true }).fill('not the password')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/账号|密码|口令/)
    await clean(lin)
    await signIn(lin, house)
    expect(new URL(page.url()).pathname).toBe('/desk')
  })

  test('值班台: the storm waits in the inbox; keys move through it and claim it', async () => {
    const { page } = lin
    const rows = page.getByRole('option')
    const storm = page.locator(`[data-id="${alert.id}"]`)
    await storm.waitFor()
    const chosen = () => page.getByRole('option', { selected: true }).getAttribute('data-id')
    const ids = await rows.evaluateAll(all => all.map(row => row.getAttribute('data-id')))
    expect(ids.length).toBeGreaterThan(2)
    await expect.poll(chosen).toBe(ids[0])
    for (const id of ids.slice(1)) {
      await page.keyboard.press('j')
      await expect.poll(chosen).toBe(id)
    }
    for (let at = ids.length - 1; ids[at] !== alert.id; at--) await page.keyboard.press('k')
    await expect.poll(chosen).toBe(alert.id)
    await page.getByRole('heading', { name: alert.title, level: 2 }).waitFor()
    await page.getByTestId('mention').first().waitFor()
    await clean(lin)
  })

  test('值班台: what was dismissed for a reason can be taken back', async () => {
    const { page } = lin
    const other = page.locator(`[data-testid="alert-row"]:not([data-id="${alert.id}"])`).first()
    const id = (await other.getAttribute('data-id'))!
    await other.click()
    await page.keyboard.press('3')
    const dialog = page.getByRole('dialog', { name: /^排除/ })
    await fill(dialog, { '排除理由（长期留存）': '与本局职责无关' })
    await send(dialog, '确认排除')
    await page.getByText('已排除', { exact: true }).waitFor()
    expect(house.records.get('alert', id).state.state).toBe('dismissed')
    await page.keyboard.press('u')
    await page.getByText('已撤销', { exact: true }).waitFor()
    expect(house.records.get('alert', id).state.state).toBe('open')
    await page.locator(`[data-id="${alert.id}"]`).click()
  })

  test('two windows on one alert: who is late sees both sides, and nothing is written', async () => {
    const late = await sitDown(browser as Browser, house, 'admin')
    everyone.push(late)
    await late.context.route('**/api/live', route => route.abort()) // its network is poor: no news arrives
    await late.page.goto('/desk')
    await signIn(late, house)
    await late.page.locator(`[data-id="${alert.id}"]`).click()
    await late.page.getByTestId('mention').first().waitFor()

    await lin.page.keyboard.press('a')
    await lin.page.getByRole('status', { name: '操作结果' }).getByText('已认领').waitFor()
    expect(house.records.get('alert', alert.id).state.owner?.id).toBe('lin')

    await late.page.getByRole('button', { name: /^认领/ }).click()
    const both = late.page.getByRole('dialog', { name: '他人已先处理' })
    await expect.poll(() => both.textContent()).toMatch(/您要做的\s*认领（没有写入）[\s\S]*已由 林晓舟 认领/)
    await clean(late)
    await both.getByRole('button', { name: '知道了' }).click()
    expect(house.records.get('alert', alert.id).state.owner?.id).toBe('lin')
    await late.context.close()
  })

  test('what was collected is text wherever it stands: no element, no script, no picture of it', async () => {
    const { page } = lin
    await page.getByRole('textbox', { name: '检索提及' }).fill('"图为现场"')
    await page.keyboard.press('Enter')
    const found = page.getByTestId('mention').filter({ hasText: '图为现场' })
    await found.waitFor()
    expect(await found.textContent()).toContain('onerror=')
    expect(await found.textContent()).toContain('<script>')
    expect(await found.locator('img, script, a[href^="javascript"]').count()).toBe(0)
    await clean(lin)
    await found.getByRole('link', { name: '所属事件' }).click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.getByTestId('mention').first().waitFor()
    expect(await page.evaluate('window.__pwned')).toBeUndefined()
  })

  test('检索: a broken query is shown at its character', async () => {
    const { page } = lin
    await page.goto('/search')
    await page.getByRole('textbox', { name: '检索式' }).fill('(出租车 AND 停运')
    await page.getByRole('button', { name: '检索', exact: true }).click()
    await page.getByText(/^第 \d+ 字：/).waitFor()
    await clean(lin)
  })

  test('立案: one key opens the case, and the notice leads to it', async () => {
    const { page } = lin
    await page.goto('/desk')
    await page.getByRole('tab', { name: /^我的/ }).click()
    await page.locator(`[data-id="${alert.id}"]`).click()
    await page.getByRole('heading', { name: alert.title, level: 2 }).waitFor()
    await page.keyboard.press('1')
    await page
      .getByRole('status', { name: '操作结果' })
      .getByRole('link', { name: /^打开案件/ })
      .click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    casePath = new URL(page.url()).pathname
    expect(casePath).toMatch(/^\/cases\//)
    await clean(lin)
    const [he, zhou, miao, qin] = await Promise.all(['he', 'zhou', 'miao', 'qin'].map(id => seat(id, casePath)))
    crew = { lin, he: he!, zhou: zhou!, miao: miao!, qin: qin! }
  })

  const stage = () => house.records.get('case', decodeURIComponent(casePath.split('/').at(-1)!)).state.stage

  test('收集: nothing goes on before it is registered', async () => {
    await lin.page.getByRole('button', { name: /^进入下一环节\s*，暂不能办：.*监测登记未填写/ }).press('Enter')
    await lin.page
      .getByRole('status', { name: '操作结果' })
      .getByText(/监测登记未填写/)
      .waitFor()
    await register(crew)
    expect(stage()).toBe('consulting')
  })

  test('会商: who sends under an old version sees what others did, and what was typed is kept', async () => {
    const [publicity, cyberspace, cyberpolice] = UNITS
    const dialog = await openForm(lin, '会商记录')
    await fill(dialog, publicity)
    await act(crew.he, '会商记录', cyberspace)
    await lin.page.getByRole('cell', { name: cyberspace.单位 }).waitFor() // the news has arrived behind the form
    await dialog.getByRole('button', { name: '会商记录', exact: true }).click()
    const both = lin.page.getByRole('dialog', { name: '他人已先修改' })
    await expect.poll(() => both.textContent()).toMatch(/您要做的“会商记录”没有写入[\s\S]*何静 会商记录/)
    await clean(lin)
    await both.getByRole('button', { name: '知道了' }).click()
    expect(await dialog.getByLabel('单位', { exact: true }).inputValue()).toBe(publicity.单位)
    await send(dialog, '会商记录')
    await act(lin, '会商记录', cyberpolice)
    await conclude(crew)
    await clean(lin)
    expect(stage()).toBe('judging')
  })

  test('研判: suggested and confirmed stand side by side', async () => {
    await judge(crew)
    await crew.zhou.page.getByText('多平台扩散，涉及全市出行').first().waitFor()
    await clean(crew.zhou)
    expect(stage()).toBe('responding')
  })

  test('回应: five people, then a public page that carries the text', async () => {
    const dialog = await openForm(lin, '拟稿')
    await clean(lin)
    await dialog.getByRole('button', { name: '取消' }).click()
    await draftAndSign(crew)
    await publish(crew, house.served.publish(STATEMENT))
    await clean(lin)
    await prove(crew)
    expect(stage()).toBe('evaluating')
  })

  test('评估、办结: after a day, when every session has ended and each comes back to the page', async () => {
    await evaluate(crew)
    house.clock.advance(DAY_MS + HOUR_MS)
    for (const officer of Object.values(crew)) {
      await officer.page.reload()
      await signIn(officer, house)
      expect(new URL(officer.page.url()).pathname).toBe(casePath)
    }
    await act(crew.zhou, '进入下一环节')
    await crew.zhou.page.getByText(/办结$/).first().waitFor()
    await clean(crew.zhou)
    expect(stage()).toBe('closed')
  })

  test('简报: composed, reviewed by three, signed as 第 1 期 and opened', async () => {
    briefPath = await compose(lin)
    await clean(lin)
    await reviewAndSign(crew, briefPath)
    await lin.page.reload()
    await lin.page.getByText('第 1 期').first().waitFor()
    await clean(lin)
    const [issue] = await Promise.all([
      lin.context.waitForEvent('page'),
      lin.page.getByRole('link', { name: /打开 HTML/ }).click(),
    ])
    await issue
      .getByText(/第\s*1\s*期/)
      .first()
      .waitFor()
    expect(await issue.locator('body').textContent()).not.toContain('草稿')
  })

  test('信源: a source in trouble stands above the list until somebody takes it on', async () => {
    const { page } = await seat('lin', '/sources')
    const source = house.records.list('source').find(({ state }) => state.kind === 'list')!
    await house.records.commit({
      commitId: 'an alarm of the browser test',
      expect: [],
      moves: [
        {
          kind: 'alarm',
          id: alarmId(source.id),
          type: 'raised',
          by: machine('source-watch'),
          at: house.clock.now(),
          reason: null,
          body: { trouble: 'layout', since: null, note: '页面上没有找到文章链接' },
        },
      ],
    })
    await page.reload()
    const row = page.getByTestId('alarm-row').filter({ hasText: source.state.name })
    await row.getByText('页面结构已变').waitFor()
    await page.getByRole('link', { name: /信源.*1.*条告警/ }).waitFor()
    await row.getByRole('button', { name: '我来处理' }).click()
    await row.getByText('林晓舟在处理').waitFor()
    await row.getByRole('button', { name: source.state.name }).click()
    await page.getByText('监测方案的覆盖').waitFor()
  })

  test.each([
    { path: '/desk', shows: '已处理' },
    { path: '/events', shows: '事件' },
    { path: '/cases', shows: '案件' },
    { path: '/cases?view=board', shows: '办结' },
    { path: '/sources', shows: '新闻中心' },
    { path: '/watches', shows: '出租汽车改革' },
    { path: '/briefs', shows: '第 1 期' },
    { path: '/health', shows: '系统状态' },
  ])('$path has nothing serious for axe', async ({ path, shows }) => {
    await lin.page.goto(path)
    await lin.page.locator('main').getByText(shows).first().waitFor()
    await clean(lin)
  })

  test('the event page, and the accounts page of whoever may see it, have nothing serious for axe', async () => {
    await lin.page.goto(`/events/${encodeURIComponent(alert.eventId)}`)
    await lin.page.getByTestId('mention').first().waitFor()
    await clean(lin)
    const admin = await seat('admin', '/accounts')
    await admin.page.getByRole('row', { name: /林晓舟/ }).waitFor()
    await clean(admin)
  })

  test('a key phrase of the event, and one printed in the signed brief, open the search that counts it', async () => {
    const { page } = lin
    await phrasesFound(house, alert.eventId)
    await page.goto(`/events/${encodeURIComponent(alert.eventId)}`)
    const phrase = page.getByTestId('phrases').getByRole('link').first()
    const word = await phrase.textContent()
    await clean(lin)
    await phrase.click()
    await page.getByTestId('mention').first().waitFor()
    expect(new URL(page.url()).searchParams.get('q')).toBe(`"${word}"`)
    await page.goto(briefPath)
    const printed = page.frameLocator('[title="简报预览"]').getByRole('table', { name: /^关键词语/ })
    const first = printed.getByRole('row').nth(1)
    const count = /(\d[\d,]*)条/.exec((await first.textContent()) ?? '')?.[1]
    await first.getByRole('link').first().click()
    await page.waitForURL(/\/search\?/)
    await page.getByRole('status').getByText(`${count} 条`).waitFor()
    await clean(lin)
  })

  test.each([
    { name: 'the inbox', of: () => '/desk' },
    { name: 'the event', of: () => `/events/${encodeURIComponent(alert.eventId)}` },
    { name: 'the case', of: () => casePath },
    { name: 'the brief', of: () => briefPath },
  ])('on a phone $name fits its 390 pixels', async ({ of }) => {
    const { page } = lin
    await page.setViewportSize(PHONE)
    await page.goto(of())
    await page.locator('h1').first().waitFor({ state: 'attached' })
    await clean(lin)
    expect(await stickingOut(page)).toEqual([])
  })

  test('through all of it no page asked another host, broke the content policy, or ran what was collected', async () => {
    for (const { id, misdeeds } of everyone)
      expect({ id, ...misdeeds }).toEqual({ id, left: [], refused: [], broke: [] })
    expect(await lin.page.evaluate('window.__pwned')).toBeUndefined()
  })
})
