/** A probability in plain words, never a certainty: `92 %`, `99 % 以上`, `不足 1 %`. */
export function percentWords(probability: number): string {
  if (probability > 0.99) return '99 % 以上'
  if (probability < 0.01) return '不足 1 %'
  return `${Math.round(probability * 100)} %`
}

/** How sure the machine is of what it chose. */
export function surenessWords(probability: number): string {
  return `把握 ${percentWords(probability)}`
}
