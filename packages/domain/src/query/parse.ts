import { Rejected } from '../error.ts'
import { type Field, isLabelField, labelNames, labelOf } from './fields.ts'
import { fold } from './fold.ts'
import { Fault, type Lexeme, lex } from './lex.ts'
import { isWordField, type Phrase, type Query } from './query.ts'
import { pattern } from './tokens.ts'

/*
 * query  = or ;
 * or     = and , { ( "OR" | "或" ) , and } ;
 * and    = item , { [ "AND" | "与" ] , item } ;              at least one item of an `and` is not excluded
 * item   = [ "NOT" | "非" | "-" ] , near ;
 * near   = atom , [ ( "NEAR/" | "ONEAR/" ) , number , atom ] ; both atoms are words, phrases or groups of them joined by OR
 * atom   = [ field , ":" ] , ( word | phrase | "(" , or , ")" ) ;  no field inside the group of a field
 * phrase = quote , { any character but a quote } , quote ;
 * word   = character , { character } , [ "*" ] ;              up to white space, ， 、 ； a bracket or a quote
 *
 * Operators are upper case and stand alone; （ ） “ ” ： － ＊ and full-width letters count as their narrow forms.
 */

/** Longest query in UTF-16 units. */
export const LONGEST_QUERY = 2000
/** Most words, phrases and labels in one query. */
export const MOST_TERMS = 200
/** Deepest nesting of brackets. */
export const DEEPEST_QUERY = 50

/** A query read, or why not: where (UTF-16 offset and length), in words for people, and a query that would do, if one is near. */
export type Parsed =
  | Readonly<{ ok: true; ast: Query }>
  | Readonly<{ ok: false; at: number; length: number; message: string; repair: string | null }>

const EMPTY = '请输入要检索的词'

/** Reads a query. Never throws: what is wrong comes back as a value, with the position. */
export function parse(source: string): Parsed {
  const first = attempt(source)
  if (first.ok) return first
  return { ok: false, at: first.at, length: first.length, message: first.message, repair: repaired(source) }
}

/**
 * Reads a query that must be good, such as a stored watch.
 * @throws {Rejected} 'query/bad' with the position and the reason in Chinese
 */
export function parseQuery(source: string): Query {
  const parsed = parse(source)
  if (parsed.ok) return parsed.ast
  throw new Rejected('query/bad', { detail: `第 ${parsed.at + 1} 个字符：${parsed.message}` })
}

type Attempt =
  | { ok: true; ast: Query }
  | { ok: false; at: number; length: number; message: string; mended: string | null }

function attempt(source: string): Attempt {
  try {
    if (source.length > LONGEST_QUERY) {
      const message = `检索式最长 ${LONGEST_QUERY} 个字符，现有 ${source.length} 个`
      throw new Fault(message, LONGEST_QUERY, source.length - LONGEST_QUERY)
    }
    return { ok: true, ast: new Reader(lex(source)).query() }
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault
    const { at, length, message, edit } = fault
    const mended = edit && source.slice(0, edit.at) + edit.insert + source.slice(edit.at + edit.length)
    return { ok: false, at, length, message, mended }
  }
}

/** Mends one fault after another until the query reads; null when a fault has no obvious mend. */
function repaired(source: string): string | null {
  let now: string | null = source
  for (let tries = 0; tries < 30 && now !== null; tries++) {
    const result = attempt(now)
    if (result.ok) return now.trim()
    now = result.mended
  }
  return null
}

type Scope = Field | null

class Reader {
  readonly #lexemes: readonly Lexeme[]
  #next = 0
  #terms = 0

  constructor(lexemes: readonly Lexeme[]) {
    this.#lexemes = lexemes
  }

  query(): Query {
    if (this.#peek().kind === 'end') throw new Fault(EMPTY, 0, 0)
    const ast = this.#or(null, 0)
    const rest = this.#peek()
    if (rest.kind !== 'end') throw new Fault('多了一个右括号', rest.at, 1, { at: rest.at, length: 1, insert: '' })
    return ast
  }

  #peek(): Lexeme {
    return this.#lexemes[this.#next]!
  }

  #take(): Lexeme {
    return this.#lexemes[this.#next++]!
  }

  #or(scope: Scope, depth: number): Query {
    const any = [this.#and(scope, depth)]
    while (this.#peek().kind === 'or') {
      this.#take()
      any.push(this.#and(scope, depth))
    }
    return any.length === 1 ? any[0]! : { kind: 'or', any: any.flatMap(one => (one.kind === 'or' ? one.any : [one])) }
  }

  #and(scope: Scope, depth: number): Query {
    const all: Query[] = []
    const none: Query[] = []
    const from = this.#peek()
    const before = this.#lexemes[this.#next - 1]
    for (;;) {
      if (this.#peek().kind === 'and' && all.length + none.length > 0) this.#take()
      const excluded = this.#peek().kind === 'not' || this.#peek().kind === 'minus'
      if (excluded) this.#take()
      ;(excluded ? none : all).push(this.#near(scope, depth))
      const { kind } = this.#peek()
      if (kind === 'or' || kind === 'close' || kind === 'end') break
    }
    if (all.length === 0) {
      const length = this.#peek().at - from.at
      // `a OR -b` nearly always means `a -b`; a lone exclusion says nothing about what to look for.
      const edit = before?.kind === 'or' ? { at: before.at, length: before.end - before.at, insert: '' } : null
      throw new Fault('只有排除的词，没有要找的词；请在前面加上要找的词', from.at, length, edit)
    }
    return all.length === 1 && none.length === 0 ? all[0]! : { kind: 'and', all, none }
  }

  #near(scope: Scope, depth: number): Query {
    const from = this.#peek().at
    const left = this.#atom(scope, depth)
    const operator = this.#peek()
    if (operator.kind !== 'near') return left
    const leftEnd = this.#lexemes[this.#next - 1]!.end
    this.#take()
    const rightFrom = this.#peek().at
    const right = this.#atom(scope, depth)
    const lefts = phrasesOf(left, from, leftEnd)
    const rights = phrasesOf(right, rightFrom, this.#lexemes[this.#next - 1]!.end)
    if (!lefts.some(a => rights.some(b => a.field === b.field || a.field === 'any' || b.field === 'any')))
      throw new Fault('相邻的两边要在同一个字段里', operator.at, operator.end - operator.at)
    const again = this.#peek()
    if (again.kind === 'near') {
      const message = '相邻一次只能连两边；要连三个词，请写成 (甲 NEAR/10 乙) (乙 NEAR/10 丙)'
      throw new Fault(message, again.at, again.end - again.at, {
        at: again.at,
        length: again.end - again.at,
        insert: '',
      })
    }
    return { kind: 'near', left: lefts, right: rights, within: operator.within, ordered: operator.ordered }
  }

  #atom(scope: Scope, depth: number): Query {
    const lexeme = this.#take()
    switch (lexeme.kind) {
      case 'open':
        return this.#group(lexeme, scope, depth)
      case 'field': {
        if (scope !== null) {
          const edit = { at: lexeme.at, length: lexeme.end - lexeme.at, insert: '' }
          throw new Fault('括号外面已经限定了字段，里面不能再写字段', lexeme.at, lexeme.end - lexeme.at, edit)
        }
        const { kind } = this.#peek()
        if (kind !== 'open' && kind !== 'word' && kind !== 'quoted')
          throw new Fault(`“${lexeme.written}”后面缺少要找的内容`, lexeme.at, lexeme.end - lexeme.at, {
            at: lexeme.at,
            length: lexeme.end - lexeme.at,
            insert: '',
          })
        return this.#atom(lexeme.field, depth)
      }
      case 'word':
      case 'quoted':
        return this.#term(lexeme, scope)
      default:
        throw this.#unexpected(lexeme)
    }
  }

  #group(open: Lexeme, scope: Scope, depth: number): Query {
    if (depth + 1 > DEEPEST_QUERY) throw new Fault(`括号最多套 ${DEEPEST_QUERY} 层`, open.at, 1)
    const { kind, end } = this.#peek()
    if (kind === 'close')
      throw new Fault('括号里是空的', open.at, end - open.at, { at: open.at, length: end - open.at, insert: ' ' })
    const inner = this.#or(scope, depth + 1)
    const close = this.#take()
    if (close.kind !== 'close')
      throw new Fault('左括号没有配对，请在末尾补上右括号', open.at, 1, { at: close.at, length: 0, insert: ')' })
    return inner
  }

  #term(lexeme: Extract<Lexeme, { text: string }>, scope: Scope): Query {
    const { at, end, text } = lexeme
    if (++this.#terms > MOST_TERMS) throw new Fault(`检索词最多 ${MOST_TERMS} 个`, at, end - at)
    if (scope !== null && isLabelField(scope)) {
      const label = labelOf(scope, text)
      if (label) return label
      const names = labelNames(scope)
      throw new Fault(`没有“${text}”这一项；可以写：${names.join('、')}`, at, end - at)
    }
    const open = lexeme.kind === 'word' && /[*＊]$/.test(text)
    const asked = pattern(fold(text).text, open)
    if (asked === null) {
      const edit = { at, length: end - at, insert: '' }
      throw new Fault(`“${text}”里没有可以检索的字、字母或数字`, at, end - at, edit)
    }
    return { kind: 'phrase', field: scope ?? 'any', pattern: asked, words: text }
  }

  /** Something else stood where a word was expected: says what to do about it. */
  #unexpected(lexeme: Lexeme): Fault {
    const { at, end, kind } = lexeme
    const before = this.#lexemes[this.#next - 2]
    const drop = (one: Lexeme) => ({ at: one.at, length: one.end - one.at, insert: '' })
    const isOperator = before && ['and', 'or', 'not', 'minus', 'near'].includes(before.kind)
    if ((kind === 'end' || kind === 'close') && isOperator)
      return new Fault('这里缺少一个词：运算符后面要有词', before.at, before.end - before.at, drop(before))
    if (kind === 'close') return new Fault('多了一个右括号', at, 1, drop(lexeme))
    if (kind === 'end' && before?.kind === 'open') return new Fault('括号里是空的', before.at, 1, drop(before))
    if (kind === 'end') return new Fault(EMPTY, at, 0)
    const twice = isOperator ? '两个运算符连在一起了，中间缺少一个词' : '运算符前面缺少一个词'
    return new Fault(twice, at, end - at, drop(lexeme))
  }
}

/** The phrases an operand of NEAR stands for. @throws {Fault} when it is anything but words joined by OR */
function phrasesOf(operand: Query, at: number, end: number): readonly Phrase[] {
  const any = operand.kind === 'or' ? operand.any : [operand]
  return any.map(one => {
    if (one.kind === 'phrase' && isWordField(one.field)) return one
    throw new Fault('相邻的两边只能是词、词组，或用 OR 连起来的一组词', at, end - at)
  })
}
