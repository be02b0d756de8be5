import { similarity } from '@guanlan/text'

/** Bands of a fingerprint that must agree whole for two to be compared at all. */
const ROWS = 4

/** A wording of an open event. */
export type PrintRef = Readonly<{ eventId: string; mentionId: string; at: number; print: readonly number[] }>

/** Finds near-identical wordings without comparing with all of them. */
export class Prints {
  readonly #bands = new Map<number, PrintRef[]>()

  add(ref: PrintRef): void {
    for (const key of bandKeys(ref.print)) {
      const refs = this.#bands.get(key)
      if (refs === undefined) this.#bands.set(key, [ref])
      else refs.push(ref)
    }
  }

  remove(mentionId: string, print: readonly number[]): void {
    for (const key of bandKeys(print)) {
      const left = (this.#bands.get(key) ?? []).filter(ref => ref.mentionId !== mentionId)
      if (left.length === 0) this.#bands.delete(key)
      else this.#bands.set(key, left)
    }
  }

  /** The most similar wording, of `least` or more, among those `allowed`; ties go to the smaller mention id. */
  nearest(
    print: readonly number[],
    least: number,
    allowed: (ref: PrintRef) => boolean,
  ): Readonly<{ ref: PrintRef; similarity: number }> | null {
    let best: { ref: PrintRef; similarity: number } | null = null
    const seen = new Set<string>()
    for (const key of bandKeys(print)) {
      for (const ref of this.#bands.get(key) ?? []) {
        if (seen.has(ref.mentionId)) continue
        seen.add(ref.mentionId)
        const alike = similarity(print, ref.print)
        if (alike < least || !allowed(ref)) continue
        const nearer =
          best === null || alike > best.similarity || (alike === best.similarity && ref.mentionId < best.ref.mentionId)
        if (nearer) best = { ref, similarity: alike }
      }
    }
    return best
  }
}

/** FNV-1a over each band's values, with the band's number in the high part. */
function bandKeys(print: readonly number[]): number[] {
  const keys: number[] = []
  for (let from = 0; from + ROWS <= print.length; from += ROWS) {
    let hash = 0x811c9dc5
    for (let i = from; i < from + ROWS; i++) hash = Math.imul(hash ^ (print[i]! | 0), 0x01000193)
    keys.push((from / ROWS) * 2 ** 32 + (hash >>> 0))
  }
  return keys
}
