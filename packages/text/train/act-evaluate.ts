import { ACT_NAMES, type ActKind, type Cue } from '@guanlan/domain'
import { findActs } from '../src/act.ts'
import { findCues } from '../src/cue.ts'
import { findSigns } from '../src/cue-signs.ts'
import { prepare } from '../src/document.ts'
import { loadSegmenter, type Segmenter } from '../src/segment.ts'
import { sentimentJudge } from '../src/sentiment.ts'
import { readModel } from '../src/sentiment-model.ts'
import { ACTS_HELD_BACK } from './act-held-back.ts'
import { ACTS_OPEN } from './act-open.ts'
import { ACTS_OPEN_MORE } from './act-open-more.ts'
import { CUES_HELD_BACK } from './cue-held-back.ts'
import { CUES_OPEN } from './cue-open.ts'
import { CUES_OPEN_MORE } from './cue-open-more.ts'

/** How often a label was given rightly, wrongly, and missed. */
export type Tally = { right: number; wrong: number; missed: number }

/** A sentence that came out otherwise than a duty officer says: what was expected, what was found. */
export type Miss = Readonly<{ text: string; expected: string; found: string }>

/** Figures of one table: a tally for each label, and the sentences that are wrong. */
export type Tallies = Readonly<{ sentences: number; labels: ReadonlyMap<string, Tally>; misses: readonly Miss[] }>

const YEAR = 2026
const KINDS = Object.keys(ACT_NAMES) as ActKind[]
const STANCES: readonly Cue['stance'][] = ['affirmed', 'negated', 'hypothetical', 'past', 'reported']

const linesOf = (table: string) =>
  table
    .trim()
    .split('\n')
    .map(line => {
      const bar = line.indexOf(' | ')
      return {
        labels: line
          .slice(0, bar)
          .split(' ')
          .filter(label => label !== '-'),
        text: line.slice(bar + 3),
      }
    })

function tally(labels: readonly string[], pairs: readonly (readonly [Set<string>, Set<string>, string])[]): Tallies {
  const tallies = new Map(labels.map(label => [label, { right: 0, wrong: 0, missed: 0 }]))
  const misses: Miss[] = []
  for (const [expected, found, text] of pairs) {
    let same = true
    for (const [key, counts] of [...tallies].map(([label, counts]) => [label, counts] as const)) {
      const due = [...expected].filter(item => item.startsWith(key))
      const got = [...found].filter(item => item.startsWith(key))
      const right = got.filter(item => expected.has(item)).length
      counts.right += right
      counts.wrong += got.length - right
      counts.missed += due.length - right
      if (right !== due.length || right !== got.length) same = false
    }
    if (!same) misses.push({ text, expected: [...expected].join(' '), found: [...found].join(' ') })
  }
  return { sentences: pairs.length, labels: tallies, misses }
}

/** Speech acts of one table, as sets of kinds for each sentence. */
export function tallyActs(segmenter: Segmenter, table: string): Tallies {
  const judge = sentimentJudge(readModel())
  const pairs = linesOf(table).map(({ labels, text }) => {
    const document = prepare(segmenter, '', text)
    const signs = findSigns(document)
    const { probabilities, reasons } = judge(document)
    const feeling = { negative: probabilities[0], positive: probabilities[2], reasons }
    const acts = findActs(document, signs, findCues(document, signs, YEAR), feeling)
    const shown = `${text}  [${acts.map(({ kind, words }) => `${kind}: ${words}`).join(' · ')}]`
    return [new Set(labels), new Set(acts.map(({ kind }) => kind)), shown] as const
  })
  return tally(KINDS, pairs)
}

/** Stances of one table: a cue counts as right when its stance and its place are, to the character. */
export function tallyStances(segmenter: Segmenter, table: string): Tallies {
  const pairs = linesOf(table).map(({ labels, text: marked }) => {
    const text = marked.replace(/[[\]]/g, '')
    const expected = new Set<string>()
    let brackets = 0
    for (const match of marked.matchAll(/\[([^\]]*)\]/g)) {
      expected.add(`${labels[brackets] ?? labels[0]}:${match[1]}@${match.index - 2 * brackets}`)
      brackets++
    }
    const document = prepare(segmenter, '', text)
    const cues = findCues(document, findSigns(document), YEAR)
    return [expected, new Set(cues.map(({ cue }) => `${cue.stance}:${cue.words}@${cue.span.from}`)), text] as const
  })
  return tally(STANCES, pairs)
}

const ratio = (part: number, whole: number) => (whole === 0 ? '    –' : (part / whole).toFixed(3).padStart(5))

function print(name: string, { sentences, labels, misses }: Tallies, withMisses: boolean): void {
  console.log(`\n${name}: ${sentences} sentences, ${sentences - misses.length} wholly right`)
  console.log('label          due  precision  recall')
  for (const [label, { right, wrong, missed }] of labels) {
    const due = right + missed
    console.log(
      `${label.padEnd(13)}${String(due).padStart(5)}      ${ratio(right, right + wrong)}   ${ratio(right, due)}`,
    )
  }
  if (withMisses) for (const { text, expected, found } of misses) console.log(`  ${text}\n    ${expected} → ${found}`)
}

/** Prints precision and recall of every act and stance, on the sentences the rules were written against and on those held back. */
export function evaluateActs(withMisses = false): void {
  const segmenter = loadSegmenter()
  print('acts, open', tallyActs(segmenter, ACTS_OPEN + ACTS_OPEN_MORE.trimStart()), withMisses)
  print('acts, held back', tallyActs(segmenter, ACTS_HELD_BACK), false)
  print('stances, open', tallyStances(segmenter, CUES_OPEN + CUES_OPEN_MORE.trimStart()), withMisses)
  print('stances, held back', tallyStances(segmenter, CUES_HELD_BACK), false)
}

if (import.meta.main) evaluateActs(process.argv.includes('--misses'))
