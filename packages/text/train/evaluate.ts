import { loadSegmenter } from '../src/segment.ts'
import { readModel } from '../src/sentiment-model.ts'
import { type Score, scoreSentiment } from './score.ts'
import { dataFolder, type Labelled, readSet, SETS } from './sets.ts'
import { readWeak } from './weak.ts'

const figure = (value: number | null) => (value === null ? '   –' : value.toFixed(3)).padStart(6)

function line(name: string, { texts, macroF1, f1, calibrationError }: Score): string {
  return `${name.padEnd(36)}${String(texts).padStart(6)}  ${figure(macroF1)}   ${f1.map(figure).join(' ')}   ${figure(calibrationError)}`
}

/** The parts never trained on, by name: official validation parts, and a tenth of each set held back by id. */
function* parts(folder: string): Generator<readonly [string, readonly Labelled[]]> {
  for (const plan of SETS) {
    const valid = readSet(folder, plan, 'valid')
    if (valid.length > 0) yield [`${plan.name} valid`, valid]
    yield [`${plan.name} held back`, readSet(folder, plan, 'held-back')]
  }
  yield ['government texts, rule labels', readWeak(folder, 'held-back')]
}

/** Prints macro-F1, F1 per class and calibration error of the committed model on every part it never saw. */
export function evaluate(): void {
  const folder = dataFolder()
  if (folder === null) {
    console.log('SKIPPED: ../shared/data/text is not here; nothing was measured.')
    return
  }
  const segmenter = loadSegmenter()
  const model = readModel()
  console.log(`model ${model.version}, dictionary ${segmenter.version}`)
  console.log(`${'set'.padEnd(36)} texts  macroF1   neg    neu    pos    calib.err`)
  for (const [name, set] of parts(folder)) console.log(line(name, scoreSentiment(segmenter, model, set)))
}

if (import.meta.main) evaluate()
