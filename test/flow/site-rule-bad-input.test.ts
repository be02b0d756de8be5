import { afterAll, beforeAll, expect } from 'vitest'
import { badInput } from '../arch/bad-input.ts'
import type { Browser } from './browser.ts'
import { type FlowHouse, openFlowHouse } from './house.ts'

let house: FlowHouse
let admin: Browser

beforeAll(async () => {
  house = await openFlowHouse()
  await house.addPerson({ id: 'root', name: '管理员', roles: ['admin'] })
  admin = await house.as('root')
})
afterAll(() => house.close())

const form = (change: object) => {
  const none = { title: null, text: null, publishedAt: null, outlet: null, authors: null, drop: [] }
  return { rule: { host: 'news.yunzhou.example', path: null, ...none, ...change } }
}
/** Refused with the code, and nothing of it in the ledger. */
async function refusedWithoutTrace(change: object, code: string): Promise<void> {
  const before = (await house.ports.ledger.head()).position
  await admin.refused('/api/site-rules', form(change), code)
  expect((await house.ports.ledger.head()).position).toBe(before)
  expect(house.records.list('site-rule')).toEqual([])
}

badInput(
  { input: '网站规则的选择器写错', code: 'site-rule/bad-selector', kept: '规则不保存，原有规则照旧；答复指出是哪一处' },
  async () => {
    for (const title of ['h1..title', 'p:has(b)', 'div[', 'p ~ p', '<b>'])
      await refusedWithoutTrace({ title }, 'site-rule/bad-selector')
  },
)

badInput(
  {
    input: '网站规则在最近采集的网页上一处也对不上',
    code: 'site-rule/matches-nothing',
    kept: '规则不保存，除非写明理由；网页仍按样式识别',
  },
  async () => {
    await refusedWithoutTrace({ title: '.no-such-title' }, 'site-rule/matches-nothing')
  },
)
