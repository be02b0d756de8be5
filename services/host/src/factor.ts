import { InvalidArgumentError } from 'commander'

/** A number of an option within a range, or a sentence that names the range. */
export function factor(least: number, most: number): (text: string) => number {
  return text => {
    const n = text.trim() === '' ? Number.NaN : Number(text)
    if (!(n >= least && n <= most)) throw new InvalidArgumentError(`应为 ${least} 至 ${most} 的数。`)
    return n
  }
}
