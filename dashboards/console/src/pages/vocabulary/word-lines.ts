/** A line that is not one word, or says one again; `line` counts from 1, `from`/`to` are its place in the text. */
export type LineFault = Readonly<{ line: number; from: number; to: number; words: string }>

/** What a text of one word per line comes to. */
export type WordLines = Readonly<{ words: readonly string[]; bad: readonly LineFault[]; again: readonly LineFault[] }>

const WORD = /^[\p{L}\p{N}]{2,20}$/u

/** Reads one word per line as the desk does; blank lines do not count, a word said again counts once. */
export function readWordLines(text: string): WordLines {
  const words = new Map<string, number>()
  const bad: LineFault[] = []
  const again: LineFault[] = []
  let from = 0
  text.split('\n').forEach((raw, at) => {
    const place = { line: at + 1, from, to: from + raw.length }
    from += raw.length + 1
    const word = raw.normalize('NFKC').trim()
    if (word === '') return
    const first = words.get(word)
    if (!WORD.test(word)) bad.push({ ...place, words: `“${word.slice(0, 20)}”不是 2 至 20 个汉字、字母或数字` })
    else if (first !== undefined) again.push({ ...place, words: `“${word}”与第 ${first} 行重复，只留一个` })
    else words.set(word, at + 1)
  })
  return { words: [...words.keys()], bad, again }
}

/** What one list has over another. */
export function wordsChanged(before: readonly string[], after: readonly string[]) {
  const had = new Set(before)
  const has = new Set(after)
  return { added: after.filter(word => !had.has(word)), removed: before.filter(word => !has.has(word)) }
}

/** What I changed on `base`, done on what others made of it meanwhile. */
export function mergeWords(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const { added, removed } = wordsChanged(base, mine)
  const gone = new Set(removed)
  return [...new Set([...theirs.filter(word => !gone.has(word)), ...added])]
}
