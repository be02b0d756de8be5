// Runs a command on real servers that live as long as it does: node infra/servers/with-servers.ts [--brokers 3] -- <command and arguments>
import { spawn } from 'node:child_process'
import { startElasticsearch } from './elasticsearch.ts'
import { startKafka } from './kafka.ts'

const say = (text: string) => process.stderr.write(`${text}\n`)

const cut = process.argv.indexOf('--')
const three = process.argv.slice(2, cut).join(' ') === '--brokers 3'
const [program, ...args] = process.argv.slice(cut + 1)
if (cut < 0 || program === undefined) {
  say('用法：node infra/servers/with-servers.ts [--brokers 3] -- <命令>')
  process.exit(2)
}
// Ctrl-C reaches the command as well; the servers stay until it has ended.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => child?.kill(signal === 'SIGINT' ? 0 : signal))

let child: ReturnType<typeof spawn> | null = null
const stops: (() => Promise<void>)[] = []
let code = 1
try {
  const kafka = await startKafka({ brokers: three ? 3 : 1 })
  stops.push(kafka.stop)
  say(`Kafka ${kafka.version}（${kafka.bootstrap.length} 个节点）已就绪：${kafka.bootstrap.join(',')}`)
  const elastic = await startElasticsearch()
  stops.push(elastic.stop)
  say(`Elasticsearch ${elastic.version} 已就绪：${elastic.url}`)
  const running = spawn(program, args, {
    stdio: 'inherit',
    env: {
      ...process.env,
      GUANLAN_MODE: 'distributed',
      GUANLAN_KAFKA_BROKERS: kafka.bootstrap.join(','),
      GUANLAN_KAFKA_REPLICATION: three ? '3' : '1',
      GUANLAN_ELASTICSEARCH: elastic.url,
    },
  })
  child = running
  code = await new Promise<number>((settle, fail) => {
    running.on('error', fail)
    running.on('exit', (status, signal) => settle(status ?? (signal === null ? 1 : 130)))
  })
} catch (error) {
  say(`无法启动：${error instanceof Error ? error.message : error}`)
} finally {
  for (const stop of stops.reverse()) await stop()
}
process.exit(code)
