import { absoluteUrl } from './item.ts'
import { type PageFindings, shortText } from './page-findings.ts'

const NEXT = /^[[【(（\s]*(?:下一?页|后一?页|next\s*page)[\])】）\s>›»→]*$/i
const PAGE_PARAMETERS = ['page', 'p', 'pageno', 'pagenum', 'pageindex', 'pg', 'pn', 'currentpage']

/** One way to read an address: its part without the page number, and the number. */
type Numbered = Readonly<{ base: string; number: number; named: boolean }> // named: by a parameter called page

/**
 * The address of the following page of the same article, or null. A link counts when it says 下一页 (or is the number that follows,
 * or `rel=next`) **and** leads to the same address but for the page's number: 下一篇, the next article, never does.
 */
export function nextPage({ links, nextLinks, scripts }: PageFindings, url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null
  const here = new URL(url)
  const said: string[] = []
  const hinted: string[] = [...nextLinks]
  const numbers: string[] = []
  for (const element of links) {
    const { href = '' } = element.attribs
    if (!/\d/.test(href)) continue
    const text = shortText(element, 20)
    if (text.length > 20) continue
    if (NEXT.test(text)) said.push(href)
    else if (/(?:^|\s)next(?:\s|$)/i.test(element.attribs.rel ?? '') || /^next\W*$/i.test(text)) hinted.push(href)
    else if (/^[[【(（\s]*\d{1,2}[\])】）\s]*$/.test(text)) numbers.push(href)
  }
  const first = (hrefs: readonly string[], sure: boolean) => {
    for (const href of hrefs) {
      const found = follows(here, absoluteUrl(href, url), sure)
      if (found !== null) return found
    }
    return null
  }
  return first(said, true) ?? first(drawn(scripts), true) ?? first(hinted, false) ?? first(numbers, true)
}

const DRAWN = /createPageHTML\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*["']([^"'\s]{1,200})["']\s*,\s*["']([a-z]{3,5})["']/

/** Page links that a script draws: many government sites call `createPageHTML(pages, this page from 0, name, ending)`. */
function drawn(scripts: PageFindings['scripts']): readonly string[] {
  for (const { text } of scripts) {
    if (!text.includes('createPageHTML')) continue
    const [, pages, at, name, ending] = DRAWN.exec(text) ?? []
    if (name !== undefined && Number(at) + 1 < Number(pages)) return [`${name}_${Number(at) + 1}.${ending}`]
  }
  return []
}

/**
 * `there` when it is the page right after `here`. Counting starts at 1 or, as some systems do, with `_1` for the second page. An
 * unsure hint (`rel=next` may be the next article) may not count on from a number that could be the article's own.
 */
function follows(here: URL, there: string | null, sure: boolean): string | null {
  if (there === null) return null
  const next = new URL(there)
  next.hash = ''
  if (next.host !== here.host) return null
  const ours = plain(here)
  for (const { base, number, named } of numberings(next)) {
    if (base === ours && (number === 1 || number === 2)) return next.href
    const before = numberings(here).some(one => one.base === base && one.number + 1 === number)
    if (before && (sure || named)) return next.href
  }
  return null
}

const plain = (url: URL) => `${url.pathname.replace(/\/$/, '')}?${url.searchParams}`

/** Every way to read a page number out of an address: `a_2.html`, `a-2.html`, `a/2`, `?page=2`. */
function numberings(url: URL): readonly Numbered[] {
  const found: Numbered[] = []
  const path = url.pathname.replace(/\/$/, '')
  const suffix = /^(.+)[_-](\d{1,2})(\.[a-z]{3,5})?$/i.exec(path)
  if (suffix)
    found.push({ base: `${suffix[1]}${suffix[3] ?? ''}?${url.searchParams}`, number: Number(suffix[2]), named: false })
  const segment = /^(.+)\/(\d{1,2})$/.exec(path)
  if (segment) found.push({ base: `${segment[1]}?${url.searchParams}`, number: Number(segment[2]), named: false })
  for (const key of url.searchParams.keys()) {
    const value = url.searchParams.get(key) ?? ''
    if (!PAGE_PARAMETERS.includes(key.toLowerCase()) || !/^\d{1,3}$/.test(value)) continue
    const rest = new URLSearchParams(url.searchParams)
    rest.delete(key)
    found.push({ base: `${path}?${rest}`, number: Number(value), named: true })
  }
  return found
}
