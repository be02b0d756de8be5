import { writeFileSync } from 'node:fs'
import { loadSegmenter } from '../src/segment.ts'
import { SENTIMENT_MODEL } from '../src/sentiment-model.ts'
import { learnBackground } from './background.ts'
import { evaluate } from './evaluate.ts'
import { trainSentiment } from './sentiment-training.ts'
import { dataFolder } from './sets.ts'

/** Learns the sentiment model and the background of usual words from the sets beside the project, writes both, prints the figures. */
export function train(): void {
  const folder = dataFolder()
  if (folder === null) throw new Error('../shared/data/text is not here: there is nothing to learn from')
  const { bytes, texts } = trainSentiment(folder)
  writeFileSync(SENTIMENT_MODEL, bytes)
  console.log(`learned from ${texts} texts, wrote ${bytes.length} bytes`)
  learnBackground(loadSegmenter(), folder)
  evaluate()
}

if (import.meta.main) train()
