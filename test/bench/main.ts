/**
 * `npm run bench [-- --large | --distributed] [--only NAME] [--json FILE]`: how fast the house is, each speed as a ratio to bare `nodejieba.cut` on one
 * thread over the same kind of texts, measured right before and right after it, because machines are noisy. Nothing here fails a build.
 * With `--distributed`: ours beside the bare clients on real Kafka and Elasticsearch, which are started and stopped around it.
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { type Baseline, openBaseline } from './baseline.ts'
import { benchBus } from './bus.ts'
import { benchCrawl } from './crawl.ts'
import { type BenchServers, DISTRIBUTED, startServers } from './distributed.ts'
import { benchFreshness, freshnessTable } from './freshness.ts'
import { benchFrontier } from './frontier.ts'
import { benchImport } from './import-file.ts'
import { benchIndexWriting } from './index-writing.ts'
import { benchMemory } from './memory.ts'
import { benchPipeline } from './pipeline.ts'
import { benchScreen } from './screen.ts'
import { benchSearch } from './search.ts'
import { bounded, compared, cost, type Row, speed, table } from './table.ts'
import { benchText } from './text.ts'

/** `after` stands below the table: what does not fit its columns. */
type Outcome = Readonly<{ rows: readonly Row[]; figures: unknown; after?: string }>
type Bench = (baseline: () => Baseline) => Promise<Outcome>

const MB = 1024 * 1024

const text: Bench = async () => {
  const figures = await benchText()
  const { bareCutPerS, segmentPerS, labelPerS, classifyPerS, loadMs, loadBytes, pool } = figures
  return {
    figures,
    rows: [
      speed('bare nodejieba.cut (baseline)', bareCutPerS, bareCutPerS),
      speed('segment: fold and cut, with offsets', segmentPerS, bareCutPerS),
      speed('label: every head, no reasons', labelPerS, bareCutPerS, 0.35),
      speed('classify: every output, with reasons', classifyPerS, bareCutPerS, 0.2),
      bounded('load beyond the segmenter, processor time', loadMs, 'ms', 300),
      bounded('load beyond the segmenter, memory', loadBytes / MB, 'MB', 60),
      speed(
        `classify on ${pool.threads} threads, by the clock${pool.same ? '' : ' (NOT THE SAME)'}`,
        pool.perS,
        bareCutPerS,
      ),
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

const crawl: Bench = async () => {
  const figures = await benchCrawl()
  const { pages, ours, kept, notKept } = figures
  const beside = (by: typeof kept, storage: string, aims: Readonly<{ least?: number; most?: number }>[]) =>
    by === null
      ? []
      : [
          compared(`crawl of ${pages}, ours : crawlee ${storage}, a second`, by.perS, '', aims[0]),
          compared(`  processor time a page, ours : crawlee ${storage}`, by.cpuMs, 'ms'),
          compared(
            `  highest memory, ours : crawlee ${storage}`,
            { ...by.rss, ours: by.rss.ours / MB, bare: by.rss.bare / MB },
            'MB',
            aims[1],
          ),
        ]
  const alone = [
    bounded(`crawl of ${pages}, pages a second`, ours.perS, ''),
    bounded('crawl, highest memory', ours.rss / MB, 'MB'),
  ]
  return {
    figures,
    rows:
      kept === null
        ? alone
        : [
            ...beside(kept, 'as it comes', [{ least: 1.5 }, { most: 0.5 }]),
            ...beside(notKept, 'keeping nothing', [{}, {}]),
          ],
  }
}

const frontier: Bench = async () => {
  const figures = await benchFrontier()
  const of = figures.known.toLocaleString('en')
  return {
    figures,
    rows: [
      bounded(`frontier of ${of}: back after a restart`, figures.openMs, 'ms', 2000),
      bounded('  what waits, first twenty', figures.dueMs, 'ms'),
      bounded('  which of fifty are new', figures.unseenMs, 'ms'),
      bounded('  its file', figures.bytes / MB, 'MB'),
    ],
  }
}

const freshness: Bench = async () => {
  const figures = await benchFreshness()
  const rows = figures.flatMap((adaptive, n) => {
    const same = figures[n + 1]
    if (n % 3 !== 0 || same === undefined) return []
    const delay = { ours: adaptive.meanDelay, bare: same.meanDelay, ratio: adaptive.meanDelay / same.meanDelay }
    return [compared(`seen after, own rhythm : as often at fixed times, ${adaptive.site}`, delay, ' min', { most: 1 })]
  })
  return { figures, rows, after: freshnessTable(figures) }
}

const BENCHES: Readonly<Record<string, Bench>> = {
  text,
  bus,
  index,
  pipeline,
  search: searchOf(100_000),
  screen,
  memory,
  crawl,
  frontier,
  freshness,
}
const importOf: Bench = async () => {
  const figures = await benchImport('xlsx')
  const { rows, accepted, perS, idle, peak } = figures
  const of = rows.toLocaleString('en')
  return {
    figures,
    rows: [
      bounded(`import: a workbook of ${of} rows${accepted === rows ? '' : ` (TAKEN ${accepted})`}`, perS, 'rows/s'),
      bounded('import: memory above the idle house, highest', Math.round((peak - idle) / MB), 'MB', 300),
    ],
  }
}

const LARGE: Readonly<Record<string, Bench>> = { 'search-large': searchOf(1_000_000), import: importOf }

/** What one run measures: its benches by name, what stands above the table, and what ends with it. */
type Suite = Readonly<{
  benches: Readonly<Record<string, () => Promise<Outcome>>>
  says: string
  against: string
  end: () => Promise<void>
}>

const inPlace = (large: boolean): Suite => {
  let opened: Baseline | null = null
  const baseline = () => {
    opened ??= openBaseline()
    return opened
  }
  const all = Object.entries({ ...BENCHES, ...(large ? LARGE : {}) })
  return {
    benches: Object.fromEntries(all.map(([name, bench]) => [name, () => bench(baseline)])),
    says: 'texts of about fifty characters; durable writes on a fresh folder',
    against: 'of bare cut',
    end: async () => {},
  }
}

/** On real servers, which are started with the first bench. */
const onServers = (): Suite => {
  let starting: Promise<BenchServers> | null = null
  const servers = () => {
    starting ??= startServers()
    return starting
  }
  const all = Object.entries(DISTRIBUTED)
  return {
    benches: Object.fromEntries(all.map(([name, bench]) => [name, async () => bench(await servers())])),
    says: 'ours : the bare client in turn, medians; one Kafka broker, one Elasticsearch node, on this same machine',
    against: 'ours / bare',
    end: async () => (await starting)?.stop(),
  }
}

const load = () =>
  loadavg()
    .map(one => one.toFixed(1))
    .join(' ')

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...{ large: { type: 'boolean' }, distributed: { type: 'boolean' } },
      ...{ only: { type: 'string' }, json: { type: 'string' } },
    },
  })
  const { only, json } = values
  const suite = values.distributed ? onServers() : inPlace(values.large || (only !== undefined && only in LARGE))
  const chosen = Object.entries(suite.benches).filter(([name]) => only === undefined || name === only)
  if (chosen.length === 0) {
    console.error(`no bench is called ${only}; there are ${Object.keys(suite.benches).join(', ')}`)
    process.exitCode = 2
    return
  }
  const began = load()
  const rows: Row[] = []
  const figures: Record<string, unknown> = {}
  const after: string[] = []
  try {
    for (const [name, bench] of chosen) {
      console.error(`${name} … (load ${load()})`)
      const outcome = await bench()
      rows.push(...outcome.rows)
      if (outcome.after !== undefined) after.push(outcome.after)
      figures[name] = outcome.figures
    }
  } finally {
    await suite.end()
  }
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, load ${began} → ${load()}, node ${process.version}`
  console.log([`${machine}\n${suite.says}`, table(rows, suite.against), ...after].join('\n\n'))
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine, figures }, null, 2)}\n`)
}

await main()
