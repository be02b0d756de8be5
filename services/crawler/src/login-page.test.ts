import { expect, test } from 'vitest'
import { isLoginPage } from './login-page.ts'

const page = (html: string, sent = false) => ({
  url: 'http://a.example/xw/1.html',
  finalUrl: sent ? 'http://a.example/passport/login?back=1' : 'http://a.example/xw/1.html',
  contentType: 'text/html; charset=utf-8',
  bytes: new TextEncoder().encode(html),
})
const FORM = '<form action="/login"><input name=user><input type="password" name=pw><button>登录</button></form>'
const NEWS = `<p>${'云州市交通运输局召开公交线网优化座谈会，听取市民对三路公交改线的意见。'.repeat(15)}</p>`

test.each([
  [
    'a form for a password and nothing else',
    page(`<html><title>统一身份认证</title><body>${FORM}</body></html>`),
    true,
  ],
  ['sent to the log-in, which shows a code to scan', page('<html><body><h1>扫码登录</h1></body></html>', true), true],
  ['news with a log-in form in its corner', page(`<html><body>${FORM}${NEWS}</body></html>`), false],
  [
    'short news of a log-in trouble',
    page('<html><body><h1>公交卡小程序无法登录</h1><p>已修复。</p></body></html>'),
    false,
  ],
  ['words hidden in scripts are not text', page(`<html><script>${NEWS}</script><body>${FORM}</body></html>`), true],
  ['a body that is no page', page('{"type":"password"}'), false],
  ['nothing', page(''), false],
])('%s: %s', (_, fetched, login) => expect(isLoginPage(fetched)).toBe(login))

test('a page of half a megabyte of open brackets is judged at once', () => {
  const began = performance.now()
  isLoginPage(page(`${FORM}${'<script '.repeat(60_000)}`))
  isLoginPage(page(`${'<input '.repeat(70_000)}`))
  expect(performance.now() - began).toBeLessThan(1500)
})
