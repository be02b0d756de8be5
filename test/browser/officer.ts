import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

/** What a page must never do; each entry in words. */
export type Misdeeds = Readonly<{
  left: string[] // requests to anywhere but the house
  refused: string[] // what the content policy had to stop
  broke: string[] // errors nobody caught, and answers of 500 and above
}>

/** One person at one screen, with a session of their own. */
export type Officer = Readonly<{ id: string; page: Page; context: BrowserContext; misdeeds: Misdeeds }>

/** Where the house answers, and the password of its people. */
export type Door = Readonly<{ address: string; furnished: Readonly<{ password: string }> }>

export const SCREEN = { width: 1440, height: 900 } as const
export const PHONE = { width: 390, height: 844 } as const

const LONGEST_WAIT_MS = 10_000 // for anything to appear: long before the test's own limit, so that a failure names what is missing

/** Sits a person down before an empty screen; nobody is signed in yet. */
export async function sitDown(
  browser: Browser,
  house: Door,
  id: string,
  viewport: Readonly<{ width: number; height: number }> = SCREEN,
): Promise<Officer> {
  const context = await browser.newContext({
    viewport,
    baseURL: house.address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(LONGEST_WAIT_MS)
  const misdeeds: Misdeeds = { left: [], refused: [], broke: [] }
  context.on('page', page => watch(page, house.address, misdeeds))
  return { id, context, misdeeds, page: await context.newPage() }
}

function watch(page: Page, address: string, { left, refused, broke }: Misdeeds): void {
  page.on('request', request => {
    const url = request.url()
    if (!url.startsWith(`${address}/`) && !/^(data|blob|about):/.test(url)) left.push(url)
  })
  page.on('console', message => {
    if (/content security policy/i.test(message.text())) refused.push(message.text())
  })
  page.on('response', answer => {
    if (answer.status() >= 500) broke.push(`${answer.status()} ${answer.url()}`)
  })
  page.on('pageerror', error => broke.push(error.stack ?? error.message))
}

/** Fills in the log-in form and waits for what comes after it. */
export async function signIn({ page, id }: Officer, house: Door): Promise<void> {
  await page.getByLabel('账号', { exact: true }).fill(id)
  await page.getByLabel('密码', { exact: true }).fill(house.furnished.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByRole('navigation', { name: '主导航' }).waitFor()
}

/** Sits down and signs in, with a page of the console open. */
export async function signedIn(
  browser: Browser,
  house: Door,
  id: string,
  path = '/desk',
  viewport: Readonly<{ width: number; height: number }> = SCREEN,
): Promise<Officer> {
  const officer = await sitDown(browser, house, id, viewport)
  await officer.page.goto(path)
  await signIn(officer, house)
  return officer
}

/** What goes into a field: text, a choice by its name, several of a list, or a tick. */
export type Entry = string | readonly string[] | true

/** Fills a form inside `within` by the labels a person reads. */
export async function fill(within: Locator, entries: Readonly<Record<string, Entry>>): Promise<void> {
  for (const [label, entry] of Object.entries(entries)) await put(within, label, entry)
}

async function put(within: Locator, label: string, entry: Entry): Promise<void> {
  if (entry === true) {
    await within.getByRole('checkbox', { name: label, exact: true }).check()
    return
  }
  if (typeof entry !== 'string') {
    const group = within.getByRole('group', { name: label, exact: true })
    for (const one of entry) await group.getByRole('checkbox', { name: one, exact: true }).check()
    return
  }
  const field = within.getByLabel(label, { exact: true })
  if ((await field.getAttribute('role')) === 'combobox') await choose(within.page(), field, entry)
  else await field.fill(entry)
}

async function choose(page: Page, field: Locator, name: string): Promise<void> {
  await field.click()
  const open = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)')
  await open
    .locator('.ant-select-item-option')
    .and(open.getByTitle(name, { exact: true }))
    .click()
  await open.waitFor({ state: 'hidden' })
}

/** Opens the form behind a button of the page; it is a dialog of the same name. */
export async function openForm({ page }: Officer, name: string): Promise<Locator> {
  await page.getByRole('button', { name, exact: true }).click()
  const dialog = page.getByRole('dialog', { name, exact: true })
  await dialog.waitFor()
  return dialog
}

/** Presses the button at the foot of a form and waits until the desk has taken it. */
export async function send(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole('button', { name, exact: true }).click()
  try {
    await dialog.waitFor({ state: 'hidden' })
  } catch (cause) {
    throw new Error(`not taken: ${await dialog.textContent()}`, { cause })
  }
}

/** One move: opens its form, fills it, sends it. */
export async function act(
  officer: Officer,
  name: string,
  entries: Readonly<Record<string, Entry>> = {},
): Promise<void> {
  const dialog = await openForm(officer, name)
  await fill(dialog, entries)
  await send(dialog, name)
}
