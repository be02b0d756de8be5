import { type Mention, NO_INTERACTIONS } from '@guanlan/domain'
import { generateTexts } from '@guanlan/scenario'
import { createAnalyser, loadSegmenter, prepare } from '@guanlan/text'
import nodejieba from 'nodejieba'

/**
 * What understanding a text costs on one thread, against bare segmentation of the same texts in the same run.
 * Counted in seconds of this thread's processor time: what else the machine does must not blur the ratio.
 */
export type TextFigures = Readonly<{
  texts: number
  charactersEach: number // mean
  loadMs: number // dictionaries and models
  bareCutPerS: number // nodejieba.cut alone, the same dictionary loaded
  segmentPerS: number // folded and cut, with offsets
  classifyPerS: number // everything: labels, reasons, entities, cues, fingerprint, key words
  ratio: number // classifyPerS / bareCutPerS
}>

const SEED = 20_261_124
const TEXTS = 5_000
const ROUNDS = 5
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

/** Measures the text path on generated texts of about fifty characters. Loads the dictionaries: about a second and 250 MB. */
export function benchText(): TextFigures {
  const began = performance.now()
  const segmenter = loadSegmenter()
  const { analyse } = createAnalyser({ gazetteer: [] })
  const loadMs = performance.now() - began
  const texts = generateTexts(SEED, TEXTS)
  const mentions = texts.map(mention)
  const { bare, segment, classify } = best({
    bare: () => {
      for (const text of texts) nodejieba.cut(text, true)
    },
    segment: () => {
      for (const text of texts) prepare(segmenter, '', text)
    },
    classify: () => {
      for (const one of mentions) analyse(one)
    },
  })
  return {
    texts: TEXTS,
    charactersEach: texts.reduce((sum, text) => sum + text.length, 0) / TEXTS,
    loadMs,
    bareCutPerS: bare,
    segmentPerS: segment,
    classifyPerS: classify,
    ratio: classify / bare,
  }
}

if (import.meta.main) console.log(benchText())
