import { expect, test } from 'vitest'
import { parsePage } from './page.ts'

const TEXT = '云州市公交集团今天起增开两条夜间线路，末班车延长到凌晨一时，票价不变。'
const state = (detail: object) => `<script>window.__INITIAL_STATE__=${JSON.stringify({ detail })}</script>`
const detail = {
  title: '夜间公交增开两条线路',
  publishTime: '2026-11-20 09:30:00',
  content: `<p>${TEXT.repeat(3)}</p>`,
  source: '云州晚报',
}
const shell = (inside: string) =>
  `<html><head><title>夜间公交增开两条线路_云州网</title></head><body><div id="app"></div><a href="/">首页</a>${inside}<script src="/app.js"></script></body></html>`

test('a shell is read from its data, each field with that origin', () => {
  const page = parsePage(shell(state(detail)))
  expect(page).toMatchObject({
    kind: 'article',
    title: detail.title,
    text: TEXT.repeat(3),
    publishedAt: Date.UTC(2026, 10, 20, 1, 30),
    publishedRelative: false,
    outlet: '云州晚报',
    needsBrowser: false,
    origins: {
      title: { from: 'state' },
      text: { from: 'state' },
      publishedAt: { from: 'state' },
      outlet: { from: 'state' },
    },
  })
})

test('without data it needs a browser', () => {
  expect(parsePage(shell(''))).toMatchObject({ text: '', needsBrowser: true })
})

test('what a rule of the site gave stays; a rule that names the text is never overruled', () => {
  const html = shell(`<h3 class="t">规则的标题</h3>${state(detail)}`)
  const page = parsePage(html, { selectors: { title: '.t' } })
  expect(page).toMatchObject({
    title: '规则的标题',
    text: TEXT.repeat(3),
    origins: { title: { from: 'rule' }, text: { from: 'state' } },
  })
  expect(parsePage(html, { selectors: { text: '.t' } }).text).toBe('规则的标题')
})

test('a short notice beside the data of another article stays what it is', () => {
  const notice = `<html><head><title>停水通知_云州网</title></head><body><h1>停水通知</h1><div class="content"><p>今晚八时起凤鸣路停水，请提前储水。</p></div>${state(detail)}</body></html>`
  expect(parsePage(notice)).toMatchObject({ title: '停水通知', text: '今晚八时起凤鸣路停水，请提前储水。' })
})
