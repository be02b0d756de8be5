import type { Analysed } from '@guanlan/domain'

/** Read mentions by id and version, newest use last; what `matches` read of them is remembered with them. */
export type MentionMemory = Readonly<{
  get: (id: string, version: number) => Analysed | undefined
  put: (id: string, version: number, mention: Analysed) => void
}>

/** About 100 MB with all that `matches` keeps of a text: the candidates of a screen, its facets, its bars and its next pages. */
const MOST_CHARACTERS = 1_500_000

/** An empty memory that holds texts of `mostCharacters` together. */
export function mentionMemory(mostCharacters = MOST_CHARACTERS): MentionMemory {
  const known = new Map<string, Analysed>()
  let characters = 0
  const lengthOf = ({ title, text }: Analysed) => title.length + text.length
  const forget = (key: string, mention: Analysed) => {
    if (known.delete(key)) characters -= lengthOf(mention)
  }
  const add = (key: string, mention: Analysed) => {
    known.set(key, mention)
    characters += lengthOf(mention)
  }
  return {
    get(id, version) {
      const key = `${version} ${id}`
      const mention = known.get(key)
      if (mention === undefined) return undefined
      forget(key, mention)
      add(key, mention)
      return mention
    },
    put(id, version, mention) {
      const key = `${version} ${id}`
      const before = known.get(key)
      if (before !== undefined) forget(key, before)
      add(key, mention)
      for (const [oldest, one] of known) {
        if (characters <= mostCharacters) break
        forget(oldest, one)
      }
    },
  }
}
