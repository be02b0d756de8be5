import type { Delivery } from '@guanlan/ports'

/** A stream keeps at most this many deliveries in memory, and bodies of this many UTF-16 units of JSON. */
const MOST_KEPT = 4096
const MOST_UNITS = 8_000_000

/** One message as kept: its delivery and what its body takes as JSON. */
export type Kept = Readonly<{ delivery: Delivery; units: number }>

/**
 * What was appended last and is still to be read by a group of this process, one run of offsets without a gap. A group that keeps up
 * is handed the very body that was appended, so nothing is read back from the file and parsed again; all others read the file.
 * A full tail takes no more until it was read empty: what it holds is what is read next.
 */
export class BusTail {
  readonly #groups = new Map<string, number>()
  #kept: Kept[] = []
  #units = 0

  /** A group of this process reads on after `position`. */
  reached(group: string, position: number): void {
    this.#groups.set(group, position)
    this.#drop()
  }

  /** A group of this process reads no more. */
  left(group: string): void {
    this.#groups.delete(group)
    this.#drop()
  }

  /** Takes in what was appended; `whole` is false for a body that JSON would change, and then the file is read. */
  add(delivery: Delivery, units: number, whole: boolean): void {
    const last = this.#kept.at(-1)?.delivery.offset
    const follows = last === undefined || last + 1 === delivery.offset
    const room = this.#kept.length < MOST_KEPT && this.#units + units <= MOST_UNITS
    if (this.#groups.size === 0 || !whole || !follows || !room) return
    this.#kept.push({ delivery, units })
    this.#units += units
  }

  /** What stands after an offset, `limit` at most; null when only the file knows. */
  read(after: number, limit: number): readonly Delivery[] | null {
    const first = this.#kept[0]?.delivery.offset
    if (first === undefined || after + 1 < first || after + 1 > first + this.#kept.length - 1) return null
    const from = after + 1 - first
    return this.#kept.slice(from, from + limit).map(({ delivery }) => delivery)
  }

  /** Lets go of everything: groups read the file, which may hold less than was appended. */
  forget(): void {
    this.#kept = []
    this.#units = 0
  }

  /** Lets go of what every group has read. */
  #drop(): void {
    const read = this.#groups.size === 0 ? Number.POSITIVE_INFINITY : Math.min(...this.#groups.values())
    let n = 0
    while (n < this.#kept.length && this.#kept[n]!.delivery.offset <= read) this.#units -= this.#kept[n++]!.units
    if (n > 0) this.#kept = this.#kept.slice(n)
  }
}
