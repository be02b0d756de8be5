import * as embedded from '@guanlan/embedded'
import { expect, test } from 'vitest'
import { openStand, PASSWORD } from './stand.ts'

test('the first account needs the code from the terminal, and there is only one first account', async () => {
  const stand = await openStand(embedded, [], { settings: { setupCode: '7214-0938' } })
  const browser = stand.browser('')
  expect((await browser('GET', '/api/session')).body).toMatchObject({ account: null, needsSetup: true })
  const form = { id: 'first', name: '林晓舟', post: '科长', unit: '办公室', password: PASSWORD }
  expect((await browser('POST', '/api/setup', { ...form, code: '0000' })).body).toMatchObject({
    code: 'desk/wrong-setup-code',
  })
  expect((await browser('POST', '/api/setup', { ...form, code: '7214-0938', password: 'short' })).status).toBe(422)
  const both = await Promise.all([
    browser('POST', '/api/setup', { ...form, code: '7214-0938' }),
    browser('POST', '/api/setup', { ...form, id: 'second', code: '7214-0938' }),
  ])
  expect(both.map(answer => answer.status).toSorted()).toEqual([201, 409])
  expect((await browser('GET', '/api/session')).body).toMatchObject({ needsSetup: false })
  const { commits } = await stand.deps.ledger.history('account', 'first')
  expect(JSON.stringify(commits)).not.toContain(PASSWORD)
  expect(commits[0]?.moves[0]).toMatchObject({ type: 'created', body: { roles: ['admin', 'officer', 'analyst'] } })
  await stand.close()
})
