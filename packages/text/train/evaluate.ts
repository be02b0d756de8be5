import { loadSegmenter } from '../src/segment.ts'
import { readModel } from '../src/sentiment-model.ts'
import { against, partName, printTable, ratio } from './columns.ts'
import { type Score, sentimentScorer } from './score.ts'
import { ownParts, type Part, sentimentParts } from './sentiment-parts.ts'
import { dataFolder } from './sets.ts'

const HEAD = [
  '测试部分',
  '条数',
  '来源未知',
  '来源已知',
  '同类最好',
  '相差',
  '负面',
  '中性',
  '正面',
  '校准误差',
  '来源已知',
]

function row({ name, texts, peer }: Part, unknown: Score, known: Score): readonly string[] {
  const figures = [unknown.macroF1, known.macroF1, peer].map(ratio)
  const perClass = [...unknown.f1, unknown.calibrationError, known.calibrationError].map(ratio)
  return [partName(name), String(texts.length), ...figures, against(unknown.macroF1, peer), ...perClass]
}

/**
 * Prints macro-F1 of the sentiment model on every part it never saw, with the source unknown and known, beside the best
 * measured peer on other texts of the same set; then F1 per class and calibration error. Without the sets our own
 * sentences only.
 */
export function evaluate(path?: string, folder: string | null = dataFolder()): void {
  if (folder === null) console.log('跳过：训练集不在旁边，只测自写的句子。')
  const segmenter = loadSegmenter()
  const model = readModel(path)
  const score = sentimentScorer(segmenter, model)
  console.log(`情感模型 ${model.version}，词典 ${segmenter.version}；macro-F1，各类 F1，校准误差分十档`)
  const parts = folder === null ? ownParts() : sentimentParts(folder)
  printTable(
    HEAD,
    parts.map(part => row(part, score(part.texts, false), score(part.texts, true))),
  )
}

if (import.meta.main) evaluate()
