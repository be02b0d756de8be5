import { writeFileSync } from 'node:fs'
import { GOVERNMENT_TOPICS } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import { governmentProbabilities } from '../src/government.ts'
import { extractGovernmentFeatures, newGovernmentFeatures } from '../src/government-features.ts'
import {
  encodeGovernment,
  GOVERNMENT_CLASSES,
  GOVERNMENT_MODEL,
  type GovernmentModel,
  readGovernment,
} from '../src/government-model.ts'
import { loadSegmenter, type Segmenter } from '../src/segment.ts'
import { against, partName, printTable, ratio } from './columns.ts'
import {
  type GovernmentExample,
  governmentSeen,
  governmentTemperature,
  learnGovernment,
  type Margin,
  margins,
  quantiseGovernment,
} from './government-learn.ts'
import { type GovernmentJudged, type GovernmentScore, scoreGovernment } from './government-score.ts'
import { type GovernmentText, isGovernmentHeldBack, partOf, readGovernmentTexts } from './government-sets.ts'
import { dataFolder } from './sets.ts'

/** 2^18 buckets × 8 bytes = 2 MB. */
const BITS = 18
const PARTS = 5
const SEED = 1

type Ready = Readonly<{ text: GovernmentText; example: GovernmentExample }>

function ready(segmenter: Segmenter, texts: readonly GovernmentText[]): readonly Ready[] {
  return texts.map(text => {
    const seen = governmentSeen(prepare(segmenter, '', text.text), BITS)
    return { text, example: { ...seen, class: text.class, weight: 1 } }
  })
}

/** Margins of every untouched training text by a model that never saw its part, part by part. */
function crossMargins(training: readonly Ready[]): readonly (readonly Margin[])[] {
  return Array.from({ length: PARTS }, (_, part) => {
    const apart = ({ text }: Ready) => !text.bare && partOf(text) === part
    const learned = learnGovernment(
      training.filter(one => !apart(one)).map(({ example }) => example),
      BITS,
      SEED,
    )
    return training.filter(apart).map(({ example }) => ({ z: margins(learned, example), class: example.class }))
  })
}

function softmaxOf({ z, class: truth }: Margin, t: number): GovernmentJudged {
  const top = Math.max(...z)
  const p = z.map(value => Math.exp((value - top) / t))
  const sum = p.reduce((total, value) => total + value, 0)
  return { class: truth, p: p.map(value => value / sum) }
}

/** On the sealed part of the same set: TF-IDF with a linear machine, and the same idea on our segmenter; the second look's ceiling. */
const PEER = { macroF1: 0.925, transport: 0.849, topTwo: 0.988 } as const
const TRANSPORT = GOVERNMENT_CLASSES.indexOf('transport')

const HEAD = [
  '归口',
  '条数',
  'macro-F1',
  ...GOVERNMENT_CLASSES.map(one => GOVERNMENT_TOPICS[one]),
  '前二命中',
  '校准误差',
  '交通精度@召回.90',
]

function row(name: string, score: GovernmentScore): readonly string[] {
  const { texts, macroF1, f1, topTwo, calibrationError, transportPrecision } = score
  const figures = [macroF1, ...f1, topTwo, calibrationError, transportPrecision].map(ratio)
  return [partName(name), String(texts), ...figures]
}

function peerRows({ macroF1, f1, topTwo }: GovernmentScore): readonly (readonly string[])[] {
  const transport = f1[TRANSPORT] ?? 0
  const at = (all: string, ours: string, two: string) => [
    '',
    all,
    ...GOVERNMENT_CLASSES.map((_, at) => (at === TRANSPORT ? ours : '')),
    two,
  ]
  return [
    ['同类最好', ...at(ratio(PEER.macroF1), ratio(PEER.transport), ratio(PEER.topTwo))],
    ['相差', ...at(against(macroF1, PEER.macroF1), against(transport, PEER.transport), against(topTwo, PEER.topTwo))],
  ]
}

/** Judges texts with a model as it is shipped. */
export function judgeGovernment(
  segmenter: Segmenter,
  model: GovernmentModel,
  texts: readonly GovernmentText[],
): readonly GovernmentJudged[] {
  const features = newGovernmentFeatures()
  return texts.map(({ text, class: truth }) => {
    const p = new Float64Array(GOVERNMENT_CLASSES.length)
    extractGovernmentFeatures(prepare(segmenter, '', text), features)
    if (governmentProbabilities(model, features, p) === 0) p.fill(1 / p.length)
    return { class: truth, p }
  })
}

/** Prints the figures of the government model, the committed one unless `path` names another, on the messages it never saw, beside the peers; null when the data is not here. */
export function evaluateGovernment(path?: string): GovernmentScore | null {
  const folder = dataFolder()
  if (folder === null) {
    console.log('跳过：训练集不在旁边，归口没有测。')
    return null
  }
  const model = readGovernment(path)
  const heldBack = readGovernmentTexts(folder).filter(isGovernmentHeldBack)
  const score = scoreGovernment(judgeGovernment(loadSegmenter(), model, heldBack))
  console.log(`归口模型 ${model.version}`)
  printTable(HEAD, [row('zhengwu_topic7 held back', score), ...peerRows(score)])
  return score
}

/**
 * Learns the government model from the sets in `folder`, writes it, and prints figures over five parts of the training
 * texts (each judged by a model that never saw its part) and on those held back. Under a minute on an idle core.
 */
export function trainGovernment(folder: string): GovernmentScore | null {
  const training = ready(
    loadSegmenter(),
    readGovernmentTexts(folder).filter(text => !isGovernmentHeldBack(text)),
  )
  const parts = crossMargins(training)
  const t = governmentTemperature(parts.flat())
  console.log(`学习 ${training.length} 条，温度 ${t.toFixed(2)}`)
  const scored = (some: readonly Margin[]) => scoreGovernment(some.map(one => softmaxOf(one, t)))
  printTable(HEAD, [
    ...parts.map((part, at) => row(`第 ${at + 1} 份（共 ${PARTS} 份）`, scored(part))),
    row('各份合计', scored(parts.flat())),
  ])
  const learned = learnGovernment(
    training.map(({ example }) => example),
    BITS,
    SEED,
  )
  writeFileSync(GOVERNMENT_MODEL, encodeGovernment(quantiseGovernment(learned, t)))
  return evaluateGovernment()
}

if (import.meta.main) {
  const folder = dataFolder()
  if (folder === null) throw new Error('../shared/data/text is not here: there is nothing to learn from')
  trainGovernment(folder)
}
