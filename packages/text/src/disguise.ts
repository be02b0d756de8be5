import type { Disguise } from '@guanlan/domain'
import { findPlain, plainWord, type Undisguised } from './disguise-reading.ts'
import { gapEnd, IN_RUN, ROLE, roles } from './disguise-roles.ts'
import { spelled } from './disguise-spelled.ts'
import { split } from './disguise-split.ts'
import { type Document, spanOf, standsAlone, wordsAt } from './document.ts'

const MOST = 40

const SPLIT = 1
const SPELLED = 2

/** One look at every unit: which of the slow searches this text is worth. */
function suspicions({ units, length }: Document): number {
  let found = 0
  let before = 0
  for (let i = 0; i < length; i++) {
    const role = roles[units[i]!]!
    if ((role & IN_RUN) !== 0) found |= SPELLED
    else if ((before & ROLE.risk) !== 0 && (role & ROLE.gap) !== 0 && gapEnd(units, i, length) > i) found |= SPLIT
    before = role
  }
  return found
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
