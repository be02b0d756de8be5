import { similarity } from '@guanlan/text'

/** Bands of a fingerprint that must agree whole for two to be compared at all. */
const ROWS = 4

/** A wording of an open event. */
export type PrintRef = Readonly<{ eventId: string; mentionId: string; at: number; print: readonly number[] }>

/** A wording with the keys of its bands, and the turn it was last looked at in. */
type Kept = Readonly<{ ref: PrintRef; keys: Int32Array }> & { looked: number }

/** Finds near-identical wordings without comparing with all of them. */
export class Prints {
  /** By band and key of the band. */
  readonly #bands: Map<number, Kept[]>[] = []
  #turn = 0

  add(ref: PrintRef): void {
    const kept: Kept = { ref, keys: bandKeys(ref.print), looked: 0 }
    kept.keys.forEach((key, band) => {
      const byKey = this.#band(band)
      const all = byKey.get(key)
      if (all === undefined) byKey.set(key, [kept])
      else all.push(kept)
    })
  }

  remove(mentionId: string, print: readonly number[]): void {
    bandKeys(print).forEach((key, band) => {
      const byKey = this.#band(band)
      const left = (byKey.get(key) ?? []).filter(({ ref }) => ref.mentionId !== mentionId)
      if (left.length === 0) byKey.delete(key)
      else byKey.set(key, left)
    })
  }

  /** The most similar wording, of `least` or more, among those `allowed`; ties go to the smaller mention id. */
  nearest(
    print: readonly number[],
    least: number,
    allowed: (ref: PrintRef) => boolean,
  ): Readonly<{ ref: PrintRef; similarity: number }> | null {
    const turn = ++this.#turn
    const keys = bandKeys(print)
    let best: { ref: PrintRef; similarity: number } | null = null
    for (let band = 0; band < keys.length; band++) {
      for (const kept of this.#band(band).get(keys[band]!) ?? []) {
        if (kept.looked === turn) continue
        kept.looked = turn
        const { ref } = kept
        const alike = similarity(print, ref.print)
        if (alike < least) continue
        const nearer =
          best === null || alike > best.similarity || (alike === best.similarity && ref.mentionId < best.ref.mentionId)
        if (nearer && allowed(ref)) best = { ref, similarity: alike }
      }
    }
    return best
  }

  #band(band: number): Map<number, Kept[]> {
    const known = this.#bands[band]
    if (known !== undefined) return known
    const empty = new Map<number, Kept[]>()
    this.#bands[band] = empty
    return empty
  }
}

/** FNV-1a over each band's values. */
function bandKeys(print: readonly number[]): Int32Array {
  const keys = new Int32Array(Math.floor(print.length / ROWS))
  for (let band = 0; band < keys.length; band++) {
    let hash = 0x811c9dc5
    for (let i = band * ROWS; i < (band + 1) * ROWS; i++) hash = Math.imul(hash ^ (print[i]! | 0), 0x01000193)
    keys[band] = hash
  }
  return keys
}
