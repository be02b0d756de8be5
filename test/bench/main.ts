/**
 * `npm run bench [-- --large] [--only NAME] [--json FILE]`: how fast the house is, each speed as a ratio to bare `nodejieba.cut` on one
 * thread over the same kind of texts, measured right before and right after it, because machines are noisy. Nothing here fails a build.
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type Baseline, openBaseline } from './baseline.ts'
import { benchBus } from './bus.ts'
import { benchIndexWriting } from './index-writing.ts'
import { benchMemory } from './memory.ts'
import { benchPipeline } from './pipeline.ts'
import { benchScreen } from './screen.ts'
import { benchSearch } from './search.ts'
import { bounded, cost, type Row, speed, table } from './table.ts'
import { benchText } from './text.ts'

type Outcome = Readonly<{ rows: readonly Row[]; figures: unknown }>
type Bench = (baseline: () => Baseline) => Promise<Outcome>

const MB = 1024 * 1024

const text: Bench = async () => {
  const figures = benchText()
  const { bareCutPerS, segmentPerS, classifyPerS } = figures
  return {
    figures,
    rows: [
      speed('bare nodejieba.cut (baseline)', bareCutPerS, bareCutPerS),
      speed('segment: fold and cut, with offsets', segmentPerS, bareCutPerS),
      speed('classify: every output', classifyPerS, bareCutPerS, 0.3),
    ],
  }
}

const bus: Bench = async baseline => {
  const { value, bareCutPerS } = await baseline().around(() => benchBus())
  return {
    figures: { ...value, bareCutPerS },
    rows: [
      speed('bus: append, durable', value.appendPerS, bareCutPerS),
      speed('bus: consume from the file', value.consumePerS, bareCutPerS),
      speed('bus: append and consume', value.throughPerS, bareCutPerS),
    ],
  }
}

const index: Bench = async baseline => {
  const { value, bareCutPerS } = await baseline().around(() => benchIndexWriting())
  return {
    figures: { indexPerS: value, bareCutPerS },
    rows: [speed('index: durable writes of 500', value, bareCutPerS)],
  }
}

const pipeline: Bench = async baseline => {
  const { value, bareCutPerS, bareCutUs } = await baseline().around(() => benchPipeline())
  return {
    figures: { ...value, bareCutPerS, bareCutUs },
    rows: [
      speed('door: HTTP in, durable', value.acceptedPerS, bareCutPerS),
      speed('whole pipeline: HTTP in to searchable', value.searchablePerS, bareCutPerS, 0.1),
      speed('and grouped, alerts raised', value.settledPerS, bareCutPerS),
      cost('pipeline: processor time each, all threads', value.cpuUsPerMention, bareCutUs),
    ],
  }
}

const searchOf =
  (size: number): Bench =>
  async () => {
    const figures = await benchSearch(size)
    const of = size.toLocaleString('en')
    return {
      figures,
      rows: [
        bounded(`search p50 of ${of}`, figures.search.p50, 'ms'),
        bounded(`search p95 of ${of}`, figures.search.p95, 'ms', 50),
        bounded(`facets p50 of ${of}`, figures.facets.p50, 'ms'),
        bounded(`facets p95 of ${of}`, figures.facets.p95, 'ms', 50),
        bounded(`histogram p95 of ${of}`, figures.histogram.p95, 'ms'),
        bounded(`distance search p95 of ${of}`, figures.near.p95, 'ms'),
        bounded(`index file of ${of}`, figures.bytes / MB, 'MB'),
      ],
    }
  }

const screen: Bench = async () => {
  const figures = await benchScreen()
  const { pushedPerS, alerts, happenings, p50Ms, p99Ms } = figures
  return {
    figures,
    rows: [
      bounded(`published → on screen p50, at ${pushedPerS}/s`, p50Ms, 'ms'),
      bounded(`published → on screen p99 (${alerts} alerts of ${happenings})`, p99Ms, 'ms', 2000),
    ],
  }
}

const memory: Bench = async () => {
  const figures = await benchMemory()
  const above = (bytes: number) => Math.round((bytes - figures.segmenter) / MB)
  return {
    figures,
    rows: [
      bounded('memory: the segmenter alone', Math.round(figures.segmenter / MB), 'MB'),
      bounded('memory: empty house, above it', above(figures.empty), 'MB', 250),
      bounded(`memory: at rest after ${figures.mentions.toLocaleString('en')}, above it`, above(figures.filled), 'MB'),
    ],
  }
}

const BENCHES: Readonly<Record<string, Bench>> = {
  text,
  bus,
  index,
  pipeline,
  search: searchOf(100_000),
  screen,
  memory,
}
const LARGE: Readonly<Record<string, Bench>> = { 'search-large': searchOf(1_000_000) }

const load = () =>
  loadavg()
    .map(one => one.toFixed(1))
    .join(' ')

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { large: { type: 'boolean' }, only: { type: 'string' }, json: { type: 'string' } },
  })
  const all = { ...BENCHES, ...(values.large || values.only === 'search-large' ? LARGE : {}) }
  const chosen = Object.entries(all).filter(([name]) => values.only === undefined || name === values.only)
  if (chosen.length === 0) {
    console.error(`no bench is called ${values.only}; there are ${Object.keys({ ...BENCHES, ...LARGE }).join(', ')}`)
    process.exitCode = 2
    return
  }
  let opened: Baseline | null = null
  const baseline = () => {
    opened ??= openBaseline()
    return opened
  }
  const began = load()
  const rows: Row[] = []
  const figures: Record<string, unknown> = {}
  for (const [name, bench] of chosen) {
    console.error(`${name} … (load ${load()})`)
    const outcome = await bench(baseline)
    rows.push(...outcome.rows)
    figures[name] = outcome.figures
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${began} → ${load()}, node ${process.version}`
  console.log(`${machine}\ntexts of about fifty characters; durable writes on a fresh folder\n\n${table(rows)}`)
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
}

await main()
