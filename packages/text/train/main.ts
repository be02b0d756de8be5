import { writeFileSync } from 'node:fs'
import { loadSegmenter } from '../src/segment.ts'
import { encodeModel, SENTIMENT_MODEL } from '../src/sentiment-model.ts'
import { learnBackground } from './background.ts'
import { evaluate } from './evaluate.ts'
import { examples, learnMean, quantise, temperature } from './learn.ts'
import { readOwn } from './own.ts'
import { dataFolder, readSet, SETS } from './sets.ts'
import { readWeak } from './weak.ts'

/** 2^20 buckets × 3 classes × 8 bits = 3 MB. */
const BITS = 20
const SEEDS = [1, 2, 3, 4, 5, 6]

/** Learns the sentiment model and the background of usual words from the sets beside the project, writes both, prints the figures. */
export function train(): void {
  const folder = dataFolder()
  if (folder === null) throw new Error('../shared/data/text is not here: there is nothing to learn from')
  const segmenter = loadSegmenter()
  const labelled = [...SETS.flatMap(plan => readSet(folder, plan, 'train')), ...readWeak(folder, 'train'), ...readOwn()]
  const heldBack = SETS.filter(plan => !plan.twoWay && plan.weight === 1).flatMap(plan =>
    readSet(folder, plan, 'held-back'),
  )
  console.log(`learning from ${labelled.length} texts`)
  const learned = learnMean(examples(segmenter, labelled, BITS), BITS, SEEDS)
  const t = temperature(learned, examples(segmenter, heldBack, BITS))
  const bytes = encodeModel(quantise(learned, t))
  writeFileSync(SENTIMENT_MODEL, bytes)
  console.log(`wrote ${bytes.length} bytes, temperature ${t.toFixed(2)}`)
  learnBackground(segmenter, folder)
  evaluate()
}

if (import.meta.main) train()
