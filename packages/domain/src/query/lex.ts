import { type Field, fieldNamed } from './fields.ts'

/** A piece of the query as written, at UTF-16 offsets [at, end). */
export type Lexeme = Readonly<{ at: number; end: number }> &
  (
    | Readonly<{ kind: 'open' | 'close' | 'and' | 'or' | 'not' | 'minus' | 'end' }>
    | Readonly<{ kind: 'near'; within: number; ordered: boolean }>
    | Readonly<{ kind: 'field'; field: Field; written: string }>
    | Readonly<{ kind: 'word' | 'quoted'; text: string }>
  )

/** A change of the query's text that may mend it: `length` units from `at` give way to `insert`. */
export type Edit = Readonly<{ at: number; length: number; insert: string }>

/** Stops the reading of a query; caught in parse.ts alone, where it becomes a value. */
export class Fault extends Error {
  readonly at: number
  readonly length: number
  readonly edit: Edit | null

  constructor(message: string, at: number, length: number, edit: Edit | null = null) {
    super(message)
    this.at = at
    this.length = length
    this.edit = edit
  }
}

/** The widest NEAR: beyond a thousand characters "near" says nothing. */
const WIDEST = 1000

const SPACE = /[\s，、；\u0000-\u001f]/u
const QUOTE = '"“”＂'
const isQuote = (character: string) => character !== '' && `${QUOTE}「」`.includes(character)
const isOpen = (character: string) => character === '(' || character === '（'
const isClose = (character: string) => character === ')' || character === '）'
const isMinus = (character: string) => character === '-' || character === '－'
const isDigit = (character: string) => /^[0-9０-９]$/.test(character)
const quoted = (words: string) => `"${words.replaceAll(/["“”＂「」]/g, ' ')}"`

/** Cuts a query into lexemes, the last one `end`. @throws {Fault} for what no reading can make sense of */
export function lex(source: string): Lexeme[] {
  const found: Lexeme[] = []
  const peek = (at: number) => source.charAt(at)

  // A comma between two digits belongs to a figure; any other one only separates words, as in a pasted list.
  const separates = (at: number) => {
    const character = peek(at)
    if (character !== ',' && character !== ';') return SPACE.test(character)
    return !(character === ',' && at > 0 && isDigit(peek(at - 1)) && isDigit(peek(at + 1)))
  }
  const wordEnd = (from: number) => {
    let at = from
    while (at < source.length && !separates(at) && !isOpen(peek(at)) && !isClose(peek(at)) && !isQuote(peek(at))) at++
    return at
  }

  const readQuoted = (at: number): number => {
    const closing = peek(at) === '「' || peek(at) === '」' ? '」' : QUOTE
    let end = at + 1
    while (end < source.length && !closing.includes(peek(end))) end++
    if (end >= source.length) {
      const edit = { at: source.trimEnd().length, length: 0, insert: closing === '」' ? '」' : '"' }
      throw new Fault('引号没有成对，请在词组末尾补上右引号', at, 1, edit)
    }
    found.push({ kind: 'quoted', at, end: end + 1, text: source.slice(at + 1, end) })
    return end + 1
  }

  const readWord = (at: number): number => {
    const end = wordEnd(at)
    const text = source.slice(at, end)
    if (found.at(-1)?.kind !== 'field') {
      const operator = operatorOf(text, at, end)
      if (operator) {
        found.push(operator)
        return end
      }
      const colon = text.search(/[:：]/)
      const field = colon > 0 ? fieldNamed(text.slice(0, colon)) : null
      if (field) {
        found.push({ kind: 'field', at, end: at + colon + 1, field, written: text.slice(0, colon) })
        return at + colon + 1
      }
      if (colon > 0 && /^[a-z]+$/i.test(text.slice(0, colon).normalize('NFKC'))) {
        const edit = { at, length: text.length, insert: quoted(text) }
        throw new Fault(`没有名为“${text.slice(0, colon)}”的字段；要原样查找请加引号`, at, colon + 1, edit)
      }
    }
    found.push({ kind: 'word', at, end, text })
    return end
  }

  for (let at = 0; at < source.length; ) {
    const character = peek(at)
    if (separates(at)) at++
    else if (isOpen(character)) found.push({ kind: 'open', at, end: ++at })
    else if (isClose(character)) found.push({ kind: 'close', at, end: ++at })
    else if (isQuote(character)) at = readQuoted(at)
    else if (isMinus(character) && found.at(-1)?.kind !== 'field') {
      if (at + 1 >= source.length || separates(at + 1) || isClose(peek(at + 1)))
        throw new Fault('减号后面要紧跟被排除的词', at, 1, { at, length: 1, insert: '' })
      found.push({ kind: 'minus', at, end: ++at })
    } else at = readWord(at)
  }
  found.push({ kind: 'end', at: source.length, end: source.length })
  return found
}

const OPERATORS: Readonly<Record<string, 'and' | 'or' | 'not'>> = {
  AND: 'and',
  OR: 'or',
  NOT: 'not',
  与: 'and',
  或: 'or',
  非: 'not',
}

function operatorOf(text: string, at: number, end: number): Lexeme | null {
  const word = text.normalize('NFKC')
  if (Object.hasOwn(OPERATORS, word)) return { kind: OPERATORS[word]!, at, end }
  const near = /^(O?NEAR)(?:\/(.*))?$/.exec(word)
  if (!near) return null
  const ordered = near[1] === 'ONEAR'
  const within = /^\d{1,6}$/.test(near[2] ?? '') ? Number(near[2]) : null
  if (within !== null && within <= WIDEST) return { kind: 'near', at, end, within, ordered }
  const insert = `${near[1]}/${within === null ? 10 : WIDEST}`
  throw new Fault(`${near[1]} 后面要写斜杠和 0 至 ${WIDEST} 的字数，例如 ${near[1]}/10`, at, end - at, {
    at,
    length: end - at,
    insert,
  })
}
