const LETTERS = 7
const BITS = 7

/**
 * A number that orders ids as their code units do, as far as it goes: a smaller rank is a smaller id, equal ranks say
 * nothing. Seven characters of seven bits: for hexadecimal ids of one instant two in 2^28 share one.
 */
export function rankOf(id: string): number {
  let rank = 0
  for (let at = 0; at < LETTERS; at++) {
    const unit = at < id.length ? Math.min(id.charCodeAt(at), (1 << BITS) - 1) : 0
    rank = rank * (1 << BITS) + unit
  }
  return rank
}
