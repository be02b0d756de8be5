import { ENTITY_NAMES, type EntityKind, fromWallClock } from '@guanlan/domain'
import { prepare } from '../src/document.ts'
import { entityFinder } from '../src/entity.ts'
import { loadSegmenter } from '../src/segment.ts'
import { printTable, ratio } from './columns.ts'
import { TEST_NAMES } from './entity-names.ts'
import { DEVELOPMENT_SENTENCES } from './entity-sentences-development.ts'
import { HELD_BACK_SENTENCES } from './entity-sentences-held-back.ts'

/** When our sentences are read: noon of Tuesday, 24 November 2026 at +08:00. */
export const READ_AT = fromWallClock(2026, 11, 24, 12)

/** An entity as a person marked it: `says` is its name, day, yuan or people, `?` for none, null where nothing was said of it. */
export type Marked = Readonly<{ kind: EntityKind; says: string | null; from: number; to: number }>

/** One sentence without its marks, and the marks. */
export type MarkedSentence = Readonly<{ text: string; marks: readonly Marked[] }>

const MARK = /\{([a-z]+)(?::([^|{}]*))?\|([^{}]*)\}/g

const isKind = (kind: string): kind is EntityKind => Object.hasOwn(ENTITY_NAMES, kind)

/**
 * Reads a sentence with marks such as `{line:3路|三路}公交`.
 * @throws {Error} for a kind that does not exist or a bracket left over, which is a mistake of ours
 */
export function readMarked(line: string): MarkedSentence {
  let text = ''
  let read = 0
  const marks: Marked[] = []
  for (const match of line.matchAll(MARK)) {
    const [whole, kind = '', says = null, words = ''] = match
    if (!isKind(kind)) throw new Error(`no kind ${kind} in ${line}`)
    text += line.slice(read, match.index)
    marks.push({ kind, says, from: text.length, to: text.length + words.length })
    text += words
    read = match.index + whole.length
  }
  text += line.slice(read)
  if (/[{}|]/.test(text)) throw new Error(`a bracket is left over in ${line}`)
  return { text, marks }
}

/** How many entities of a kind were marked, found, and found right: kind and place agree, and name or figure where one was said. */
export type Tally = { marked: number; found: number; right: number }

/** What is missed and what is found too much in one sentence. */
export type Miss = Readonly<{ text: string; missed: readonly string[]; extra: readonly string[] }>

/** Scores sentences per kind. What stands inside a longer marked entity of another kind is neither right nor wrong. */
export function scoreEntities(
  sentences: readonly MarkedSentence[],
): Readonly<{ tallies: ReadonlyMap<EntityKind, Tally>; misses: readonly Miss[] }> {
  const segmenter = loadSegmenter()
  const find = entityFinder(TEST_NAMES)
  const kinds = Object.keys(ENTITY_NAMES) as EntityKind[]
  const tallies = new Map(kinds.map(kind => [kind, { marked: 0, found: 0, right: 0 }]))
  const misses: Miss[] = []
  for (const { text, marks } of sentences) {
    const open = new Set(marks)
    const extra: string[] = []
    for (const { kind, name, value, span } of find(prepare(segmenter, '', text), READ_AT)) {
      const inner = marks.some(mark => mark.kind !== kind && mark.from <= span.from && span.to <= mark.to)
      if (inner && marks.every(mark => mark.kind !== kind || mark.from !== span.from)) continue
      const mark = marks.find(one => one.kind === kind && one.from === span.from && one.to === span.to)
      tallies.get(kind)!.found++
      const said = figure(kind, name, value)
      if (mark !== undefined && (mark.says === null || mark.says === said)) {
        tallies.get(kind)!.right++
        open.delete(mark)
      } else extra.push(`${kind}:${said}|${text.slice(span.from, span.to)}`)
    }
    for (const { kind } of marks) tallies.get(kind)!.marked++
    const missed = [...open].map(({ kind, says, from, to }) => `${kind}:${says ?? ''}|${text.slice(from, to)}`)
    if (missed.length + extra.length > 0) misses.push({ text, missed, extra })
  }
  return { tallies, misses }
}

function figure(kind: EntityKind, name: string, value: number | null): string {
  if (kind !== 'date' && kind !== 'amount' && kind !== 'people') return name
  if (value === null) return '?'
  return kind === 'date' ? new Date(value + 8 * 3_600_000).toISOString().slice(0, 10) : String(value)
}

const share = (part: number, whole: number) => ratio(whole === 0 ? null : part / whole)

function print(title: string, sentences: readonly MarkedSentence[]): void {
  const { tallies } = scoreEntities(sentences)
  console.log(`${title}：自写句子 ${sentences.length} 句`)
  const all = { marked: 0, found: 0, right: 0 }
  const rows = [...tallies].map(([kind, tally]) => {
    all.marked += tally.marked
    all.found += tally.found
    all.right += tally.right
    return row(ENTITY_NAMES[kind], tally)
  })
  printTable(['类别', '应有', '精度', '召回', 'F1'], [...rows, row('合计', all)])
}

function row(name: string, { marked, found, right }: Tally): readonly string[] {
  return [name, String(marked), share(right, found), share(right, marked), share(2 * right, marked + found)]
}

/** The sentences of one half, read. */
export const sentencesOf = (half: 'held back' | 'development'): readonly MarkedSentence[] =>
  (half === 'held back' ? HELD_BACK_SENTENCES : DEVELOPMENT_SENTENCES).trim().split('\n').map(readMarked)

/** Prints precision and recall of entities per kind on our 500 sentences; rules were made on the second half only. */
export function evaluateEntities(): void {
  console.log('没有可比的同类数据。')
  print('留出部分', sentencesOf('held back'))
  print('编规则时看过的部分', sentencesOf('development'))
}

if (import.meta.main) evaluateEntities()
