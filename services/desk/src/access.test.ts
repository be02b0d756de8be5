import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HOUR_MS, MINUTE_MS } from '@guanlan/domain'
import * as embedded from '@guanlan/embedded'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isLoopback } from './access.ts'
import { openStand, PASSWORD, type Stand } from './stand.ts'

const folder = mkdtempSync(join(tmpdir(), 'guanlan-console-'))
writeFileSync(join(folder, 'index.html'), '<meta name="csp-nonce" content="__NONCE__"><script src="/a.js"></script>')
writeFileSync(join(folder, 'a.js'), 'export {}')

let stand: Stand
beforeAll(async () => {
  stand = await openStand(embedded, ['lin', 'he', 'root'], { settings: { consoleFolder: folder } })
})
afterAll(() => stand.close())

const logIn = (id: string, password: string, remoteAddress = '127.0.0.1', headers: Record<string, string> = {}) =>
  stand.app.inject({ method: 'POST', url: '/api/session', payload: { id, password }, remoteAddress, headers })

test('a right password gives a cookie that scripts and other sites cannot use', async () => {
  const answer = await logIn('lin', PASSWORD)
  expect(answer.statusCode).toBe(200)
  expect(answer.json().account).toMatchObject({ id: 'lin', name: '林晓舟', roles: ['officer'] })
  const [cookie] = answer.cookies
  expect(cookie).toMatchObject({ name: 'guanlan', httpOnly: true, sameSite: 'Strict', path: '/' })
  const browser = stand.browser(cookie!.value)
  expect((await browser('GET', '/api/session')).body).toMatchObject({ account: { id: 'lin' }, needsSetup: false })
  expect((await browser('DELETE', '/api/session')).status).toBe(204)
  expect((await browser('GET', '/api/status')).status).toBe(401)
})

test('a wrong password and an unknown name get the same answer', async () => {
  const wrong = await logIn('lin', 'wrong password')
  const unknown = await logIn('nobody', 'wrong password')
  expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
  expect(unknown.body).toBe(wrong.body)
  expect(wrong.headers['content-type']).toContain('application/problem+json')
  expect(wrong.json()).toMatchObject({ code: 'desk/wrong-credentials', type: 'about:blank', status: 401 })
})

test('five failures close one account to one address for fifteen minutes, also when tried all at once', async () => {
  const tries = await Promise.all(Array.from({ length: 8 }, () => logIn('he', 'guess', '127.0.0.2')))
  expect(tries.map(answer => answer.statusCode).toSorted()).toEqual([401, 401, 401, 401, 401, 429, 429, 429])
  expect((await logIn('he', PASSWORD, '127.0.0.2')).statusCode).toBe(429) // even the right one
  expect((await logIn('he', PASSWORD, '127.0.0.3')).statusCode).toBe(200) // another address is not closed
  stand.clock.advance(15 * MINUTE_MS)
  expect((await logIn('he', PASSWORD, '127.0.0.2')).statusCode).toBe(200)
})

test('a session ends by itself', async () => {
  const browser = await stand.as('lin')
  expect((await browser('GET', '/api/status')).status).toBe(200)
  stand.clock.advance(12 * HOUR_MS)
  expect((await browser('GET', '/api/status')).body).toMatchObject({ code: 'desk/signed-out', status: 401 })
})

test('an account that is switched off is out at once', async () => {
  await stand.deps.accounts.create(
    { id: 'gone', name: '离岗', post: '', unit: '', roles: ['officer'], demo: false },
    PASSWORD,
  )
  const session = await stand.deps.accounts.signIn('gone', PASSWORD, HOUR_MS)
  const root = await stand.as('root')
  expect((await root('PUT', '/api/accounts/gone', { active: false })).status).toBe(200)
  expect((await stand.browser(session!.token)('GET', '/api/status')).status).toBe(401)
})

test('a demo account is refused anywhere but on this machine, whatever a header claims', async () => {
  await stand.deps.accounts.create(
    { id: 'demo', name: '演示', post: '', unit: '', roles: ['officer'], demo: true },
    PASSWORD,
  )
  const here = await logIn('demo', PASSWORD)
  expect(here.statusCode).toBe(200)
  const claimed = { 'x-forwarded-for': '127.0.0.1' }
  expect((await logIn('demo', PASSWORD, '10.0.0.5', claimed)).json()).toMatchObject({ code: 'desk/forbidden' })
  const browser = stand.browser(here.cookies[0]!.value)
  expect((await browser('GET', '/api/status')).status).toBe(200)
  expect((await browser('GET', '/api/status', undefined, { remoteAddress: '10.0.0.5' })).status).toBe(403)
})

test.each([
  ['127.0.0.1', true],
  ['127.8.8.8', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['10.0.0.5', false],
  ['::ffff:10.0.0.5', false],
  ['127.0.0.1.evil.example', false],
  [undefined, false],
])('%s is this machine: %s', (address, here) => expect(isLoopback(address)).toBe(here))

test.each([
  [{ origin: 'http://localhost:80' }, 200], // our own page
  [{ origin: 'http://evil.example' }, 403],
  [{ origin: 'null' }, 403], // a sandboxed frame
  [{ 'sec-fetch-site': 'cross-site' }, 403], // a browser that sends no origin
  [{ 'sec-fetch-site': 'same-origin' }, 200],
  [{}, 200], // no browser: a script with a password
])('a write with %o is answered %i', async (headers, status) => {
  const answer = await logIn('lin', PASSWORD, '127.0.0.1', {
    host: 'localhost',
    ...(headers as Record<string, string>),
  })
  expect(answer.statusCode).toBe(status)
})

test('roles are held per route', async () => {
  const officer = await stand.as('lin')
  expect((await officer('GET', '/api/accounts')).body).toMatchObject({ code: 'desk/forbidden', status: 403 })
  expect((await officer('POST', '/api/dead-letters/x/replay')).status).toBe(403)
  const root = await stand.as('root')
  expect((await root('GET', '/api/accounts')).status).toBe(200)
  expect((await root('POST', '/api/alerts/x/claim', { version: 1 })).status).toBe(403)
})

test("one changes one's own password with the old one; every session ends with it", async () => {
  const account = { id: 'own', name: '本人', post: '', unit: '', roles: ['officer'], demo: false } as const
  await stand.deps.accounts.create(account, PASSWORD)
  const own = stand.browser((await stand.deps.accounts.signIn('own', PASSWORD, HOUR_MS))!.token)
  const next = '另一个足够长的口令'
  expect((await own('POST', '/api/accounts/own/password', { password: next, current: 'guess' })).status).toBe(401)
  expect((await own('POST', '/api/accounts/lin/password', { password: next, current: PASSWORD })).status).toBe(403)
  expect((await own('POST', '/api/accounts/own/password', { password: next, current: PASSWORD })).body).toMatchObject({
    code: 'account/weak-password', // nine characters
  })
  expect((await own('POST', '/api/accounts/own/password', { password: `${next}！`, current: PASSWORD })).status).toBe(
    204,
  )
  expect((await own('GET', '/api/status')).status).toBe(401)
})

test('the house keeps an administrator', async () => {
  const root = await stand.as('root')
  expect((await root('PUT', '/api/accounts/root', { roles: ['officer'] })).body).toMatchObject({
    code: 'desk/last-administrator',
  })
})

test('every page carries a policy with a nonce of its own, and index.html the same one', async () => {
  const nonce = (policy: unknown) => /style-src 'self' 'nonce-([^']+)'/.exec(String(policy))?.[1]
  const first = await stand.app.inject({ method: 'GET', url: '/cases/AJ-2026-0001' })
  const second = await stand.app.inject({ method: 'GET', url: '/' })
  const policy = String(first.headers['content-security-policy'])
  for (const part of ["default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
    expect(policy).toContain(part)
  }
  expect(policy).not.toContain('unsafe')
  expect(first.body).toContain(`content="${nonce(policy)}"`)
  expect(nonce(second.headers['content-security-policy'])).not.toBe(nonce(policy))
  expect(first.headers['x-content-type-options']).toBe('nosniff')
  expect((await stand.app.inject({ method: 'GET', url: '/a.js' })).body).toBe('export {}')
  expect((await stand.app.inject({ method: 'GET', url: '/index.html' })).body).not.toContain('__NONCE__')
  expect((await stand.app.inject({ method: 'GET', url: '/../../etc/passwd' })).body).not.toContain('root:')
  expect((await stand.app.inject({ method: 'GET', url: '/api/nothing' })).json()).toMatchObject({ status: 404 })
})

test('the documentation page works under its own policy, and every route is described', async () => {
  const page = await stand.app.inject({ method: 'GET', url: '/api/docs/' })
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>\s*\S/) // no inline script to be blocked
  expect(String(page.headers['content-security-policy'])).toContain("style-src 'self' 'unsafe-inline'")
  const { paths } = (await stand.app.inject({ method: 'GET', url: '/api/openapi.json' })).json()
  expect(Object.keys(paths).length).toBeGreaterThan(45)
  for (const methods of Object.values(paths as Record<string, Record<string, { summary?: string }>>)) {
    for (const route of Object.values(methods)) expect(route.summary).toMatch(/\p{Script=Han}/u)
  }
})

test('a form that does not fit is a 400 that names the field', async () => {
  const officer = await stand.as('lin')
  const answer = await officer('POST', '/api/alerts/a/snooze', { version: '1', until: 5 })
  expect(answer.body).toMatchObject({ code: 'http/bad-request', status: 400 })
  expect(String(answer.body.detail)).toContain('version')
  expect((await officer('POST', '/api/alerts/a/claim', { version: 1, extra: true })).status).toBe(400)
  expect((await officer('GET', '/api/alerts?tab=everything')).status).toBe(400)
})
