import { type Lag, STREAMS, type Stream } from '@guanlan/ports'

/** One figure as Prometheus takes it. Counters count from the start of the process. */
export type Metric = Readonly<{
  name: string
  type: 'counter' | 'gauge'
  help: string
  labels: Readonly<Record<string, string>>
  value: number
}>

/** What this process has done. */
export type BusCounts = Readonly<{
  appended: (stream: Stream, count: number) => void
  consumed: (stream: Stream, group: string, count: number) => void
  setAside: (stream: Stream, group: string, count: number) => void
  /** All figures of the bus, with what the cluster says. */
  metrics: (lags: readonly Lag[], dead: readonly Readonly<{ stream: Stream; waiting: number }>[]) => readonly Metric[]
}>

/** Counters at nought. */
export function busCounts(): BusCounts {
  const appended = new Map<string, number>(STREAMS.map(stream => [stream, 0]))
  const consumed = new Map<string, number>()
  const setAside = new Map<string, number>()
  const add = (counts: Map<string, number>, name: string, count: number) =>
    counts.set(name, (counts.get(name) ?? 0) + count)
  const byStream = (name: string) => ({ stream: name })
  const byGroup = (name: string) => {
    const [stream, group] = name.split(' ', 2)
    return { stream: stream!, group: group! }
  }
  const counters = (
    name: string,
    help: string,
    counts: Map<string, number>,
    labels: (name: string) => Record<string, string>,
  ) => [...counts].map(([key, value]): Metric => ({ name, type: 'counter', help, labels: labels(key), value }))

  return {
    appended: (stream, count) => void add(appended, stream, count),
    consumed: (stream, group, count) => void add(consumed, `${stream} ${group}`, count),
    setAside: (stream, group, count) => void (count > 0 && add(setAside, `${stream} ${group}`, count)),
    metrics: (lags, dead) => [
      ...counters('guanlan_bus_appended_total', 'Messages appended by this process.', appended, byStream),
      ...counters('guanlan_bus_consumed_total', 'Deliveries settled by this process.', consumed, byGroup),
      ...counters('guanlan_bus_set_aside_total', 'Deliveries this process made dead letters.', setAside, byGroup),
      ...lags.map(({ stream, group, waiting }): Metric => {
        const help = 'Messages of the stream that the group has yet to settle.'
        return { name: 'guanlan_bus_lag', type: 'gauge', help, labels: { stream, group }, value: waiting }
      }),
      ...dead.map(({ stream, waiting }): Metric => {
        const help = 'Dead letters in view that were not replayed.'
        return { name: 'guanlan_bus_dead_letters', type: 'gauge', help, labels: { stream }, value: waiting }
      }),
    ],
  }
}

/** The figures in Prometheus' text format, each name introduced once. */
export function metricsText(metrics: readonly Metric[]): string {
  const lines: string[] = []
  const names = new Set(metrics.map(({ name }) => name))
  for (const name of names) {
    const mine = metrics.filter(metric => metric.name === name)
    lines.push(`# HELP ${name} ${mine[0]!.help}`, `# TYPE ${name} ${mine[0]!.type}`)
    for (const { labels, value } of mine) {
      const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
      lines.push(`${name}{${pairs.join(',')}} ${value}`)
    }
  }
  return `${lines.join('\n')}\n`
}

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
