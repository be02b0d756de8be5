/** How bytes are as UTF-8: `dirty` is UTF-8 but for some broken sequences, such as a cut end or a stretch in another charset. */
export type Utf8Fit = Readonly<{
  fit: 'ascii' | 'valid' | 'dirty' | 'no'
  odd: number // how many characters, when all above ASCII are of two bytes and none is Latin; else 0
}>

/** A charset of the East puts single bytes together into short UTF-8 forms by chance, into long ones hardly ever. */
const CHANCE = 10
/** The first byte of U+017F, the last of the Latin letters that languages are written in. */
const LAST_LATIN = 0xc5

/** Reads every byte above ASCII once. Over-long forms and surrogates are no UTF-8. */
export function utf8Fit(bytes: Uint8Array): Utf8Fit {
  let short = 0
  let latin = 0
  let longBytes = 0
  let broken = 0
  for (let i = 0; i < bytes.length; ) {
    if (bytes[i]! < 0x80) {
      i++
      continue
    }
    const length = sequenceLength(bytes, i)
    if (length === 2) {
      short++
      if (bytes[i]! <= LAST_LATIN) latin++
    } else if (length > 2) longBytes += length
    // an end cut within a character breaks nothing
    else if (i + 4 <= bytes.length || bytes[i]! < 0xc2 || bytes[i]! > 0xf4) broken++
    i += length || 1
  }
  const odd = longBytes + latin === 0 ? short : 0
  if (broken === 0) {
    if (short + longBytes > 0) return { fit: 'valid', odd }
    return { fit: bytes.some(b => b >= 0x80) ? 'no' : 'ascii', odd }
  }
  const whole = longBytes > Math.max(broken, 8) || short + longBytes / 3 > broken * CHANCE
  return { fit: whole ? 'dirty' : 'no', odd }
}

/** Length of the valid UTF-8 sequence at `i`, 0 when there is none. */
function sequenceLength(b: Uint8Array, i: number): number {
  const lead = b[i]!
  const second = b[i + 1] ?? 0
  const follows = (at: number) => ((b[at] ?? 0) & 0xc0) === 0x80
  if (lead >= 0xc2 && lead <= 0xdf) return follows(i + 1) ? 2 : 0
  if (lead >= 0xe0 && lead <= 0xef) {
    if (!follows(i + 1) || !follows(i + 2)) return 0
    return (lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f) ? 0 : 3
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    if (!follows(i + 1) || !follows(i + 2) || !follows(i + 3)) return 0
    return (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f) ? 0 : 4
  }
  return 0
}
