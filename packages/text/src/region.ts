import type { Document } from './document.ts'
import { canName, wordAt } from './entity-name.ts'
import { NAME_BREAKERS } from './entity-words.ts'
import type { PlainWords } from './plain-words.ts'

const REGION_END = /[省市州县区镇乡村]$/
/** Agencies that any name may stand before: 上湾|镇政府, 望湖|街道办事处; before others only one that is no common word. */
const OPEN_AGENCY = /^(?:[市县区镇乡]政府|街道办|管委会|管理委员会|居委会|村委会)/
const LONGEST_REGION = 6
/** How many regions may stand before an agency: 云州市 | 云安区 | 交通运输局. */
const REGIONS = 2
/** 我市, 各县, 该区 point at a region without naming it. */
const POINTERS = /^[我本全各该此每到由请在和与向]/

/** Where the word that ends at `to` begins, when it names a region (石城县, or 县 with the word before it); else `to`. */
function regionWord(document: Document, to: number, plain: PlainWords): number {
  const { starts, words } = document
  if (to === 0) return to
  const index = wordAt(document, to - 1)
  const word = words[index]!
  if (starts[index]! + word.length !== to || !REGION_END.test(word) || POINTERS.test(word)) return to
  if (word.length > LONGEST_REGION) return to
  if (word.length === 2 && NAME_BREAKERS.has(word[0]!)) return to - 1
  if (word.length > 1) return starts[index]!
  const before = words[index - 1]
  if (before !== undefined && POINTERS.test(before)) return to
  return before === undefined || !isName(before, plain) || plain(before) !== null ? starts[index]! : starts[index - 1]!
}

const isName = (word: string, plain: PlainWords) =>
  word.length >= 2 && word.length <= 4 && canName(word) && plain(word) !== 'act'

/** Where the name of an agency begins when the name of its place stands straight before it; else `from`. */
function openedBy(document: Document, from: number, plain: PlainWords): number {
  if (from === 0) return from
  const index = wordAt(document, from - 1)
  const word = document.words[index]!
  if (document.starts[index]! + word.length !== from || !isName(word, plain) || REGION_END.test(word)) return from
  const open = OPEN_AGENCY.test(document.folded.slice(from, from + 6))
  return open || (word.length < 4 && plain(word) === null) ? document.starts[index]! : from
}

type Place = Readonly<{ kind: string; from: number; to: number }>

/** Where the name of an agency begins once the regions directly before it are taken in: places already found, or words. */
export function withRegion(document: Document, from: number, found: readonly Place[], plain: PlainWords): number {
  let begin = openedBy(document, from, plain)
  for (let taken = 0; taken < REGIONS; taken++) {
    const place = found.find(({ kind, to }) => kind === 'place' && to === begin)
    const next = place?.from ?? regionWord(document, begin, plain)
    if (next === begin || (next < document.textFrom && begin > document.textFrom)) break
    begin = next
  }
  return begin
}
