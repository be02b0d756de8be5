import type { IncomingMessage } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import { openElastic } from './elastic-client.ts'
import { clientOptions, type ElasticSettings, elasticSettings } from './elastic-settings.ts'
import { type Answer, elasticsearch, recorder } from './recorder.fixture.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const listen = async (answer: (request: IncomingMessage) => Answer) => {
  const server = await recorder(answer)
  closing.push(server.close)
  return server
}

const open = async (url: string, given: Partial<ElasticSettings> = {}) => {
  const elastic = await openElastic(elasticSettings({ nodes: [url], ...given }))
  closing.push(elastic.close)
  return elastic
}

describe('what is sent', () => {
  test.each<[string, Partial<ElasticSettings>, string | undefined]>([
    ['nothing', {}, undefined],
    ['an API key', { login: { kind: 'api-key', key: 'aWQ6a2V5' } }, 'ApiKey aWQ6a2V5'],
    [
      'a name and a password',
      { login: { kind: 'basic', user: 'guanlan', password: 'hush:hush' } },
      `Basic ${Buffer.from('guanlan:hush:hush').toString('base64')}`,
    ],
  ])('%s proves who we are', async (_, given, authorization) => {
    const { asked, url } = await listen(elasticsearch('9.3.0'))
    await open(url, given)
    expect(asked.map(({ path }) => path.split('?')[0])).toEqual(['/_cluster/health', '/_nodes/http'])
    for (const { headers } of asked) expect(headers.authorization).toBe(authorization)
  })

  test('certificates are checked, against the authority given', () => {
    const ca = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
    const given = elasticSettings({ nodes: ['https://es1:9200', 'https://es2:9200'], ca, requestMs: 5000 })
    expect(clientOptions(given)).toMatchObject({
      nodes: ['https://es1:9200', 'https://es2:9200'],
      tls: { ca, rejectUnauthorized: true },
      requestTimeout: 5000,
    })
    expect(clientOptions({ ...given, ca: null }).tls).toEqual({ rejectUnauthorized: true })
  })
})

describe('settings that cannot be right are refused, in words', () => {
  const node = 'https://es:9200'
  test.each<[string, Partial<ElasticSettings>, RegExp]>([
    ['no address', { nodes: [] }, /没有给出/],
    ['no address at all', { nodes: ['es:9200'] }, /写成了“es:9200”/],
    ['a password in the address', { nodes: ['http://me:secret@es:9200'] }, /口令只能来自文件/],
    ['half of it encrypted', { nodes: [node, 'http://es2:9200'] }, /全部一致/],
    ['an authority without encryption', { nodes: ['http://es:9200'], ca: 'x' }, /不是 https/],
    ['an authority that is none', { nodes: [node], ca: 'x' }, /PEM/],
    ['an empty key', { nodes: [node], login: { kind: 'api-key', key: ' ' } }, /API 密钥是空的/],
    ['a name without a password', { nodes: [node], login: { kind: 'basic', user: 'a', password: '' } }, /口令是空的/],
    ['a prefix with capitals', { nodes: [node], prefix: 'Guan' }, /“Guan”/],
    ['no time to answer', { nodes: [node], requestMs: 0 }, /正整数/],
  ])('%s', (_, given, words) => {
    const refused = expect(() => clientOptions(elasticSettings({ nodes: [node], ...given })))
    refused.toThrow(expect.objectContaining({ name: 'Rejected', code: 'setup/elastic-settings' }))
    refused.toThrow(expect.objectContaining({ detail: expect.stringMatching(words) }))
    refused.toThrow(expect.objectContaining({ detail: expect.not.stringContaining('secret') }))
  })
})

describe('what is at the other end is found out before anything starts', () => {
  test.each<[string, (request: IncomingMessage) => Answer, string, RegExp]>([
    [
      'a web page',
      () => ({ body: '<html>', type: 'text/html', product: false }),
      'setup/not-elasticsearch',
      /别的服务/,
    ],
    [
      'another search engine',
      req => ({ ...elasticsearch('3.1.0')(req), product: false }),
      'setup/not-elasticsearch',
      /不是 Elasticsearch/,
    ],
    ['something else in JSON', () => ({ body: { ok: true } }), 'setup/not-elasticsearch', /别的服务/],
    ['nothing under that path', () => ({ status: 404, product: false }), 'setup/not-elasticsearch', /需要的是/],
    ['broken JSON', () => ({ body: '{' }), 'setup/not-elasticsearch', /别的服务/],
    ['an old server', elasticsearch('8.19.2'), 'setup/elastic-old', /8\.19\.2，需要 9 或更新；请先升级/],
    [
      'a server too old to speak to us',
      () => ({ status: 400, body: { error: { type: 'media_type_header_exception' } } }),
      'setup/elastic-old',
      /更旧的版本，需要 9/,
    ],
    ['a wrong password', () => ({ status: 401 }), 'setup/elastic-login', /401.*口令文件/],
    ['a key without rights', () => ({ status: 403 }), 'setup/elastic-login', /403.*授权/],
  ])('%s', async (_, answer, code, words) => {
    const { url } = await listen(answer)
    const detail = expect.stringMatching(words)
    await expect(open(url)).rejects.toMatchObject({ name: 'Rejected', code, detail })
  })

  test('encryption where none is spoken', async () => {
    const { url } = await listen(elasticsearch('9.3.0'))
    await expect(open(url.replace('http:', 'https:'))).rejects.toMatchObject({ code: 'setup/elastic-certificate' })
  })

  test('nobody there, or one too busy to answer, is to be waited for', async () => {
    await expect(open('http://127.0.0.1:9')).rejects.toMatchObject({ name: 'Unavailable', code: 'elastic/away' })
    const { url } = await listen(() => ({ status: 429 }))
    await expect(open(url)).rejects.toMatchObject({ name: 'Unavailable', code: 'elastic/away' })
  })
})

test('a failure carries neither the request nor the words in it', async () => {
  const reason = 'failed to parse field [text] of the mention 来电人甲'
  const refuse: Answer = { status: 400, body: { error: { type: 'document_parsing_exception', reason } } }
  const { url } = await listen(request => (request.url?.includes('/x/') ? refuse : elasticsearch('9.3.0')(request)))
  const elastic = await open(url)
  const failed: unknown = await elastic
    .ask(client => client.index({ index: 'x', id: '1', document: { text: '来电人甲' } }))
    .catch(error => error)
  expect(failed).toBeInstanceOf(Error)
  expect(
    JSON.stringify([failed, String(failed), (failed as Error).stack, Object.entries(failed as Error)]),
  ).not.toContain('来电人甲')
  expect(String(failed)).toContain('400 document_parsing_exception')
})
