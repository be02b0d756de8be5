import type { Disguise } from '@guanlan/domain'
import { HIDDEN_TRAPS, HIDDEN_WORDS, isGuarded, SPELLINGS } from './disguise-words.ts'
import { type Document, LONGEST_ANALYSED, spanOf, standsAlone, wordsAt } from './document.ts'
import { isAlphanumeric, isHan } from './fold.ts'
import { LOOK_ALIKES } from './look-alike.ts'
import { matcher } from './matcher.ts'
import { TONED } from './pinyin.ts'

/** A word written so that a search misses it: its range in the folded text, and what is meant. */
export type Undisguised = Readonly<{ kind: Disguise['kind']; from: number; to: number; meant: string }>

const MOST = 40
const MOST_TRIED = 400
/** How many units between two characters of one word are a gap; an emoji with its joiners is up to eight. */
const LONGEST_GAP = 10
const LONGEST_EMOTICON = 8
const CONTEXT = 8

const RISK = 1
const GAP = 2
const LETTER = 4
const ALIKE = 8
const DIGIT = 16
const OPEN = 0x5b
const CLOSE = 0x5d

/** What a unit can be in a disguise. Marks that end or divide a sentence are no gap: 罢，运 are two clauses. */
const roles = new Uint8Array(65_536)
for (const mark of ' *#~^_-+=|/\\.·•‧∙●○◆◇■□★☆※→←↑↓♥♡♪♫…—＿×✕✖✗°`\'"@&%$') roles[mark.charCodeAt(0)] = GAP
for (let unit = 0x2190; unit <= 0x27bf; unit++) roles[unit] = GAP
for (let unit = 0xd800; unit <= 0xdfff; unit++) roles[unit] = GAP
roles[0xfe0f] = GAP
for (let unit = 0x61; unit <= 0x7a; unit++) roles[unit] = LETTER
for (let unit = 0x30; unit <= 0x39; unit++) roles[unit] = DIGIT
for (const unit of TONED.keys()) roles[unit] = LETTER
for (const unit of LOOK_ALIKES.keys()) roles[unit] = ALIKE

/** Two characters that follow each other in a word worth hiding. */
const neighbours = new Set<number>()
const neighbourKey = (a: number, b: number) => a * 65_536 + b
for (const word of HIDDEN_WORDS) {
  for (let i = 0; i < word.length; i++) {
    roles[word.charCodeAt(i)]! |= RISK
    if (i > 0) neighbours.add(neighbourKey(word.charCodeAt(i - 1), word.charCodeAt(i)))
  }
}

const findPlain = matcher([...HIDDEN_TRAPS, ...HIDDEN_WORDS])
const plainWord = (pattern: number) => HIDDEN_WORDS[pattern - HIDDEN_TRAPS.length]
const findSpelled = matcher(SPELLINGS.map(({ written }) => written))

/** The shortest word that is written in letters alone: bayun. */
const LEAST_LETTERS = 5
const SPLIT = 1
const SPELLED = 2

/** One look at every unit: which of the slow searches this text is worth. */
function suspicions({ units, length }: Document): number {
  let found = 0
  let before = 0
  let letters = 0
  for (let i = 0; i < length; i++) {
    const role = roles[units[i]!]!
    if ((role & RISK) !== 0) {
      if ((before & LETTER) !== 0) found |= SPELLED
    } else if ((role & LETTER) !== 0) {
      letters = (before & LETTER) !== 0 ? letters + 1 : 1
      if ((before & (RISK | DIGIT)) !== 0 || letters === LEAST_LETTERS) found |= SPELLED
    } else if ((role & DIGIT) !== 0) {
      if ((before & LETTER) !== 0) found |= SPELLED
    } else if ((role & ALIKE) !== 0) found |= SPELLED
    else if ((before & RISK) !== 0 && ((role & GAP) !== 0 || units[i] === OPEN)) {
      if (gapEnd(units, i, length) > i) found |= SPLIT
    }
    before = role
  }
  return found
}

/** Where a gap that begins at `from`, behind a character of a hidden word, ends before the next character of it; else `from`. */
function gapEnd(units: Uint16Array, from: number, length: number): number {
  let to = from
  while (to < length && to - from <= LONGEST_GAP) {
    if (units[to] === OPEN) {
      let close = to + 1
      while (close < length && close - to <= LONGEST_EMOTICON && units[close] !== CLOSE) close++
      if (units[close] !== CLOSE) return from
      to = close + 1
    } else if ((roles[units[to]!]! & GAP) !== 0) to++
    else break
  }
  if (to === from || to >= length) return from
  return neighbours.has(neighbourKey(units[from - 1]!, units[to]!)) ? to : from
}

const joined = new Uint16Array(LONGEST_ANALYSED)
const places = new Int32Array(LONGEST_ANALYSED + 1)

const text = (units: Uint16Array, from: number, to: number) => String.fromCharCode(...units.subarray(from, to))

/** Whether a cut of `whole` begins a word at `from` and ends one at `to`. */
function bounds(words: readonly string[], from: number, to: number): boolean {
  let at = 0
  let begins = from === 0
  let ends = false
  for (const word of words) {
    at += word.length
    if (at === from) begins = true
    if (at === to) ends = true
  }
  return begins && ends
}

/**
 * Whether the line reads as `meant` at this place: put back together the word must stand there (早上 访问 has no 上访), and as it is
 * written neither side may belong to another word of the dictionary (停 运行, b运营).
 */
function readsAs({ segmenter, units, length }: Document, from: number, to: number, meant: string): boolean {
  const begin = Math.max(0, from - CONTEXT)
  const end = Math.min(length, to + CONTEXT)
  const lead = text(units, begin, from)
  const tail = text(units, to, end)
  if (!bounds(segmenter.cut(lead + meant + tail), lead.length, lead.length + meant.length)) return false
  return bounds(segmenter.cutKnown(text(units, begin, end)), from - begin, to - begin)
}

const SPACE = 0x20

/** Whether the word is part of a line that is spaced out as a whole, as headings are. */
function spacedOut({ units, length }: Document, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (!isHan(units[i]!) && units[i] !== SPACE) return false
  const before = from > 1 && units[from - 1] === SPACE && isHan(units[from - 2]!)
  const after = to + 1 < length && units[to] === SPACE && isHan(units[to + 1]!)
  return before || after
}

/** Words with spaces, signs or emoji between their characters. */
function split(document: Document, found: Undisguised[]): void {
  const { units, length } = document
  let size = 0
  for (let i = 0; i < length; ) {
    const to = i > 0 && (roles[units[i - 1]!]! & RISK) !== 0 ? gapEnd(units, i, length) : i
    if (to > i) i = to
    else {
      places[size] = i
      joined[size++] = units[i++]!
    }
  }
  let tried = 0
  let coveredTo = 0
  for (const { pattern, from, to } of findPlain(joined, size)) {
    const begin = places[from]!
    const end = places[to - 1]! + 1
    if (begin < coveredTo || end - begin === to - from) continue
    const meant = plainWord(pattern)
    if (meant === undefined) {
      coveredTo = end
      continue
    }
    if (++tried > MOST_TRIED) return
    if (!isGuarded(meant) && spacedOut(document, begin, end)) continue
    if (!readsAs(document, begin, end, meant)) continue
    found.push({ kind: 'split', from: begin, to: end, meant })
    coveredTo = end
  }
}

/** Words with letters in the place of a character, and Latin words and numbers with letters of another script in them. */
function spelled(document: Document, found: Undisguised[]): void {
  const { units, length } = document
  for (let i = 0; i < length; i++) joined[i] = TONED.get(units[i]!) ?? LOOK_ALIKES.get(units[i]!) ?? units[i]!
  const inRun = (at: number) => at >= 0 && at < length && isAlphanumeric(joined[at]!)
  let tried = 0
  let coveredTo = 0
  for (const { pattern, from, to } of findSpelled(joined, length)) {
    if (from < coveredTo || (inRun(from) && inRun(from - 1)) || (inRun(to - 1) && inRun(to))) continue
    const { written, meant } = SPELLINGS[pattern]!
    let kind: Undisguised['kind'] = isHan(meant.charCodeAt(0)) ? 'pinyin' : 'homoglyph'
    for (let i = from; i < to; i++) if ((roles[units[i]!]! & ALIKE) !== 0) kind = 'homoglyph'
    if (written === meant && text(units, from, to) === meant) continue
    if (++tried > MOST_TRIED) return
    if (isHan(meant.charCodeAt(0)) && !readsAs(document, from, to, meant)) continue
    found.push({ kind, from, to, meant })
    coveredTo = to
  }
}

const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Me}]/u

/** Words that are plain once folded, with something invisible inside or with signs that pass for their characters. */
function seenThrough(document: Document, found: Undisguised[]): void {
  let coveredTo = 0
  for (const { pattern, from, to } of findPlain(document.units, document.length)) {
    if (from < coveredTo || !standsAlone(document, from, to)) continue
    coveredTo = to
    const meant = plainWord(pattern)
    if (meant === undefined) continue
    const words = wordsAt(document, from, to)
    if (INVISIBLE.test(words)) found.push({ kind: 'invisible', from, to, meant })
    else if (/[\u2e80-\u2fdf\uf900-\ufaff]/.test(words)) found.push({ kind: 'homoglyph', from, to, meant })
  }
}

const NONE: readonly Undisguised[] = []

/**
 * Words worth hiding that are written so that a search misses them, in the order of the text, none overlapping, at most 40. Only such
 * words are looked for: ordinary spaces, letters and emoji (K线, b站, 上 下 班) are no disguise.
 */
export function undisguise(document: Document): readonly Undisguised[] {
  const suspicion = suspicions(document)
  if (suspicion === 0 && document.way === null) return NONE
  const found: Undisguised[] = []
  if (document.way !== null) seenThrough(document, found)
  if ((suspicion & SPLIT) !== 0) split(document, found)
  if ((suspicion & SPELLED) !== 0) spelled(document, found)
  if (found.length === 0) return NONE
  found.sort((a, b) => a.from - b.from || b.to - a.to)
  let coveredTo = 0
  const apart = found.filter(({ from, to }) => {
    if (from < coveredTo) return false
    coveredTo = to
    return true
  })
  return apart.slice(0, MOST)
}

/** The same as an analysis tells them: the words as they stand in the original. */
export function disguisesOf(document: Document, found: readonly Undisguised[]): readonly Disguise[] {
  return found.map(({ kind, from, to, meant }) => ({
    kind,
    words: wordsAt(document, from, to),
    meant,
    span: spanOf(document, from, to),
  }))
}
