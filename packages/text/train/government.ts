import { writeFileSync } from 'node:fs'
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

const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3)).padStart(6)

function line(name: string, score: GovernmentScore): string {
  const { texts, macroF1, f1, topTwo, calibrationError, transportPrecision } = score
  const rest = [topTwo, calibrationError, transportPrecision].map(figure).join('  ')
  return `${name.padEnd(30)}${String(texts).padStart(6)}  ${figure(macroF1)}  ${f1.map(figure).join('')}  ${rest}`
}

const HEADING = `${'government topic'.padEnd(30)} texts  macroF1 ${GOVERNMENT_CLASSES.map(c => c.slice(0, 5).padStart(6)).join('')}  top two  calib.err  precision of transport at recall .90`

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

/** Prints the figures of the committed government model on the messages it never saw; null when the data is not here. */
export function evaluateGovernment(): GovernmentScore | null {
  const folder = dataFolder()
  if (folder === null) {
    console.log('SKIPPED: ../shared/data/text is not here; the government topic was not measured.')
    return null
  }
  const model = readGovernment()
  const heldBack = readGovernmentTexts(folder).filter(isGovernmentHeldBack)
  const score = scoreGovernment(judgeGovernment(loadSegmenter(), model, heldBack))
  console.log(`government model ${model.version}\n${HEADING}\n${line('zhengwu_topic7 held back', score)}`)
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
  console.log(`learning from ${training.length} messages, temperature ${t.toFixed(2)}\n${HEADING}`)
  parts.forEach((part, at) => {
    console.log(line(`part ${at + 1} of ${PARTS}`, scoreGovernment(part.map(one => softmaxOf(one, t)))))
  })
  console.log(line('all parts', scoreGovernment(parts.flat().map(one => softmaxOf(one, t)))))
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
