import { execFileSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Analysis, type Mention, NO_INTERACTIONS } from '@guanlan/domain'
import { generateTexts } from '@guanlan/scenario'
import { createAnalyser, loadSegmenter, prepare, startAnalysers } from '@guanlan/text'
import nodejieba from 'nodejieba'
import { median, perSecond } from './rounds.ts'

/**
 * What understanding a text costs on one thread, against bare segmentation of the same texts in the same run.
 * Counted in seconds of this thread's processor time: what else the machine does must not blur the ratio.
 */
export type TextFigures = Readonly<{
  texts: number
  charactersEach: number // mean
  bareCutPerS: number // nodejieba.cut alone, the same dictionary loaded
  segmentPerS: number // folded and cut, with offsets
  labelPerS: number // labels of all heads, no reasons
  classifyPerS: number // everything: labels, reasons, entities, cues, acts, disguises, fingerprint, key words
  loadMs: number // processor time of loading beyond what the bare segmenter takes with the same dictionaries
  loadBytes: number // resident memory beyond it
  pool: Readonly<{ threads: number; perS: number; same: boolean }> // by the clock; whether it says what one thread says, in the order asked
}>

const SEED = 20_261_124
const TEXTS = 5_000
const ROUNDS = 5
const LOADS = 3
const BATCH = 500
const SEEN_AT = Date.UTC(2026, 10, 24)

const mention = (text: string, n: number): Mention => ({
  id: `bench-${n}`,
  contentVersion: 1,
  contentHash: '',
  sourceId: 'bench',
  channel: 'weibo',
  url: null,
  title: '',
  text,
  author: null,
  authorIsOrganisation: false,
  publishedAt: null,
  publishedDoubt: 'missing',
  seenAt: SEEN_AT,
  mediaRank: 'none',
  region: null,
  interactions: NO_INTERACTIONS,
  evidence: null,
})

function processorSeconds(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000_000
}

/** Calls a second, the best of the rounds; rounds of the kinds take turns so that a busy moment hits all alike. */
function best<Kind extends string>(kinds: Readonly<Record<Kind, () => void>>): Record<Kind, number> {
  const names = Object.keys(kinds) as Kind[]
  const perSecond = Object.fromEntries(names.map(name => [name, 0])) as Record<Kind, number>
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const began = processorSeconds()
      kinds[name]()
      perSecond[name] = Math.max(perSecond[name], TEXTS / (processorSeconds() - began))
    }
  }
  return perSecond
}

type Load = Readonly<{ ms: number; bytes: number }>

/** What a process of its own says of loading; the median of several, since the first pays for a cold disk. */
function loadOf(what: 'segmenter' | 'analyser'): Load {
  const entry = join(import.meta.dirname, 'load-process.ts')
  const runs = Array.from({ length: LOADS }, () =>
    JSON.parse(
      execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', entry, what], { encoding: 'utf8' }),
    ),
  ) as Load[]
  return { ms: median(runs.map(({ ms }) => ms)), bytes: median(runs.map(({ bytes }) => bytes)) }
}

async function benchPool(mentions: readonly Mention[], alone: readonly Analysis[]): Promise<TextFigures['pool']> {
  const threads = availableParallelism()
  const analysers = await startAnalysers({ gazetteer: [], threads })
  try {
    const batches = Array.from({ length: Math.ceil(mentions.length / BATCH) }, (_, n) =>
      mentions.slice(n * BATCH, (n + 1) * BATCH),
    )
    const all = async () => (await Promise.all(batches.map(analysers.analyseBatch))).flat()
    const same = JSON.stringify(await all()) === JSON.stringify(alone)
    return { threads, perS: await perSecond(mentions.length, all), same }
  } finally {
    await analysers.close()
  }
}

/** Measures the text path on generated texts of about fifty characters. Loads the dictionaries: about a second and 250 MB a thread. */
export async function benchText(): Promise<TextFigures> {
  const [segmenterLoad, analyserLoad] = [loadOf('segmenter'), loadOf('analyser')]
  const segmenter = loadSegmenter()
  const { analyse, label } = createAnalyser({ gazetteer: [] })
  const texts = generateTexts(SEED, TEXTS)
  const mentions = texts.map(mention)
  const speeds = best({
    bareCutPerS: () => {
      for (const text of texts) nodejieba.cut(text, true)
    },
    segmentPerS: () => {
      for (const text of texts) prepare(segmenter, '', text)
    },
    labelPerS: () => {
      for (const one of mentions) label(one)
    },
    classifyPerS: () => {
      for (const one of mentions) analyse(one)
    },
  })
  return {
    texts: TEXTS,
    charactersEach: texts.reduce((sum, text) => sum + text.length, 0) / TEXTS,
    ...speeds,
    loadMs: analyserLoad.ms - segmenterLoad.ms,
    loadBytes: analyserLoad.bytes - segmenterLoad.bytes,
    pool: await benchPool(mentions, mentions.map(analyse)),
  }
}

if (import.meta.main) console.log(await benchText())
