import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pageIdentity } from './url-identity.ts'

test.each([
  ['the same page over https', 'http://www.a.example/n/7.html', 'https://www.a.example/n/7.html', true],
  [
    'the face for phones',
    'https://m.a.example/n/20261124_7.shtml',
    'https://www.a.example/2026/20261124_7.shtml',
    true,
  ],
  ['an AMP page by its folder', 'https://a.example/amp/bridge-closed', 'https://a.example/bridge-closed', true],
  ['an AMP page by its ending', 'https://a.example/n/7-amp.html', '/n/7.html', true],
  ['an AMP page by a parameter', 'https://a.example/n/7?amp', '/n/7', true],
  ['a longer name of the same item', 'https://a.example/n/7', 'https://a.example/n/7/bridge-closed', true],
  ['a query that a path stands for', 'https://a.example/show?id=7', '/show/7', true],
  ['tracking that the link still has', 'https://a.example/n/7?spm=1', 'https://a.example/n/7?spm=2', true],
  ['one link for all pages: the front page', 'https://a.example/n/7.html', 'https://a.example/', false],
  ['one link for all pages: the list', 'https://a.example/n/7.html', 'https://a.example/n/', false],
  ['one link for all pages: the program', 'https://a.example/show?id=7', 'https://a.example/show', false],
  ['one link for all pages: the folder of the day', 'https://a.example/2026/foo', 'https://a.example/2026/', false],
  ['the first of several pages', 'https://a.example/n/7?page=2', 'https://a.example/n/7', false],
  ['another article', 'https://a.example/n/7.html', 'https://a.example/n/71.html', false],
  ['another site', 'https://a.example/n/7.html', 'https://b.example/n/7.html', false],
  ['no address', 'https://a.example/n/7.html', 'javascript:void(7)', false],
  ['a front page that names an article', 'https://a.example/', 'https://a.example/n/7.html', false],
])('%s', (_why, found, canonical, believed) => {
  expect(pageIdentity(found, canonical)).toBe(
    believed ? pageIdentity(new URL(canonical, found).href, null) : pageIdentity(found, null),
  )
})

test('without a canonical link a page is where it was found; what is no address is nothing', () => {
  expect(pageIdentity('https://a.example/n/7.html?utm_source=x#top', null)).toBe('https://a.example/n/7.html')
  expect(pageIdentity('https://a.example/n/7.html', ' ')).toBe('https://a.example/n/7.html')
  expect(pageIdentity('mailto:a@b.example', null)).toBeNull()
})

test('pages of different items stay apart even if all give the same canonical link', () => {
  const id = fc.stringMatching(/^[a-z0-9]{1,12}$/).filter(word => word !== 'amp')
  const shape = fc.constantFrom<(word: string) => string>(
    word => `/n/${word}`,
    word => `/n/${word}.html`,
    word => `/show?id=${word}`,
    word => `/show?cat=1&id=${word}`,
    word => `/2026/11/24/${word}/`,
  )
  fc.assert(
    fc.property(id, id, shape, fc.webPath(), (a, b, at, path) => {
      fc.pre(a !== b)
      const [one, other] = [a, b].map(word => pageIdentity(`https://a.example${at(word)}`, path))
      expect(one === other).toBe(false)
    }),
  )
})
