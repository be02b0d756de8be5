// Real servers on 127.0.0.1 until Ctrl-C: node infra/servers/main.ts kafka [1|3] | elasticsearch | all [1|3]
import { type ElasticsearchServer, startElasticsearch } from './elasticsearch.ts'
import { type KafkaServers, startKafka } from './kafka.ts'

const USAGE = '用法：node infra/servers/main.ts kafka [1|3] | elasticsearch | all [1|3]'
const say = (text: string) => process.stderr.write(`${text}\n`)

const [what = '', asked = '1', ...more] = process.argv.slice(2)
if (!['kafka', 'elasticsearch', 'all'].includes(what) || !['1', '3'].includes(asked) || more.length > 0) {
  say(USAGE)
  process.exit(2)
}

const stops: (() => Promise<void>)[] = []
let ending: Promise<void> | null = null

/** Last in, first out; a second Ctrl-C changes nothing, and whatever is left then ends with this process. */
function end(): Promise<void> {
  ending ??= (async () => {
    say('正在停止……')
    for (const stop of stops.reverse()) await stop()
    say('已停止，数据已清除。')
  })()
  return ending
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => void end().then(() => process.exit(0)))

/** On standard output one NAME=value a line, for a shell's eval; on standard error the sentence for people. */
function show(name: string, value: string, sentence: string, begun: number): void {
  process.stdout.write(`${name}=${value}\n`)
  say(`${sentence}已就绪，用时 ${((performance.now() - begun) / 1000).toFixed(1)} 秒：${value}`)
}

async function kafka(): Promise<void> {
  const begun = performance.now()
  const servers: KafkaServers = await startKafka({ brokers: asked === '3' ? 3 : 1 })
  stops.push(servers.stop)
  show(
    'KAFKA_BOOTSTRAP',
    servers.bootstrap.join(','),
    `Kafka ${servers.version}（${servers.bootstrap.length} 个节点）`,
    begun,
  )
}

async function elasticsearch(): Promise<void> {
  const begun = performance.now()
  const server: ElasticsearchServer = await startElasticsearch()
  stops.push(server.stop)
  show('ELASTICSEARCH_URL', server.url, `Elasticsearch ${server.version} `, begun)
}

try {
  if (what !== 'elasticsearch') await kafka()
  if (what !== 'kafka') await elasticsearch()
  process.stdout.write('READY\n')
  say('按 Ctrl-C 停止。')
  const forever = setInterval(() => undefined, 3_600_000)
  process.on('exit', () => clearInterval(forever))
} catch (error) {
  await end()
  say(`无法启动：${error instanceof Error ? error.message : error}`)
  process.exit(1)
}
