import { loadSegmenter } from '../src/segment.ts'
import { pairJudge } from '../src/similar.ts'
import { against, printTable, ratio } from './columns.ts'
import { type Ranked, rank } from './pair-score.ts'
import { readPairs } from './pair-sets.ts'
import { dataFolder } from './sets.ts'

/** Peers on the sealed part of the same set: F1 of "the same event" and average precision. */
const PEERS: readonly (readonly [name: string, f1: number, averagePrecision: number])[] = [
  ['同类：余弦', 0.607, 0.677],
  ['同类：提升树配对特征', 0.632, 0.709],
]
/** The model says "the same" from here on. */
const SAID = 0.5

/** How the committed model does on the pairs held back; `said`: F1 of what it says itself, without a threshold sought afterwards. */
export type PairScore = Ranked & Readonly<{ pairs: number; same: number; said: number }>

/** Scores the committed judge of pairs on those of `sohu_pairs_B` it never learned from. Null where the set is not in `folder`. */
export function scorePairs(folder: string): PairScore | null {
  const segmenter = loadSegmenter()
  const held = readPairs(segmenter, folder).filter(({ fold, weight }) => fold < 0 && weight === 1)
  if (held.length === 0) return null
  const judge = pairJudge(segmenter)
  const judged = held.map(({ texts: [a, b], same }) => ({ score: judge(a, b), same: same === 1 }))
  const given = judged.filter(({ score }) => score >= SAID)
  const right = given.filter(({ same }) => same).length
  const same = judged.filter(one => one.same).length
  return { ...rank(judged), pairs: held.length, same, said: (2 * right) / Math.max(1, given.length + same) }
}

/** Prints F1 and average precision on the pairs held back beside the measured peers; says so where the set is not here. */
export function evaluatePairs(folder: string | null = dataFolder()): PairScore | null {
  const score = folder === null ? null : scorePairs(folder)
  if (score === null) {
    console.log('跳过：训练集不在旁边，没有测。')
    return null
  }
  const { pairs, same, f1, averagePrecision, said } = score
  const best = PEERS.at(-1)!
  console.log(`sohu_pairs_B 留出部分：${pairs} 对，其中同一事件 ${same} 对`)
  printTable(
    ['', 'F1', '平均精度'],
    [
      ['本系统', ratio(f1), ratio(averagePrecision)],
      ['本系统，以 0.5 为界', ratio(said), ''],
      ...PEERS.map(([name, peerF1, peerPrecision]) => [name, ratio(peerF1), ratio(peerPrecision)]),
      ['与最好的同类相差', against(f1, best[1]), against(averagePrecision, best[2])],
    ],
  )
  return score
}

if (import.meta.main) evaluatePairs()
