import { gzipSync } from 'node:zlib'
import { afterEach, expect } from 'vitest'
import { badInput } from '../arch/bad-input.ts'
import { crawlHouse, type Route, sourceOf, type TestSite, testSite } from './crawl-house.ts'

const open: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})

const ITEM =
  '<item><guid>n1</guid><title>公交调整</title><link>/n/1.html</link><pubDate>Tue, 24 Nov 2026 00:14:09 GMT</pubDate><description>三路公交改道，请市民留意站牌。</description></item>'
const rss = (items: string) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>云州</title>${items}</channel></rss>`
/** 公交调整 in GBK. */
const GBK_TITLE = [0xb9, 0xab, 0xbd, 0xbb, 0xb5, 0xf7, 0xd5, 0xfb]
const GBK_TEXT = [
  0xc8, 0xfd, 0xc2, 0xb7, 0xb9, 0xab, 0xbd, 0xbb, 0xb8, 0xc4, 0xb5, 0xc0, 0xa3, 0xac, 0xc7, 0xeb, 0xca, 0xd0, 0xc3,
  0xf1, 0xc1, 0xf4, 0xd2, 0xe2, 0xd5, 0xbe, 0xc5, 0xc6, 0xa1, 0xa3,
]

async function crawled(
  kind: 'rss' | 'list' | 'weibo-json',
  route: Route,
  more: (site: TestSite) => void = () => {},
  options = {},
) {
  const site = await testSite()
  const house = await crawlHouse(site, options)
  open.push(site.close, () => house.close())
  site.routes.set('/s', route)
  more(site)
  house.sources.set('s', sourceOf(site, kind, '/s'))
  return { house, site, health: await house.crawler.crawl(`test-${kind}`) }
}

const answer =
  (headers: Record<string, string>, body: string | Uint8Array): Route =>
  (_, response) =>
    response.writeHead(200, headers).end(body)

badInput({ input: '中途截断、标签不闭合的订阅', code: '—', kept: '截断之前的条目全部采集' }, async () => {
  const { house, health } = await crawled('rss', rss(`${ITEM}<item><title>半`).slice(0, -28))
  expect(health.lastError).toBeNull()
  expect((await house.raws(1))[0]).toMatchObject({ title: '公交调整', text: '三路公交改道，请市民留意站牌。' })
})

badInput({ input: '标签残缺的文章网页', code: '—', kept: '标题与正文照常取出' }, async () => {
  const broken =
    '<html><title>公交调整公告</title><body><h1>公交调整公告</h1><div class=content><p>三路公交今日起改道，请市民留意站牌。<p>改道期间<b>末班车时间不变。</div></td><script>alert(1)'
  const { house } = await crawled('list', '<a href="/n/20261124.html">公交调整公告全文</a>', site =>
    site.routes.set('/n/20261124.html', broken),
  )
  expect((await house.raws(1))[0]).toMatchObject({
    title: '公交调整公告',
    text: '三路公交今日起改道，请市民留意站牌。\n改道期间末班车时间不变。',
  })
})

badInput(
  {
    input: '订阅地址返回登录页',
    code: 'extract/not-a-feed',
    kept: '此前的条目不受影响；信源记为失败，不算“没有新消息”',
  },
  async () => {
    const { health } = await crawled(
      'rss',
      answer(
        { 'content-type': 'application/rss+xml' },
        '<!doctype html><html><body><form>请登录后访问</form></body></html>',
      ),
    )
    expect(health).toMatchObject({ lastError: 'extract/not-a-feed', failuresInRow: 1, lastSuccessAt: null })
  },
)

badInput(
  { input: '列表页上找不到任何文章链接', code: 'crawl/no-links', kept: '网页原件存证；信源记为失败' },
  async () => {
    expect((await crawled('list', '<html><body>网站升级中</body></html>')).health).toMatchObject({
      lastError: 'crawl/no-links',
    })
  },
)

badInput({ input: '实为 GBK 却声明 UTF-8', code: '—', kept: '按字节改判编码后正确读出' }, async () => {
  const latin = (bytes: readonly number[]) => String.fromCharCode(...bytes)
  const text = rss(ITEM.replace('公交调整', latin(GBK_TITLE)).replace(/三路.*?。/, latin(GBK_TEXT))).replaceAll(
    '云州',
    '',
  )
  const bytes = Uint8Array.from([...text].map(char => char.charCodeAt(0)))
  const { house } = await crawled('rss', answer({ 'content-type': 'text/xml; charset=utf-8' }, bytes))
  expect((await house.raws(1))[0]).toMatchObject({ title: '公交调整', text: '三路公交改道，请市民留意站牌。' })
})

badInput({ input: '实为 UTF-8 却声明 GBK', code: '—', kept: '按字节改判编码后正确读出' }, async () => {
  const { house } = await crawled('rss', answer({ 'content-type': 'text/xml; charset=gbk' }, rss(ITEM)))
  expect((await house.raws(1))[0]).toMatchObject({ title: '公交调整' })
})

badInput({ input: '条目标题为空', code: '—', kept: '有正文即采集，标题留空' }, async () => {
  const { house } = await crawled('rss', rss(ITEM.replace('公交调整', '')))
  expect((await house.raws(1))[0]).toMatchObject({ title: '', text: '三路公交改道，请市民留意站牌。' })
})

badInput({ input: '订阅把同一条目列了两次', code: '—', kept: '只采集一次' }, async () => {
  const { house, health } = await crawled('rss', rss(`${ITEM}${ITEM}`))
  expect(health).toMatchObject({ lastError: null, itemsTotal: 1 })
  expect(await house.raws(1)).toHaveLength(1)
})

badInput({ input: '发布时间在未来', code: '—', kept: '按原样记录所述时间，排序只用采集时间' }, async () => {
  const { house } = await crawled('rss', rss(ITEM.replace('2026 00:14:09', '2031 00:14:09')))
  const [raw] = await house.raws(1)
  expect(raw!.publishedAt).toBeGreaterThan(raw!.fetchedAt)
})

badInput({ input: '50 MB 的网页', code: 'fetch/too-large', kept: '什么也不保留；读到 8 MB 即断开' }, async () => {
  const { health } = await crawled('rss', answer({}, Buffer.alloc(50_000_000, 'x')))
  expect(health.lastError).toBe('fetch/too-large')
})

badInput(
  { input: '压缩炸弹：几十 KB 展开为 60 MB', code: 'fetch/bomb', kept: '什么也不保留；展开到约 1 MB 即断开' },
  async () => {
    const { health } = await crawled('rss', answer({ 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(60_000_000))))
    expect(health.lastError).toBe('fetch/bomb')
  },
)

badInput({ input: '循环跳转', code: 'fetch/redirect-loop', kept: '什么也不保留；最多跟随五次' }, async () => {
  const { health, site } = await crawled(
    'rss',
    (_, response) => response.writeHead(302, { location: '/t' }).end(),
    site => site.routes.set('/t', (_, response) => response.writeHead(302, { location: '/s' }).end()),
  )
  expect(health.lastError).toBe('fetch/redirect-loop')
  expect(site.asked.filter(url => url !== '/robots.txt')).toEqual(['/s', '/t'])
})

badInput(
  { input: '跳转到内网地址', code: 'fetch/private-address', kept: '什么也不保留；连接在发送之前断开' },
  async () => {
    const { health } = await crawled('rss', (_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.2:9/meta' }).end(),
    )
    expect(health.lastError).toBe('fetch/private-address')
  },
)

badInput(
  { input: '信源指向内网地址且未列入允许清单', code: 'fetch/private-address', kept: '什么也不保留；没有请求发出' },
  async () => {
    const { health, site } = await crawled('rss', rss(ITEM), () => {}, { allowed: false })
    expect(health.lastError).toBe('fetch/private-address')
    expect(site.asked).toEqual([])
  },
)

badInput({ input: '内容类型说谎：声明 image/png，实为订阅', code: '—', kept: '按字节识别，照常采集' }, async () => {
  const { house } = await crawled('rss', answer({ 'content-type': 'image/png' }, rss(ITEM)))
  expect(await house.raws(1)).toHaveLength(1)
})

badInput({ input: '内容类型说谎：声明 text/html，实为压缩包', code: 'crawl/not-text', kept: '原件存证' }, async () => {
  const { health } = await crawled(
    'list',
    answer({ 'content-type': 'text/html' }, Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0, 1, 2)),
  )
  expect(health.lastError).toBe('crawl/not-text')
})

badInput({ input: '正文中有空字符与控制字符', code: '—', kept: '去掉这些字符后照常采集' }, async () => {
  const { house } = await crawled('rss', rss(ITEM.replace('公交调整', '公\u0000交\u0008调\u202e整')))
  expect((await house.raws(1))[0]).toMatchObject({ title: '公交调整' })
})

badInput({ input: '嵌套五千层的 JSON', code: 'extract/too-deep', kept: '原件存证；解析之前即拒绝' }, async () => {
  expect((await crawled('weibo-json', `{"statuses":${'['.repeat(5000)}${']'.repeat(5000)}}`)).health).toMatchObject({
    lastError: 'extract/too-deep',
  })
})

badInput({ input: '帖子接口返回残缺 JSON', code: 'extract/not-json', kept: '原件存证；下次再取' }, async () => {
  expect((await crawled('weibo-json', '{"statuses":[{"id":1')).health).toMatchObject({ lastError: 'extract/not-json' })
})

badInput(
  { input: '慢速滴流，永不结束的网页', code: 'fetch/timeout', kept: '什么也不保留；到时限断开，稍后重试' },
  async () => {
    const { health } = await crawled(
      'rss',
      (_, response) => {
        response.writeHead(200)
        const drip = setInterval(() => response.write('.'), 20)
        response.on('close', () => clearInterval(drip))
      },
      () => {},
      { deadlineMs: 200 },
    )
    expect(health.lastError).toBe('fetch/timeout')
  },
)

badInput({ input: '对方以 429 要求稍候', code: 'fetch/busy', kept: '什么也不丢；按对方所说的时间再去' }, async () => {
  const { health } = await crawled('rss', (_, response) => response.writeHead(429, { 'retry-after': '120' }).end())
  expect(health).toMatchObject({ lastError: 'fetch/busy', failuresInRow: 1 })
})

badInput(
  { input: '只有脚本、没有文字的空壳网页', code: 'crawl/empty-page', kept: '原件存证；该页不再重取' },
  async () => {
    const shell = '<html><body><div id="app"></div><script src="/app.js"></script></body></html>'
    const { health, house } = await crawled('list', '<a href="/n/20261124.html">公交调整公告全文</a>', site =>
      site.routes.set('/n/20261124.html', shell),
    )
    expect(health.lastError).toBe('crawl/empty-page')
    expect(house.handed()).toBe(0)
  },
)

badInput(
  { input: '对方半途关闭连接，页面没有收全', code: 'fetch/cut-short', kept: '什么也不保留；稍后重试' },
  async () => {
    const { health } = await crawled('rss', (_, response) => {
      response.writeHead(200, { 'content-length': '9999' })
      response.write(rss(ITEM), () => response.socket!.end())
    })
    expect(health).toMatchObject({ lastError: 'fetch/cut-short', errors: { 'fetch/cut-short': 1 } })
  },
)

badInput(
  { input: '应答头部没有尽头', code: 'fetch/headers-too-large', kept: '什么也不保留；读到 32 KB 即断开' },
  async () => {
    const { health } = await crawled('rss', (_, response) => {
      response.socket!.write('HTTP/1.1 200 OK\r\n')
      for (let i = 0; i < 60; i++) response.socket!.write(`X-${i}: ${'a'.repeat(1000)}\r\n`)
    })
    expect(health.lastError).toBe('fetch/headers-too-large')
  },
)

badInput(
  { input: '压缩包里还是压缩包', code: 'fetch/bomb', kept: '展开两层之内的照常读；炸弹在约 1 MB 处断开' },
  async () => {
    const honest = await crawled('rss', answer({ 'content-encoding': 'gzip' }, gzipSync(gzipSync(rss(ITEM)))))
    expect(honest.health).toMatchObject({ lastError: null, itemsTotal: 1 })
    const bomb = gzipSync(gzipSync(Buffer.alloc(60_000_000)))
    const { health } = await crawled('rss', answer({ 'content-encoding': 'gzip, gzip' }, bomb))
    expect(health.lastError).toBe('fetch/bomb')
  },
)

badInput(
  {
    input: '域名先指向公网、核对之后改指内网（DNS 重绑定）',
    code: 'fetch/private-address',
    kept: '什么也不保留；实际拨号的地址每次核对，没有连接发出',
  },
  async () => {
    const site = await testSite()
    let looked = 0
    const house = await crawlHouse(site, {
      allowed: false,
      guard: {
        lookup: (_, options, callback) => {
          looked++
          if (options.all) callback(null, [{ address: '127.0.0.1', family: 4 }])
          else callback(null, '127.0.0.1', 4)
        },
        // public when it was first looked at (robots.txt was read), of the house ever after
        isClosed: address => address === '127.0.0.1' && looked > 1,
      },
    })
    open.push(site.close, () => house.close())
    site.routes.set('/robots.txt', (_, response) => response.writeHead(404, { connection: 'close' }).end())
    site.routes.set('/s', rss(ITEM))
    const url = `http://rebind.yunzhou.example:${new URL(site.origin).port}/s`
    house.sources.set('s', sourceOf(site, 'rss', '/s', { url, crawlDelayMs: null }))
    expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastAttemptAt: expect.any(Number) })
    house.clock.advance(5000)
    const health = await house.crawler.crawl('test-rss')
    expect(health).toMatchObject({ lastError: 'fetch/private-address', itemsTotal: 0 })
    expect(site.asked).toEqual(['/robots.txt'])
  },
)

badInput(
  { input: '跳转到云主机元数据地址', code: 'fetch/private-address', kept: '什么也不保留；没有连接发出' },
  async () => {
    for (const location of [
      'http://169.254.169.254/latest/meta-data/',
      'http://2852039166/',
      'http://[fd00:ec2::254]/',
    ]) {
      const { health } = await crawled('rss', (_, response) => response.writeHead(302, { location }).end())
      expect(health.lastError).toBe('fetch/private-address')
    }
  },
)

badInput(
  { input: '状态 200 的登录页', code: 'crawl/login-page', kept: '什么也不保留；不登录，信源记为失败' },
  async () => {
    const login =
      '<html><head><title>统一身份认证</title></head><body><form action="/sso/login"><input name="user"><input type="password" name="pw"><button>登录</button></form><a href="/forget.html">忘记密码怎么办</a></body></html>'
    const { health, house } = await crawled('list', login)
    expect(health).toMatchObject({ lastError: 'crawl/login-page', errors: { 'crawl/login-page': 1 } })
    expect(house.handed()).toBe(0)
  },
)

badInput(
  { input: '采集规则（robots）反复变化', code: 'crawl/robots', kept: '不许时一页也不取，许可后接着采；每次都有记录' },
  async () => {
    const { house, site } = await crawled('rss', rss(ITEM))
    const day = 24 * 60 * 60 * 1000 + 60_000
    for (const [rules, code] of [
      ['User-agent: *\nDisallow: /', 'crawl/robots'],
      ['User-agent: *\nAllow: /', null],
      ['User-agent: GuanlanBot\nDisallow: /s', 'crawl/robots'],
    ] as const) {
      site.routes.set('/robots.txt', rules)
      site.asked.length = 0
      house.clock.advance(day)
      expect(await house.crawler.crawl('test-rss')).toMatchObject({ lastError: code })
      expect(site.asked).toEqual(code === null ? ['/robots.txt', '/s'] : ['/robots.txt'])
    }
    expect(house.crawler.health()[0]).toMatchObject({ errors: { 'crawl/robots': 2 }, itemsTotal: 1 })
  },
)

badInput(
  { input: '429 而不说要等多久', code: 'fetch/busy', kept: '什么也不丢；一分钟后再去，再遇则加倍，最长一小时' },
  async () => {
    const { house, health } = await crawled('rss', (_, response) => response.writeHead(429).end())
    expect(health).toMatchObject({ lastError: 'fetch/busy', holding: { reason: 'asked' } })
    const waits: number[] = []
    for (let i = 0; i < 4; i++) {
      const { holding } = house.crawler.health()[0]!
      waits.push(Math.floor((holding!.until - house.clock.now()) / 60_000))
      house.clock.advance(holding!.until - house.clock.now())
      await house.crawler.crawl('test-rss')
    }
    expect(waits).toEqual([1, 2, 4, 8])
    expect(house.crawler.health()[0]).toMatchObject({ errors: { 'fetch/busy': 5 } })
  },
)

badInput({ input: '日历或翻页没有尽头', code: 'crawl/trap', kept: '其余新闻照常采集；略过的网址计数' }, async () => {
  const article =
    '<html><body><h1>公交调整公告</h1><div class=content><p>三路公交今日起改道，请市民留意站牌，改道期间末班车时间不变。</p></div></body></html>'
  const month = (n: number) => `<li><a href="/calendar/${2028 + n}/01/01.html">云州交通活动日历之第${n}页</a></li>`
  const body = `<ul><li><a href="/n/20261124.html">公交调整公告全文</a></li>${Array.from({ length: 20 }, (_, n) => month(n)).join('')}</ul>`
  const site = await testSite()
  const house = await crawlHouse(site)
  open.push(site.close, () => house.close())
  site.routes.set('/s', body)
  site.routes.set('/n/20261124.html', article)
  house.sources.set('s', sourceOf(site, 'list', '/s', { linkPattern: '\\.html$' }))
  expect(await house.crawler.crawl('test-list')).toMatchObject({
    lastError: null,
    itemsTotal: 1,
    errors: { 'crawl/trap': 20 },
  })
})
