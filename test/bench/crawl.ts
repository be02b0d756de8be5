/** Our crawler beside crawlee's CheerioCrawler on one served site in one run, politeness off for both. */
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Compared, median } from './rounds.ts'

/** `ours` and `bare` (crawlee) per figure; `kept` with crawlee's own storage on disk as by default, `notKept` without. Null offline. */
export type CrawlFigures = Readonly<{
  pages: number
  ours: Run
  kept: Beside | null
  notKept: Beside | null
}>
type Beside = Readonly<{ perS: Compared; cpuMs: Compared; rss: Compared }>
type Run = Readonly<{ perS: number; cpuMs: number; rss: number }>

const CRAWLEE = '@crawlee/cheerio@3.18.1'
const folder = join(tmpdir(), 'guanlan-bench-crawlee')
const node = (script: string, ...words: readonly (string | number)[]) => [
  '--disable-warning=ExperimentalWarning',
  join(import.meta.dirname, script),
  ...words.map(String),
]

/** Installs crawlee in a folder of its own, outside the project; false, loudly, where it cannot be had. */
function installed(): boolean {
  if (existsSync(join(folder, 'node_modules/@crawlee/cheerio/package.json'))) return true
  console.error(`installing ${CRAWLEE} into ${folder}, for this comparison only`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{"private":true}\n')
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', CRAWLEE]
  const done = spawnSync('npm', words, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], timeout: 180_000 })
  if (done.status === 0) return true
  console.error(`SKIPPED: ${CRAWLEE} could not be installed (offline?); ours is measured alone`)
  return false
}

async function measured(words: readonly string[]): Promise<Run> {
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    env: { ...process.env, CRAWLEE_STORAGE_DIR: join(folder, 'storage') },
  })
  const { pages, seconds, cpuS, rss, lastError } = JSON.parse(stdout)
  if (lastError !== null) throw new Error(`not crawled: ${lastError}`)
  return { perS: pages / seconds, cpuMs: (cpuS * 1000) / pages, rss }
}

async function site(pages: number): Promise<Readonly<{ port: string; child: ChildProcess }>> {
  const child = spawn(process.execPath, node('crawl-site.ts', pages), { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said] = (await once(child.stdout!, 'data')) as [Buffer]
  return { port: String(said).trim(), child }
}

/** Runs all in turn, each in a process of its own; the first round only warms the site up. */
export async function benchCrawl(pages = 600, rounds = 3): Promise<CrawlFigures> {
  const others = installed()
  const { port, child } = await site(pages)
  const ours: Run[] = []
  const kept: Run[] = []
  const notKept: Run[] = []
  try {
    for (let round = 0; round <= rounds; round++) {
      const steps: (readonly [Run[], readonly string[]])[] = [[ours, node('crawl-ours.ts', port, pages)]]
      if (others) steps.push([kept, node('crawl-crawlee.ts', port, folder, 'kept')])
      if (others) steps.push([notKept, node('crawl-crawlee.ts', port, folder, 'not-kept')])
      for (const [into, words] of round % 2 === 0 ? steps : steps.reverse()) {
        const run = await measured(words)
        if (round > 0) into.push(run)
        await rm(join(folder, 'storage'), { recursive: true, force: true })
      }
    }
  } finally {
    child.kill()
  }
  return { pages, ours: middle(ours), kept: beside(ours, kept), notKept: beside(ours, notKept) }
}

const middle = (runs: readonly Run[]): Run => ({
  perS: median(runs.map(run => run.perS)),
  cpuMs: median(runs.map(run => run.cpuMs)),
  rss: median(runs.map(run => run.rss)),
})

/** Ratios are of runs that stood side by side: a machine is not the same for two minutes. */
function beside(mine: readonly Run[], theirs: readonly Run[]): Beside | null {
  if (theirs.length === 0) return null
  const compared = (of: (run: Run) => number): Compared => ({
    ours: median(mine.map(of)),
    bare: median(theirs.map(of)),
    ratio: median(mine.map((run, n) => of(run) / of(theirs[n]!))),
  })
  return { perS: compared(run => run.perS), cpuMs: compared(run => run.cpuMs), rss: compared(run => run.rss) }
}
