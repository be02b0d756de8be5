import { createHash } from 'node:crypto'
import { type Analysis, type Mention, wallClock } from '@guanlan/domain'
import { findActs } from './act.ts'
import { findCues } from './cue.ts'
import { findSigns } from './cue-signs.ts'
import { disguisesOf, undisguise } from './disguise.ts'
import { prepare } from './document.ts'
import { entityFinder } from './entity.ts'
import { fingerprint } from './fingerprint.ts'
import type { GazetteerEntry } from './gazetteer.ts'
import { governmentJudge } from './government.ts'
import { readGovernment } from './government-model.ts'
import { readIdf } from './idf.ts'
import { keyWords } from './keywords.ts'
import { type Labeller, labeller } from './label.ts'
import { loadSegmenter } from './segment.ts'
import { sentimentJudge } from './sentiment.ts'
import { readModel } from './sentiment-model.ts'
import { judgeTopics } from './topic.ts'

/** Rises whenever rules of topics, cues or entities change what they say. */
export const RULES_VERSION = 2

/** What an analyser is built from. Plain data, so it travels to a worker thread. */
export type AnalyserOptions = Readonly<{
  gazetteer: readonly GazetteerEntry[]
  run?: number // analysis run, 1 unless old mentions are being replayed
  words?: readonly string[] // the bureau's own words beside the dictionary: 2 to 20 letters, digits or Han characters each
  masked?: boolean // private plates were masked at the door: one that stands whole is an operating vehicle's and is told whole
  dictionary?: string // path of the user dictionary; ours unless given
  model?: string // path of the sentiment weights; ours unless given
  governmentModel?: string // path of the government topic's weights; ours unless given
}>

/** Analyses one mention at a time. The same mention gives the same analysis; nothing is kept between mentions. */
export type Analyser = Readonly<{
  version: string // names models, rules and dictionaries; stands on every analysis as `model`
  analyse: (mention: Mention) => Analysis
  label: Labeller // the labels of that analysis alone, at half its cost
}>

const round = (value: number) => Math.round(value * 10_000) / 10_000

/**
 * Loads dictionaries and models (about a second and 250 MB: call it in a worker thread or on the command line) and
 * returns the analyser. It reads the first LONGEST_ANALYSED units of title and text and keeps no text.
 * @throws {Unavailable} 'text/dictionary-missing', 'text/model-missing'
 * @throws {Rejected} 'text/dictionary-broken', 'text/model-damaged'
 */
export function createAnalyser({
  gazetteer,
  run = 1,
  words,
  masked = false,
  dictionary,
  model: path,
  governmentModel,
}: AnalyserOptions): Analyser {
  const segmenter = loadSegmenter(dictionary, words)
  const model = readModel(path)
  const government = readGovernment(governmentModel)
  const judgeGovernment = governmentJudge(government)
  const idf = readIdf()
  const judge = sentimentJudge(model)
  const findEntities = entityFinder(gazetteer, masked)
  const names = createHash('sha256').update(JSON.stringify(gazetteer)).digest('hex').slice(0, 8)
  const version = `sentiment ${model.version} · government ${government.version} · rules ${RULES_VERSION} · dictionary ${segmenter.version} · names ${names}`
  const analyse = (mention: Mention): Analysis => {
    const document = prepare(segmenter, mention.title, mention.text)
    const { sentiment, probabilities, score, confidence, unsure, reasons } = judge(document, mention.sourceId)
    const entities = findEntities(document, mention.seenAt)
    const disguised = undisguise(document)
    const signs = findSigns(document, disguised)
    const placed = findCues(document, signs, wallClock(mention.seenAt).year)
    return {
      run,
      model: version,
      sentiment,
      sentimentScore: round(score),
      confidence: round(confidence),
      sentimentScores: {
        negative: round(probabilities[0]),
        neutral: round(probabilities[1]),
        positive: round(probabilities[2]),
      },
      unsure,
      sentimentReasons: reasons,
      topics: judgeTopics(document, entities),
      government: judgeGovernment(document),
      entities,
      cues: placed.map(({ cue }) => cue),
      acts: findActs(document, signs, placed, { negative: probabilities[0], positive: probabilities[2], reasons }),
      disguises: disguisesOf(document, disguised),
      fingerprint: fingerprint(document),
      words: keyWords(document, idf),
    }
  }
  const label = labeller({ segmenter, sentiment: model, government, findEntities, gazetteer })
  return { version, analyse, label }
}
