import type { Chance } from './chance.ts'

/** What stands behind a `{name}` in a phrase. */
export type Slots = (name: string) => string

type Part = string | Readonly<{ slot: string }> | Readonly<{ oneOf: readonly (readonly Part[])[] }>

const compiled = new Map<string, readonly Part[]>()

/**
 * Says a phrase: `{name}` is filled from the slots, `(a|b|)` becomes one of its branches, which may nest and may be empty.
 * @throws {SyntaxError} for a bracket without its partner, which is a mistake in our own wording
 */
export function say(phrase: string, slots: Slots, chance: Chance): string {
  let parts = compiled.get(phrase)
  if (parts === undefined) {
    parts = compile(phrase)
    compiled.set(phrase, parts)
  }
  return spoken(parts, slots, chance)
}

/** The names of all slots a phrase can use, for checking word lists. */
export function slotsOf(phrase: string): string[] {
  return [...phrase.matchAll(/\{(\w+)\}/g)].map(match => match[1]!)
}

function spoken(parts: readonly Part[], slots: Slots, chance: Chance): string {
  let out = ''
  for (const part of parts) {
    if (typeof part === 'string') out += part
    else if ('slot' in part) out += slots(part.slot)
    else out += spoken(chance.pick(part.oneOf), slots, chance)
  }
  return out
}

function compile(phrase: string): readonly Part[] {
  const [branches, end] = compileBranches(phrase, 0)
  if (end !== phrase.length) throw new SyntaxError(`bracket without its partner at ${end}: ${phrase}`)
  return branches.length === 1 ? branches[0]! : [{ oneOf: branches }]
}

/** Branches up to the closing bracket or the end, and where they end. */
function compileBranches(phrase: string, from: number): [Part[][], number] {
  const branches: Part[][] = [[]]
  let at = from
  while (at < phrase.length && phrase[at] !== ')') {
    const branch = branches[branches.length - 1]!
    const sign = phrase[at]
    if (sign === '|') {
      branches.push([])
      at++
    } else if (sign === '(') {
      const [oneOf, end] = compileBranches(phrase, at + 1)
      if (phrase[end] !== ')') throw new SyntaxError(`bracket without its partner at ${at}: ${phrase}`)
      branch.push({ oneOf })
      at = end + 1
    } else if (sign === '{') {
      const end = phrase.indexOf('}', at)
      if (end < 0) throw new SyntaxError(`slot without its end at ${at}: ${phrase}`)
      branch.push({ slot: phrase.slice(at + 1, end) })
      at = end + 1
    } else {
      const rest = phrase.slice(at).search(/[|(){]/)
      const end = rest < 0 ? phrase.length : at + rest
      branch.push(phrase.slice(at, end))
      at = end
    }
  }
  return [branches, at]
}
