import { join } from 'node:path'

/** Where one node of the cluster stands: its number from 1, its folder, and its two ports of 127.0.0.1. */
export type Node = Readonly<{ number: number; folder: string; port: number; controllerPort: number }>

/**
 * The server.properties of one node, which is broker and controller at once; `extra` settings win over ours. In them `{port}` and
 * `{controllerPort}` stand for the node's own, so that a further listener can be added.
 */
export function settingsOf(node: Node, cluster: readonly Node[], extra: Readonly<Record<string, string>>): string {
  const copies = String(cluster.length)
  const enough = cluster.length > 1 ? '2' : '1'
  const settings: Record<string, string> = {
    'process.roles': 'broker,controller',
    'node.id': String(node.number),
    'controller.quorum.voters': cluster
      .map(({ number, controllerPort }) => `${number}@127.0.0.1:${controllerPort}`)
      .join(),
    listeners: `PLAINTEXT://127.0.0.1:${node.port},CONTROLLER://127.0.0.1:${node.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${node.port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': join(node.folder, 'data'),
    'num.partitions': '3',
    'auto.create.topics.enable': 'false',
    'default.replication.factor': copies,
    'min.insync.replicas': enough,
    'offsets.topic.replication.factor': copies,
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': copies,
    'transaction.state.log.min.isr': enough,
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': copies,
    'share.coordinator.state.topic.min.isr': enough,
    'share.coordinator.state.topic.num.partitions': '4',
    'group.initial.rebalance.delay.ms': '0',
    'group.min.session.timeout.ms': '1000', // so that tests of a dead consumer need not wait 6 s
    // A killed broker's partitions find a new leader after this long; the default is 9 s.
    'broker.session.timeout.ms': '6000',
    'broker.heartbeat.interval.ms': '1000',
    // On a loaded machine of two cores the defaults (1 and 2 s) lose elections to a pause of the whole machine.
    'controller.quorum.election.timeout.ms': '2000',
    'controller.quorum.fetch.timeout.ms': '4000',
    'log.cleaner.dedupe.buffer.size': '2097152', // pre-allocated: 128 MB by default
    'num.network.threads': '2',
    'num.io.threads': '2',
    ...extra,
  }
  const own = (value: string) =>
    value.replaceAll('{port}', String(node.port)).replaceAll('{controllerPort}', String(node.controllerPort))
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${own(value)}`)
  return `${lines.join('\n')}\n`
}
