/** Tokens of folded text in order; offsets are UTF-16 units of the folded text, `to` exclusive. */
export type Tokens = Readonly<{ words: readonly string[]; from: readonly number[]; to: readonly number[] }>

/** What a term asks of consecutive tokens: all equal, the last one by its beginning when `prefix`. */
export type Pattern = Readonly<{ words: readonly string[]; prefix: boolean }>

/** Longer runs are cut, so that no engine's own limit (255 in Elasticsearch, 32,768 bytes in FTS5) decides. */
const LONGEST_RUN = 64

const SEPARATOR = 0
const HAN = 1
const OTHER = 2
const DIGIT = 3
const JOINER = 4
type Kind = number

function classify(character: string): Kind {
  if (character >= '0' && character <= '9') return DIGIT
  if (!/[\p{L}\p{M}\p{N}]/u.test(character)) return '+-./'.includes(character) ? JOINER : SEPARATOR
  return /\p{Script=Han}/u.test(character) ? HAN : OTHER
}

let basicPlane: Uint8Array | null = null
function kinds(): Uint8Array {
  if (basicPlane) return basicPlane
  basicPlane = new Uint8Array(0x10000)
  for (let unit = 0; unit < 0x10000; unit++) basicPlane[unit] = classify(String.fromCharCode(unit))
  return basicPlane
}

type Run = { han: boolean; from: number; to: number }

/** Runs of one kind. `+ - . /` join only between two digits: `k787+532`, `3.5`, `2024-05`, but not `ETC/人工` or `a-b`. */
function runs(text: string): Run[] {
  const table = kinds()
  const found: Run[] = []
  let run: Run | null = null
  let before: Kind = SEPARATOR
  for (let at = 0; at < text.length; ) {
    const unit = text.charCodeAt(at)
    let width = 1
    let kind: Kind = table[unit]!
    if (unit >= 0xd800 && unit < 0xdc00) {
      const character = String.fromCodePoint(text.codePointAt(at)!)
      width = character.length
      kind = classify(character)
    }
    if (kind === JOINER) kind = before === DIGIT && table[text.charCodeAt(at + 1)] === DIGIT ? OTHER : SEPARATOR
    if (kind === SEPARATOR) run = null
    else if (run && run.han === (kind === HAN)) run.to = at + width
    else {
      run = { han: kind === HAN, from: at, to: at + width }
      found.push(run)
    }
    before = kind
    at += width
  }
  return found
}

const isHigh = (unit: number) => unit >= 0xd800 && unit < 0xdc00

function cut(text: string, run: Run, into: { words: string[]; from: number[]; to: number[] }): void {
  const push = (from: number, to: number) => {
    into.words.push(text.slice(from, to))
    into.from.push(from)
    into.to.push(to)
  }
  if (run.han) {
    for (let at = run.from; at < run.to; ) {
      const second = at + (isHigh(text.charCodeAt(at)) ? 2 : 1)
      const end = second < run.to ? second + (isHigh(text.charCodeAt(second)) ? 2 : 1) : second
      push(at, end)
      at = second
    }
    return
  }
  for (let at = run.from; at < run.to; ) {
    let end = Math.min(at + LONGEST_RUN, run.to)
    if (end < run.to && isHigh(text.charCodeAt(end - 1))) end++
    push(at, end)
    at = end
  }
}

/**
 * Tokens of folded text: a run of Han as overlapping pairs and its last character alone, so that every character begins
 * exactly one token; any other run of letters, digits and marks as one token, cut every 64 units. The rest separates.
 */
export function tokens(folded: string): Tokens {
  const into = { words: [] as string[], from: [] as number[], to: [] as number[] }
  for (const run of runs(folded)) cut(folded, run, into)
  return into
}

/**
 * What a folded term asks of the tokens; null when it has no letter, digit or ideograph.
 * Ending in two or more ideographs it leaves out the last one alone, since the text may go on; ending in a single
 * ideograph it asks for a token that begins so. Ending in another run it asks for the whole token, unless `open`.
 */
export function pattern(folded: string, open: boolean): Pattern | null {
  const { words } = tokens(folded)
  const last = runs(folded).at(-1)
  if (!last) return null
  if (!last.han) return { words, prefix: open }
  const single = words.at(-1)!.length === last.to - last.from
  return single ? { words, prefix: true } : { words: words.slice(0, -1), prefix: false }
}

/** Positions of the first token of every occurrence. */
export function occurrences({ words }: Tokens, asked: Pattern): number[] {
  const found: number[] = []
  const [first, ...rest] = asked.words
  if (first === undefined) return found
  const only = rest.length === 0
  for (let at = 0; at + rest.length < words.length; at++) {
    const word = words[at]!
    if (only ? fits(word, first, asked.prefix) : word === first && restFits(words, at + 1, rest, asked.prefix))
      found.push(at)
  }
  return found
}

const fits = (word: string, asked: string, prefix: boolean) => (prefix ? word.startsWith(asked) : word === asked)

function restFits(words: readonly string[], at: number, rest: readonly string[], prefix: boolean): boolean {
  const last = rest.length - 1
  for (let n = 0; n < last; n++) if (words[at + n] !== rest[n]) return false
  return fits(words[at + last]!, rest[last]!, prefix)
}
