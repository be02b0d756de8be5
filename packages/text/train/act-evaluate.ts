import { ACT_NAMES, type Act, type ActKind, type Cue, SENTIMENT_NAMES, type Sentiment } from '@guanlan/domain'
import { findActs } from '../src/act.ts'
import { findCues } from '../src/cue.ts'
import { findSigns } from '../src/cue-signs.ts'
import { undisguise } from '../src/disguise.ts'
import { type Document, prepare } from '../src/document.ts'
import { loadSegmenter, type Segmenter } from '../src/segment.ts'
import { type SentimentJudge, sentimentJudge } from '../src/sentiment.ts'
import { readModel } from '../src/sentiment-model.ts'
import { ACTS_HELD_BACK } from './act-held-back.ts'
import { ACTS_OPEN } from './act-open.ts'
import { ACTS_OPEN_LATE } from './act-open-late.ts'
import { ACTS_OPEN_MORE } from './act-open-more.ts'
import { printTable, ratio } from './columns.ts'
import { CUES_HELD_BACK } from './cue-held-back.ts'
import { CUES_OPEN } from './cue-open.ts'
import { CUES_OPEN_LATE } from './cue-open-late.ts'
import { CUES_OPEN_MORE } from './cue-open-more.ts'
import { HARD_SENTENCES } from './hard-sentences.ts'

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

type Reading = Readonly<{ sentiment: Sentiment; acts: readonly Act[]; cues: readonly Cue[] }>

/** What the analyser makes of a sentence, without the parts not measured here. */
function read(document: Document, judge: SentimentJudge): Reading {
  const { sentiment, probabilities, reasons } = judge(document)
  const signs = findSigns(document, undisguise(document))
  const placed = findCues(document, signs, YEAR)
  const acts = findActs(document, signs, placed, { negative: probabilities[0], positive: probabilities[2], reasons })
  return { sentiment, acts, cues: placed.map(({ cue }) => cue) }
}

/** Speech acts of one table, as sets of kinds for each sentence. */
export function tallyActs(segmenter: Segmenter, judge: SentimentJudge, table: string): Tallies {
  const pairs = linesOf(table).map(({ labels, text }) => {
    const { acts } = read(prepare(segmenter, '', text), judge)
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

const share = (part: number, whole: number) => ratio(whole === 0 ? null : part / whole)
const STANCE_NAMES: Readonly<Record<Cue['stance'], string>> = {
  affirmed: '肯定',
  negated: '否定',
  hypothetical: '假设',
  past: '过去',
  reported: '转述',
}
const NAMES: Readonly<Record<string, string>> = { ...ACT_NAMES, ...STANCE_NAMES }

function print(name: string, { sentences, labels, misses }: Tallies, withMisses: boolean): void {
  console.log(`\n${name}：${sentences} 句，完全判对 ${sentences - misses.length} 句`)
  printTable(
    ['标签', '应有', '精度', '召回'],
    [...labels].map(([label, { right, wrong, missed }]) => {
      const due = right + missed
      return [NAMES[label] ?? label, String(due), share(right, right + wrong), share(right, due)]
    }),
  )
  if (withMisses) for (const { text, expected, found } of misses) console.log(`  ${text}\n    ${expected} → ${found}`)
}

/** Prints what comes out of the hard sentences, right or wrong. */
function printHard(segmenter: Segmenter, judge: SentimentJudge): void {
  const rows = HARD_SENTENCES.map(({ text, why, sentiment, acts, cues }) => {
    const found = read(prepare(segmenter, '', text), judge)
    const said = (of: readonly ActKind[]) =>
      KINDS.filter(kind => of.includes(kind))
        .map(kind => ACT_NAMES[kind])
        .join('、')
    const pairs = [
      ['情感', SENTIMENT_NAMES[sentiment], SENTIMENT_NAMES[found.sentiment]],
      ['言语行为', said(acts), said(found.acts.map(({ kind }) => kind))],
      [
        '风险词',
        cues.map(([words, stance]) => `${words} ${STANCE_NAMES[stance]}`).join('、'),
        found.cues.map(cue => `${cue.words} ${STANCE_NAMES[cue.stance]}`).join('、'),
      ],
    ] as const
    return { text, why, shown: found.acts, wrong: pairs.filter(([, expected, came]) => expected !== came) }
  })
  const right = rows.filter(({ wrong }) => wrong.length === 0).length
  console.log(`\n难句：${rows.length} 句，完全判对 ${right} 句`)
  for (const { text, why, shown, wrong } of rows) {
    console.log(`${wrong.length === 0 ? '对' : '错'}  ${text}（${why}）`)
    for (const { kind, words } of shown) console.log(`      ${ACT_NAMES[kind]}：${words}`)
    for (const [what, expected, came] of wrong)
      console.log(`      ${what}：应为 ${expected || '–'}，判为 ${came || '–'}`)
  }
}

/**
 * Prints precision and recall of every act and stance, on the sentences the rules were written against and on those held back,
 * and what comes out of the twenty hard sentences.
 */
export function evaluateActs(withMisses = false): void {
  const segmenter = loadSegmenter()
  const judge = sentimentJudge(readModel())
  print(
    '言语行为，编规则时看过',
    tallyActs(segmenter, judge, [ACTS_OPEN, ACTS_OPEN_MORE, ACTS_OPEN_LATE].map(table => table.trim()).join('\n')),
    withMisses,
  )
  print('言语行为，留出', tallyActs(segmenter, judge, ACTS_HELD_BACK), false)
  print(
    '风险词的语态，编规则时看过',
    tallyStances(segmenter, [CUES_OPEN, CUES_OPEN_MORE, CUES_OPEN_LATE].map(table => table.trim()).join('\n')),
    withMisses,
  )
  print('风险词的语态，留出', tallyStances(segmenter, CUES_HELD_BACK), false)
  printHard(segmenter, judge)
}

if (import.meta.main) evaluateActs(process.argv.includes('--misses'))
