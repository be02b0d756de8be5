import { loadSegmenter } from '../src/segment.ts'
import { readModel } from '../src/sentiment-model.ts'
import { type Score, sentimentScorer } from './score.ts'
import { ownParts, type Part, sentimentParts } from './sentiment-parts.ts'
import { dataFolder } from './sets.ts'

const figure = (value: number | null) => (value === null ? '–' : value.toFixed(3)).padStart(6)

function line({ name, texts, peer }: Part, unknown: Score, known: Score): string {
  const columns = [
    unknown.macroF1,
    known.macroF1,
    peer,
    ...unknown.f1,
    unknown.calibrationError,
    known.calibrationError,
  ]
  return `${name.padEnd(36)}${String(texts.length).padStart(6)}  ${columns.map(figure).join('  ')}`
}

/**
 * Prints macro-F1 of the sentiment model on every part it never saw, with the source unknown and known, beside the best
 * measured peer on other texts of the same set; then F1 per class and calibration error. Without the sets our own
 * sentences only.
 */
export function evaluate(path?: string, folder: string | null = dataFolder()): void {
  if (folder === null) console.log('SKIPPED: ../shared/data/text is not here; only our own sentences are measured.')
  const segmenter = loadSegmenter()
  const model = readModel(path)
  const score = sentimentScorer(segmenter, model)
  console.log(`sentiment model ${model.version}, dictionary ${segmenter.version}`)
  const heads = ['F1', 'known', 'peer', 'neg', 'neu', 'pos', 'calib', 'known'].map(head => head.padStart(6))
  console.log(`${'set'.padEnd(36)} texts  ${heads.join('  ')}`)
  for (const part of folder === null ? ownParts() : sentimentParts(folder)) {
    console.log(line(part, score(part.texts, false), score(part.texts, true)))
  }
}

if (import.meta.main) evaluate()
