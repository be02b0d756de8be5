import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ElasticsearchServer, startElasticsearch } from '../../infra/servers/elasticsearch.ts'
import { type KafkaServers, startKafka } from '../../infra/servers/kafka.ts'
import { ROOT } from '../arch/workspace.ts'
import { temporaryFolder } from '../contract/place.ts'
import { workToSignedBrief } from './signed-brief.ts'

let kafka: KafkaServers
let elastic: ElasticsearchServer
const running: ChildProcess[] = []
beforeAll(async () => {
  kafka = await startKafka({ brokers: 1 })
  elastic = await startElasticsearch()
})
afterAll(async () => {
  for (const one of running) one.kill('SIGTERM')
  await Promise.all(running.map(one => one.exitCode ?? one.signalCode ?? once(one, 'close')))
  await elastic.stop()
  await kafka.stop()
})

/** A command of `guanlan` on the servers: what it printed so far, and its end. */
type Running = Readonly<{
  process: ChildProcess
  /** Settles with the match once it was printed. @throws {Error} with all it printed when it ended before */
  printed: (pattern: RegExp) => Promise<RegExpExecArray>
  ended: Promise<Readonly<{ code: number | null; said: string }>>
}>

function guanlan(...words: readonly string[]): Running {
  const { PATH, HOME, TMPDIR } = process.env
  const child = spawn(process.execPath, [join(ROOT, 'services/host/src/main.ts'), ...words], {
    env: {
      ...{ PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }) },
      GUANLAN_MODE: 'distributed',
      GUANLAN_KAFKA_BROKERS: kafka.bootstrap.join(),
      GUANLAN_KAFKA_REPLICATION: '1',
      GUANLAN_ELASTICSEARCH: elastic.url,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    said += chunk
  })
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  return {
    process: child,
    ended,
    async printed(pattern) {
      for (;;) {
        const match = pattern.exec(said)
        if (match !== null) return match
        const over = await Promise.race([once(child.stdout, 'data').then(() => false), ended.then(() => true)])
        if (over) throw new Error(`ended without ${pattern}:\n${said}`)
      }
    },
  }
}

test('one process a service: the city’s storm comes to its alert, the officers bring it to a signed brief, and the ledger verifies', async () => {
  const folder = await temporaryFolder()
  const data = join(folder.path, 'data')
  const demo = guanlan('demo', '--port', '0', '--keep', data)
  const [, address] = await demo.printed(/^网页：(http\S+)$/m)
  const [, password] = await demo.printed(/口令都是 (\S+)/)
  const [, portal] = await demo.printed(/可在 (http\S+)案件编号\.html 看到/)
  const [, number, members, ofStorm] = await demo.printed(
    /风波的预警已产生：(\S+)，其事件的 (\d+) 条提及中有 (\d+) 条确属/,
  )
  expect(Number(ofStorm)).toBeGreaterThan(Number(members) / 2)

  const place = { address: address!, password: password!, portalPage: (id: string) => `${portal}${id}.html` }
  const { theCase, brief } = await workToSignedBrief(place, number!)
  expect(theCase.state).toMatchObject({ stage: 'evaluating', level: { value: 'serious' } })
  expect(brief.state).toMatchObject({ number: 1, signed: { by: { id: 'qin' } } })

  demo.process.kill('SIGTERM')
  const { code, said } = await demo.ended
  expect(code, said).toBe(0)
  for (const service of ['indexer', 'alerting', 'classifier', 'ingest、doors', 'crawler', 'briefs', 'desk'])
    expect(said).toMatch(new RegExp(`进程 \\d+：${service}`))
  const verified = await guanlan('verify', '--data', data).ended
  expect(verified).toMatchObject({ code: 0, said: expect.stringMatching(/^台账完好：共 \d+ 条/m) })
  console.log(
    `预警 ${number}（${members} 条提及）→ 案件 ${theCase.id} → 第 ${brief.state.number} 期周报已签发；${verified.said.trim()}`,
  )
  await folder.remove()
}, 600_000)
