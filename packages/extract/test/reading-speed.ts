/**
 * How long `parsePage` takes beside a bare `cheerio.load` of the same pages in the same run, and what memory it leaves behind.
 *
 *   node packages/extract/test/reading-speed.ts [FOLDER] [--rounds N] [--memory N]
 *
 * Pages are of our own making: articles, a thread, a list, a manual. With FOLDER, every `.html` and `.html.gz` under it is read as well
 * (as UTF-8: the time counts, not the words). Time is processor time of this thread, so that a busy machine does not enter into it.
 * --memory N reads N pages in all and prints the heap after every tenth of them.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { load } from 'cheerio'
import { parsePage } from '../src/page.ts'

const many = (count: number, one: (i: number) => string) => Array.from({ length: count }, (_, i) => one(i)).join('')
const sentence = (i: number) =>
  `第${i + 1}段：云州市交通运输局表示，长虹桥养护工程按期推进，请过往车辆按标线行驶，注意限高限重。`
const frame = (title: string, inner: string) =>
  `<html><head><title>${title}_云州新闻网</title><script>${'var 统计 = {};'.repeat(400)}</script></head><body><div class="nav">${many(60, i => `<a href="/c/${i}">频道${i}</a>`)}</div>${inner}<div class="side"><ul>${many(40, i => `<li><a href="/n/${i}.html">另一条新闻的标题，说的是第${i}件事</a></li>`)}</ul></div><div class="footer">主办：云州新闻网</div></body></html>`

const OURS: readonly string[] = [
  frame(
    '长虹桥养护工程',
    `<h1>长虹桥养护工程</h1><div>2026-11-24 08:14 来源：云州晚报</div><div class="content">${many(30, i => `<p>${sentence(i)}</p>`)}</div>`,
  ),
  frame(
    '三路公交等了四十分钟',
    `<h1>三路公交等了四十分钟</h1><div class="postlist">${many(40, i => `<div class="post" id="p${i}"><a class="author" href="/space-uid-${i}.html">网友${i}</a> 2026-11-2${i % 10} 08:${10 + i} ${i + 1}楼<div class="post-content">${sentence(i)}</div></div>`)}</div>`,
  ),
  frame(
    '通知公告',
    `<h1>通知公告</h1><ul class="list">${many(80, i => `<li class="row"><a href="./t2026112${i % 10}_${i}.html">关于第${i}号桥梁养护期间交通管制的通告</a><span>2026-11-${10 + (i % 20)}</span></li>`)}</ul>`,
  ),
  frame(
    '数据上报',
    `<main class="docs-content"><h1>数据上报</h1>${many(20, i => `<h2>第${i}节</h2><p>${sentence(i)}</p><pre>POST /positions/${i}</pre>`)}</main>`,
  ),
]

function pagesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.html(?:\.gz)?$/.test(name))
    .map(name => {
      const bytes = readFileSync(join(folder, name))
      return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
    })
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

function timed(pages: readonly string[], read: (html: string) => unknown): number {
  const startedAt = processorMs()
  for (const html of pages) read(html)
  return processorMs() - startedAt
}

function speed(name: string, pages: readonly string[], rounds: number): void {
  let bare = 0
  let whole = 0
  for (let round = -1; round < rounds; round++) {
    const [once, twice] = [timed(pages, html => load(html)), timed(pages, html => parsePage(html))]
    if (round < 0) continue // the first round warms up
    bare += once
    whole += twice
  }
  const each = (ms: number) => (ms / pages.length / rounds).toFixed(2)
  console.log(
    `${name}: ${pages.length} pages, cheerio.load ${each(bare)} ms, parsePage ${each(whole)} ms, ratio ${(whole / bare).toFixed(2)}`,
  )
}

function memory(pages: readonly string[], count: number): void {
  for (let i = 0; i < count; i++) {
    parsePage(pages[i % pages.length]!)
    if ((i + 1) % Math.ceil(count / 10) !== 0) continue
    const { heapUsed, rss } = process.memoryUsage()
    console.log(`${i + 1} pages read: heap ${Math.round(heapUsed / 1e6)} MB, resident ${Math.round(rss / 1e6)} MB`)
  }
}

const given = process.argv.slice(2)
const figure = (flag: string, otherwise: number) =>
  given.includes(flag) ? Number(given[given.indexOf(flag) + 1]) : otherwise
const folder = given[0]?.startsWith('--') ? undefined : given[0]
speed('ours', OURS, figure('--rounds', 3) * 20)
const found = folder === undefined ? [] : pagesUnder(folder)
if (found.length > 0) speed('folder', found, figure('--rounds', 3))
if (given.includes('--memory')) memory(found.length > 0 ? found : OURS, figure('--memory', 10_000))
