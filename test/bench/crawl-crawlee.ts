/**
 * `node crawl-crawlee.ts PORT FOLDER kept|not-kept`: crawlee's CheerioCrawler from a folder it was installed in, no robots, no delays,
 * its own concurrency; what it reads goes into its own storage on disk, its default, or nowhere. Its handler takes title, time and text
 * by the site's selectors. Prints the same figures as ours.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'

type Found = Readonly<{ text: () => string; length: number }>
type Context = Readonly<{
  request: Readonly<{ url: string }>
  $: (selector: string) => Found
  enqueueLinks: (options: Readonly<{ selector: string; strategy: string }>) => Promise<unknown>
  pushData: (item: object) => Promise<void>
}>
type Crawlee = Readonly<{
  CheerioCrawler: new (
    options: Readonly<{ requestHandler: (context: Context) => Promise<void>; respectRobotsTxtFile: boolean }>,
    configuration: object,
  ) => Readonly<{ run: (urls: readonly string[]) => Promise<unknown> }>
  Configuration: new (options: object) => object
  log: Readonly<{ setLevel: (level: number) => void }>
}>

const [port, folder, storage] = process.argv.slice(2) as [string, string, string]
const crawlee = createRequire(join(folder, 'package.json'))('@crawlee/cheerio') as Crawlee
crawlee.log.setLevel(0)
let pages = 0
const crawler = new crawlee.CheerioCrawler(
  {
    respectRobotsTxtFile: false,
    async requestHandler({ request, $, enqueueLinks, pushData }) {
      if (request.url.includes('/list')) {
        await enqueueLinks({ selector: 'ul.list a, a.next', strategy: 'all' })
        return
      }
      const item = { url: request.url, title: $('h1').text(), info: $('.info').text(), text: $('.content').text() }
      if (item.title === '' || item.text === '') throw new Error('nothing read')
      pages++
      await pushData(item)
    },
  },
  new crawlee.Configuration(storage === 'kept' ? {} : { persistStorage: false }),
)
const began = performance.now()
await crawler.run([`http://127.0.0.1:${port}/list`])
const seconds = (performance.now() - began) / 1000
const cpuS = (process.cpuUsage().user + process.cpuUsage().system) / 1e6
console.log(JSON.stringify({ pages, seconds, cpuS, rss: process.resourceUsage().maxRSS * 1024, lastError: null }))
process.exit(0)
