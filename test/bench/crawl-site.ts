/** `node crawl-site.ts PAGES`: a news site of its own process, the same for whoever crawls it. Prints its port. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const PER_LIST = 50
const pages = Number(process.argv[2])

const PLACES = ['澄江路', '望湖桥', '云州东站', '老城环线', '学府路口', '西山隧道', '滨河大道', '长塘镇']
const MATTERS = [
  '公交三路临时改道',
  '路面坑槽修补',
  '出租汽车计价器检定',
  '客运班线恢复',
  '非机动车道施工围挡',
  '夜间桥梁检测',
]

/** About 1,200 characters of text in a page of some 20 KB, as news pages go: navigation, the article, what else there is. */
function article(n: number): string {
  const place = PLACES[n % PLACES.length]!
  const matter = MATTERS[n % MATTERS.length]!
  const title = `${place}${matter}的通告（第${n}号）`
  const paragraph = (at: number) =>
    `<p>　　${place}${matter}自本月${(at % 27) + 1}日起实施，编号${n}之${at}。市交通运输局提醒市民提前安排出行，留意现场标志，服从现场人员指挥，有疑问的可以拨打12328交通运输服务监督热线反映，工作人员将在规定时限内答复。</p>`
  const body = Array.from({ length: 14 }, (_, at) => paragraph(at)).join('\n')
  const related = Array.from({ length: 40 }, (_, at) => {
    const other = (n + at + 1) % pages
    return `<li><a href="/n/2026/${100000 + other}.html">${PLACES[other % PLACES.length]}${MATTERS[other % MATTERS.length]}的通告（第${other}号）</a></li>`
  }).join('')
  const menu = Array.from({ length: 60 }, (_, at) => `<li class="m${at}"><a href="/c/${at}/">栏目${at}</a></li>`).join(
    '',
  )
  const script = `<script>var page=${n};${'window._q=window._q||[];_q.push(["track",page]);'.repeat(40)}</script>`
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}_云州在线</title>${script}</head><body><div class="nav"><ul>${menu}</ul></div><div class="main"><h1>${title}</h1><div class="info">2026-11-${String((n % 23) + 1).padStart(2, '0')} 0${n % 9}:30 来源：云州日报</div><div class="content">${body}</div></div><div class="side"><ul>${related}</ul></div><div class="foot">云州在线 版权所有</div></body></html>`
}

function list(page: number): string {
  const from = page * PER_LIST
  const links = Array.from({ length: Math.min(PER_LIST, pages - from) }, (_, at) => {
    const n = from + at
    return `<li><a href="/n/2026/${100000 + n}.html">${PLACES[n % PLACES.length]}${MATTERS[n % MATTERS.length]}的通告（第${n}号）</a><span>2026-11-20</span></li>`
  }).join('')
  const next = from + PER_LIST < pages ? `<a class="next" href="/list?page=${page + 2}">下一页</a>` : ''
  return `<!doctype html><html><head><meta charset="utf-8"><title>新闻_云州在线</title></head><body><ul class="list">${links}</ul>${next}</body></html>`
}

const built = Array.from({ length: pages }, (_, n) => Buffer.from(article(n)))
const server = createServer((request, response) => {
  const url = request.url ?? '/'
  const number = Number(/^\/n\/2026\/(\d+)\.html$/.exec(url)?.[1] ?? Number.NaN) - 100000
  const body = url.startsWith('/list') ? list(Number(/page=(\d+)/.exec(url)?.[1] ?? 1) - 1) : built[number]
  if (body === undefined) return response.writeHead(404).end()
  return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(body)
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
