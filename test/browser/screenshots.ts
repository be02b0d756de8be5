import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@guanlan/domain'
import type { Browser, Page } from 'playwright-core'
import { GRAVE } from './articles.ts'
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
import { biggestAlert, type ConsoleHouse, openConsoleHouse, phrasesFound } from './house.ts'
import { act, type Officer, openForm, PHONE, signedIn, signIn, sitDown } from './officer.ts'

/** `node test/browser/screenshots.ts` walks one case of the fictional city and writes docs/screens/*.png on the way. */
const FOLDER = resolve(import.meta.dirname, '../../docs/screens')

type Scene = Readonly<{ house: ConsoleHouse; crew: Crew; shoot: (page: Page, name: string) => Promise<void> }>

async function shoot(page: Page, name: string): Promise<void> {
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' })
  const notice = page.getByRole('button', { name: '关闭提示' })
  if (await notice.isVisible()) await notice.click()
  await page.screenshot({ path: `${FOLDER}/${name}.png`, animations: 'disabled', caret: 'hide' })
  console.log(`docs/screens/${name}.png`)
}

/** Opens a page, waits for a word of its content (or its chart), and takes it as it stands. */
async function visit(
  { shoot }: Scene,
  page: Page,
  path: string,
  word: string | RegExp | 'chart',
  name: string,
): Promise<void> {
  await page.goto(path)
  await (word === 'chart' ? page.locator('canvas') : page.locator('main').getByText(word)).first().waitFor()
  await shoot(page, name)
}

/** Time passes: the city goes on talking, and every open page is looked at anew. */
async function later({ house, crew }: Scene, ms: number): Promise<void> {
  house.clock.advance(ms)
  await house.takeIn()
  house.clock.advance(SECOND_MS) // the desk looks for the age of its data once a second
  for (const { page } of Object.values(crew)) await page.reload()
}

async function inbox(scene: Scene, alertId: string): Promise<string> {
  const { crew, shoot } = scene
  const { page } = crew.lin
  const row = page.locator(`[data-id="${alertId}"]`)
  await row.click()
  await page.getByTestId('mention').first().waitFor()
  await page.locator('canvas').first().waitFor()
  await shoot(page, 'desk')
  await page.getByRole('button', { name: /全部按键/ }).click()
  await shoot(page, 'desk-keys')
  await page.keyboard.press('Escape')
  await page.keyboard.press('a')
  await page.getByText('已认领').waitFor()
  await page.keyboard.press('1')
  await page
    .getByRole('status', { name: '操作结果' })
    .getByRole('link', { name: /^打开案件/ })
    .click()
  await page.getByRole('heading', { name: '监测登记' }).waitFor()
  return new URL(page.url()).pathname
}

async function caseWork(scene: Scene, path: string): Promise<void> {
  const { house, crew, shoot } = scene
  const { lin, zhou } = crew
  for (const officer of Object.values(crew)) await officer.page.goto(path)
  await shoot(lin.page, 'case-collecting')
  await later(scene, 9 * MINUTE_MS)
  await register(crew)
  await later(scene, 31 * MINUTE_MS)
  for (const unit of UNITS) await act(lin, '会商记录', unit)
  await conclude(crew)
  await shoot(lin.page, 'case-consulting')
  await later(scene, 24 * MINUTE_MS)
  await judge(crew)
  await later(scene, 18 * MINUTE_MS)
  const form = await openForm(lin, '拟稿')
  await shoot(lin.page, 'case-draft-form')
  await form.getByRole('button', { name: '取消' }).click()
  await draftAndSign(crew)
  await lin.page.locator('#card-responding').scrollIntoViewIfNeeded()
  await shoot(lin.page, 'case-responding')
  await later(scene, 22 * MINUTE_MS)
  await publish(crew, house.served.publish(STATEMENT))
  await prove(crew)
  await later(scene, DAY_MS + HOUR_MS)
  for (const officer of Object.values(crew)) await signIn(officer, house)
  await evaluate(crew)
  await act(zhou, '进入下一环节')
  await zhou.page.getByText(/办结$/).first().waitFor()
  await shoot(zhou.page, 'case-closed')
}

/** A rule of the portal's site, tried on its last pages. */
async function siteRule({ house, shoot }: Scene, page: Page): Promise<void> {
  await page.goto('/sources/rules')
  await page.getByRole('button', { name: '新增网站规则' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('网站', { exact: true }).fill(house.served.origins.portal)
  await form.getByLabel(/^路径/).fill('/tzgg/*')
  await form.getByLabel(/^标题/).fill('.article > h1')
  await form.getByLabel(/^正文/).fill('.article .content')
  await form.getByRole('button', { name: '试用最近十页' }).click()
  await form.getByTestId('rule-trial').waitFor()
  await shoot(page, 'site-rule')
}

async function brief({ crew, shoot }: Scene): Promise<string> {
  const path = await compose(crew.lin)
  await shoot(crew.lin.page, 'brief-draft')
  await reviewAndSign(crew, path)
  await crew.lin.page.reload()
  await crew.lin.page.getByText('第 1 期').first().waitFor()
  await shoot(crew.lin.page, 'brief')
  const { page } = crew.qin
  await page.goto(`/api${path}/html`)
  await page.getByRole('table', { name: /^关键词语/ }).scrollIntoViewIfNeeded()
  await shoot(page, 'brief-phrases')
  return path
}

async function otherPages(scene: Scene, browser: Browser, eventId: string): Promise<void> {
  const { page } = scene.crew.lin
  await visit(scene, page, '/events', /^AJ-/, 'events')
  await phrasesFound(scene.house, eventId)
  await visit(scene, page, `/events/${encodeURIComponent(eventId)}`, 'chart', 'event')
  await page.getByTestId('phrases').scrollIntoViewIfNeeded()
  await scene.shoot(page, 'event-phrases')
  await visit(scene, page, '/cases', '办结', 'cases')
  await visit(scene, page, '/cases?view=board', '办结', 'cases-board')
  const query = encodeURIComponent('(出租车 OR 的士) AND 停运')
  await visit(scene, page, `/search?q=${query}`, 'chart', 'search')
  await visit(scene, page, `/search?q=${encodeURIComponent('(出租车 AND 停运')}`, /^第 \d+ 字/, 'search-fault')
  await visit(scene, page, '/sources', '新闻中心', 'sources')
  await visit(scene, page, '/watches', '出租汽车改革', 'watches')
  await visit(scene, page, '/briefs', '第 1 期', 'briefs')
  await visit(scene, page, '/health', '处理进度', 'health')
  const admin = await signedIn(browser, scene.house, 'admin', '/accounts')
  await visit(scene, admin.page, '/accounts', '林晓舟', 'accounts')
  await siteRule(scene, admin.page)
}

/** What the machine understood of one mention, and what the bureau tells it: words, names, and a period judged anew. */
async function understanding(scene: Scene, browser: Browser): Promise<void> {
  const { page } = scene.crew.lin
  await page.goto(`/search?q=${encodeURIComponent('网传 OR 听说')}`)
  await page
    .getByRole('link', { name: /^判断依据/ })
    .first()
    .click()
  await page.getByTestId('original').waitFor()
  await scene.shoot(page, 'mention')
  await page.getByRole('button', { name: '更正', exact: true }).click()
  await page.getByRole('dialog').getByLabel('更正实体').check()
  await scene.shoot(page, 'mention-correct')
  const analyst = await signedIn(browser, scene.house, 'wen', '/vocabulary')
  await analyst.page.getByLabel('本局词表，每行一个词').fill('网约巡游车\n滨河快线\n上下班 路上')
  await scene.shoot(analyst.page, 'vocabulary-words')
  await visit(scene, analyst.page, '/vocabulary?tab=names', '编号', 'vocabulary-names')
  await analyst.page.getByRole('tab', { name: '重新研判' }).click()
  await analyst.page.getByRole('button', { name: '试算' }).click()
  await analyst.page.getByText('✓ 完成').waitFor({ timeout: 5 * MINUTE_MS })
  await scene.shoot(analyst.page, 'vocabulary-replay')
}

/** The leader's pages on a phone: the open inbox first, the rest when the work is done. */
async function openPhone({ house, shoot }: Scene, browser: Browser): Promise<Officer> {
  const leader = await sitDown(browser, house, 'qin', PHONE)
  await leader.page.goto('/desk')
  await leader.page.getByRole('button', { name: '登录', exact: true }).waitFor()
  await shoot(leader.page, 'phone-sign-in')
  await signIn(leader, house)
  await leader.page.getByTestId('alert-row').first().waitFor()
  await shoot(leader.page, 'phone-desk')
  return leader
}

async function onPhone(
  { house, shoot }: Scene,
  leader: Officer,
  paths: Readonly<Record<'event' | 'case' | 'brief', string>>,
): Promise<void> {
  const { page } = leader
  await page.reload()
  await signIn(leader, house)
  for (const [name, path] of Object.entries({ cases: '/cases', ...paths })) {
    await page.goto(path)
    const content = { event: page.locator('canvas'), brief: page.getByTitle('简报预览') }[name] ?? page.locator('h1')
    await content.first().waitFor()
    await shoot(page, `phone-${name}`)
  }
}

async function story(browser: Browser, house: ConsoleHouse): Promise<void> {
  for (const article of GRAVE) await house.pushArticle(article)
  await house.takeIn()
  house.clock.advance(12 * MINUTE_MS)
  await house.takeIn()
  const { id, eventId } = await biggestAlert(house)
  const stranger = await sitDown(browser, house, 'lin')
  await stranger.page.goto('/desk')
  await stranger.page.getByRole('button', { name: '登录', exact: true }).waitFor()
  await shoot(stranger.page, 'sign-in')
  const at = async (who: string) => signedIn(browser, house, who)
  const crew: Crew = {
    lin: await at('lin'),
    he: await at('he'),
    zhou: await at('zhou'),
    miao: await at('miao'),
    qin: await at('qin'),
  }
  const scene: Scene = { house, crew, shoot }
  const leader = await openPhone(scene, browser)
  const casePath = await inbox(scene, id)
  await caseWork(scene, casePath)
  const briefPath = await brief(scene)
  await otherPages(scene, browser, eventId)
  await understanding(scene, browser)
  const event = `/events/${encodeURIComponent(eventId)}`
  await onPhone(scene, leader, { event, case: casePath, brief: briefPath })
}

const browser = await openBrowser()
if (browser === null) process.exit(1)
await mkdir(FOLDER, { recursive: true })
const house = await openConsoleHouse({ historyDays: 14, itemsPerDay: 60 })
try {
  await story(browser, house)
} finally {
  await browser.close()
  await house.close()
}
