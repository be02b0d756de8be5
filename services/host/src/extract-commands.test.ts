import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { program } from './command-line.ts'

const folder = mkdtempSync(join(tmpdir(), 'guanlan-extract-'))
const home = process.cwd()
beforeAll(() => process.chdir(folder))
afterAll(() => {
  process.chdir(home)
  rmSync(folder, { recursive: true })
})
afterEach(() => {
  process.exitCode = undefined
})

type Answer = Readonly<Record<string, unknown>>

const ndjson = (rows: readonly unknown[]) =>
  rows.map(row => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')
const answersIn = (text: string) => text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line) as Answer]))

/** Runs a command of the one program over a file of rows, in the folder that holds what they name. */
async function ran(command: string, rows: readonly unknown[]): Promise<readonly Answer[]> {
  writeFileSync('rows.ndjson', ndjson(rows))
  await program.parseAsync(['node', 'guanlan', command, '--in', 'rows.ndjson', '--out', 'answers.ndjson'])
  return answersIn(readFileSync('answers.ndjson', 'utf8'))
}

const file = (name: string, content: string | Uint8Array) => writeFileSync(name, content)

const BODY =
  '云州市交通运输局昨日通告，石桥镇大桥自今晨起封闭检修，过往车辆绕行国道，三路公交临时改道，请市民提前安排出行。'
const PAGE = `<html><head><title>大桥封闭检修_云州晚报</title></head><body><h1>大桥封闭检修</h1>
  <div>2026-11-24 08:14 来源：云州晚报</div><div class="content"><p>${BODY}</p><p>${BODY}</p></div></body></html>`

test('extract reads a page from a path and from a gzipped one, and loses nothing over bad rows', async () => {
  file('a.html', PAGE)
  file('b.html.gz', gzipSync(PAGE))
  file('c.bin', Uint8Array.of(0x25, 0x50, 0x44, 0x46, 0x2d))
  file('d.gz', 'no gzip')
  const answers = await ran('extract', [
    { id: 'a', file: 'a.html', url: 'http://paper.example/a.html' },
    { id: 'missing', file: 'gone.html' },
    'no json',
    { id: 7, file: join(folder, 'b.html.gz'), fetchedAt: '2026-11-25T00:00:00Z' },
    { id: 'no file' },
    { id: 'pdf', file: 'c.bin' },
    { id: 'damaged', file: 'd.gz' },
    { id: 'folder', file: '.' },
    { id: 'when', file: 'a.html', fetchedAt: '昨天' },
  ])
  expect(process.exitCode).toBe(1)
  expect(answers.map(({ id, error }) => [id, error])).toEqual([
    ['a', undefined],
    ['missing', 'text/no-file'],
    [3, 'text/bad-row'],
    [7, undefined],
    ['no file', 'text/bad-row'],
    ['pdf', 'crawl/not-text'],
    ['damaged', 'text/bad-gzip'],
    ['folder', 'text/no-file'],
    ['when', 'text/bad-row'],
  ])
  expect(answers[0]).toMatchObject({
    kind: 'article',
    title: '大桥封闭检修',
    publishedAt: '2026-11-24T08:14+08:00',
    author: [],
    source: '云州晚报',
    content: `${BODY}\n${BODY}`,
    editor: null,
    needsBrowser: false,
    ms: expect.any(Number),
  })
  expect(answers[1]!.message).toContain('gone.html')
  expect(answers[3]).toMatchObject({ title: '大桥封闭检修' })
})

test('decode says what settled the charset', async () => {
  file('gbk.html', Uint8Array.of(0xd4, 0xc6, 0xd6, 0xdd))
  const answers = await ran('decode', [{ id: 1, file: 'gbk.html', contentType: 'text/html; charset=GBK' }])
  expect(answers).toEqual([{ id: 1, text: '云州', charset: 'gb18030', reason: 'header', overruled: null }])
  expect(process.exitCode).toBeUndefined()
})

test('feed lists entries; a page in its place is a fault, not zero news', async () => {
  file(
    'feed.xml',
    '<rss version="2.0"><channel><title>云州</title><item><title>改道</title><link>/1</link><guid>g1</guid><pubDate>2026年11月24日 08:14</pubDate></item></channel></rss>',
  )
  file('login.html', '<html><body>请输入验证码</body></html>')
  const answers = await ran('feed', [
    { id: 'f', file: 'feed.xml', contentType: 'text/xml', url: 'http://paper.example/feed' },
    { id: 'h', file: 'login.html', contentType: 'text/xml' },
  ])
  expect(answers[0]).toMatchObject({
    ok: true,
    entries: [{ title: '改道', date: '2026-11-24T08:14:00+08:00', link: 'http://paper.example/1', guid: 'g1' }],
  })
  expect(answers[1]).toMatchObject({ ok: false, entries: [], error: 'extract/not-a-feed' })
})

test('robots answers for an agent and an address, from text or from bytes', async () => {
  const robots =
    'User-agent: *\nDisallow: /in\nCrawl-delay: 2.5\nRequest-rate: 1/10s\nSitemap: http://paper.example/map.xml'
  const answers = await ran('robots', [
    { id: 'in', robots, agent: 'GuanlanBot', url: 'http://paper.example/in/1' },
    { id: 'out', robotsBase64: Buffer.from(robots).toString('base64'), agent: 'GuanlanBot', url: '/out' },
    { id: 'neither', agent: 'GuanlanBot', url: '/out' },
  ])
  const rest = { crawlDelay: 2.5, requestRate: [1, 10], sitemaps: ['http://paper.example/map.xml'] }
  expect(answers[0]).toEqual({ id: 'in', allow: false, ...rest })
  expect(answers[1]).toEqual({ id: 'out', allow: true, ...rest })
  expect(answers[2]).toMatchObject({ id: 'neither', error: 'text/bad-row' })
})

test('rows come from standard input and answers go to standard output, as the command is typed', () => {
  file('gbk.html', Uint8Array.of(0xd4, 0xc6, 0xd6, 0xdd))
  const main = join(import.meta.dirname, 'main.ts')
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', main, 'decode'],
    {
      input: ndjson([
        { id: 1, file: 'gbk.html', contentType: 'text/html; charset=GBK' },
        { id: 2, file: 'gone.html' },
      ]),
      encoding: 'utf8',
    },
  )
  expect(answersIn(stdout)).toMatchObject([
    { id: 1, text: '云州' },
    { id: 2, error: 'text/no-file' },
  ])
  expect(stderr).toContain('1 行未能处理')
  expect(status).toBe(1)
})
