import { createRequire } from 'node:module'
import { textIn } from './charset-bytes.ts'
import { withoutTags, withoutUnread } from './raw-markup.ts'

/** The detector's names for charsets of several bytes, and ours. */
const MULTIBYTE: ReadonlyMap<string, string> = new Map([
  ['gb18030', 'gb18030'],
  ['big5', 'big5'],
  ['big5hkscs', 'big5'],
  ['euc-kr', 'euc-kr'],
  ['cp949', 'euc-kr'],
  ['euc-jp', 'euc-jp'],
  ['shift_jis', 'shift_jis'],
  ['cp932', 'shift_jis'],
])
const SINGLE_BYTE: ReadonlyMap<string, string> = new Map([
  ...['windows-1252', 'windows-1251', 'koi8-r', 'windows-1250', 'windows-1254', 'windows-1253', 'windows-1255'].map(
    name => [name, name] as const,
  ),
  ['windows-1256', 'windows-1256'],
  ['tis-620', 'windows-874'],
  ['cp874', 'windows-874'],
])
const ASKED = [...MULTIBYTE.keys(), ...SINGLE_BYTE.keys()]

const WINDOW = 65_536 // bytes in which text is looked for first
const SAMPLE = 4000 // bytes of text; more changes no verdict and costs a quarter of a millisecond a kilobyte
const FEW = 16 // bytes above ASCII: eight Chinese characters
const LATIN_ROWS = 0.3
const SURE = 0.1
const GROUPS = 6
const MOST_PIECES = 120
const LEAST_SHARE = 0.1 // of the pieces; a text has more of its own however broken it is
const PIECE = /[\s\S]{1,16}/g // bytes; even, so that two-byte forms stay whole

/**
 * `of`: how likely each charset is by the statistics of its language, 0 to 1, likeliest first. `whole`: of each charset of
 * several bytes, the share of the bytes that are characters of it. `few`: there is little to go by. `rows`: the share of bytes above
 * ASCII that stand in rows; those of Latin writing stand alone between letters.
 */
export type Likelihoods = Readonly<{
  of: ReadonlyMap<string, number>
  whole: ReadonlyMap<string, number>
  few: boolean
  rows: number
}>

/**
 * Statistics of the bytes above ASCII in a page's text. The detector drops a charset at its first broken byte, so each is asked
 * about the stretches that are whole in it, and its answer counts by their share.
 */
export function likelihoods(bytes: Uint8Array): Likelihoods {
  const stretches = stretchesOf(bytes)
  const found = detected(stretches)
  const shapes = wholeStretches(stretches)
  const high = stretches.join('').replace(/[^\x80-\xff]+/g, '').length
  const few = high < FEW
  const rows = inRows(stretches) / Math.max(1, high)
  const of = new Map(!few && rows < LATIN_ROWS ? [] : multibyte(stretches, shapes, found))
  for (const [charset, likely] of found) if (!shapes.has(charset)) of.set(charset, likely)
  return {
    of: new Map([...of].sort((a, b) => b[1] - a[1])),
    whole: new Map(shapes.entries().map(([charset, { share }]) => [charset, share])),
    few,
    rows,
  }
}

type Likely = readonly (readonly [string, number])[]

/** Likelihoods of the charsets of several bytes, also of one whose bytes are partly broken. */
function multibyte(stretches: readonly string[], shapes: Shapes, found: ReadonlyMap<string, number>): Likely {
  for (const [charset, { share }] of shapes) {
    if (share === 1 && (found.get(charset) ?? 0) > SURE) return [...found].filter(([name]) => shapes.has(name))
  }
  // a lost byte turns the rest of its stretch into noise, which may even be whole in a wrong charset: short pieces bound the harm
  const pieces = wholeStretches(stretches.flatMap(piecesOf).slice(0, MOST_PIECES))
  return [...pieces].map(([charset, { share, parts }]) => [
    charset,
    share < LEAST_SHARE ? 0 : averaged(parts, charset) * share,
  ])
}

/** Mean verdict over groups of parts: a part that only the detector finds broken silences its own group. */
function averaged(parts: readonly string[], charset: string): number {
  const size = Math.max(3, Math.ceil(parts.length / GROUPS))
  let sum = 0
  for (let i = 0; i < parts.length; i += size) {
    const group = parts.slice(i, i + size)
    sum += (detected(group).get(charset) ?? 0) * group.length
  }
  return sum / Math.max(1, parts.length)
}

/** How many bytes above ASCII have a neighbour that is above it too. */
function inRows(stretches: readonly string[]): number {
  return (stretches.join(' ').match(/[\x80-\xff]{2,}/g) ?? []).reduce((sum, row) => sum + row.length, 0)
}

/** Runs of bytes above ASCII with the letters that touch them, one character a byte: of the text, or of everything when it has few. */
function stretchesOf(bytes: Uint8Array): readonly string[] {
  const raw = latin1(bytes.subarray(0, WINDOW))
  const shown = stretchesIn(withoutTags(withoutUnread(raw)))
  if (shown.join('').length >= FEW * 2) return shown
  const later = bytes.subarray(WINDOW).findIndex(b => b >= 0x80)
  return stretchesIn(later < 0 ? raw : `${raw} ${latin1(bytes.subarray(WINDOW + later).subarray(0, SAMPLE))}`)
}

/** A byte after one above ASCII may be the second half of a character; `<`, `>`, quotes and blanks never are. */
function stretchesIn(text: string): readonly string[] {
  const found: string[] = []
  let held = 0
  for (const [stretch] of text.matchAll(/[A-Za-z]{0,20}[\x80-\xff][\x80-\xff0-9A-Za-z@[-`{-~]{0,4000}/g)) {
    found.push(stretch)
    held += stretch.length
    if (held > SAMPLE) break
  }
  return found
}

function piecesOf(stretch: string): readonly string[] {
  return stretch.slice(stretch.search(/[\x80-\xff]/)).match(PIECE) ?? []
}

/** No character, a private one, or a control: none of them is in running text. */
const BROKEN = /[\ufffd\ue000-\uf8ff\x80-\x9f]/

type Shapes = ReadonlyMap<string, Readonly<{ parts: readonly string[]; share: number }>>

/** Of each charset of several bytes: the stretches that hold only characters of it, and their share of the bytes. */
function wholeStretches(stretches: readonly string[]): Shapes {
  const bytes = Buffer.from(stretches.join('\n'), 'latin1')
  const all = stretches.reduce((sum, stretch) => sum + stretch.length, 0)
  return new Map(
    [...new Set(MULTIBYTE.values())].map(charset => {
      // a line end is never part of a character: every stretch is read apart
      const read = textIn(charset, bytes).split('\n')
      const parts = stretches.flatMap((stretch, i) => {
        const text = read[i] ?? '\ufffd'
        // a last character that is cut spoils itself alone
        if (!BROKEN.test(text.endsWith('\ufffd') ? text.slice(0, -1) : text))
          return [text.endsWith('\ufffd') ? stretch.slice(0, -1) : stretch]
        return []
      })
      const share = parts.reduce((sum, stretch) => sum + stretch.length, 0) / Math.max(1, all)
      return [charset, { parts, share }] as const
    }),
  )
}

type Detector = Pick<typeof import('jschardet'), 'detectAll'>
let loaded: Detector | null = null

/** The detector's verdict. Its models weigh 60 MB, so they are loaded when the first page comes that is no UTF-8. */
function detected(stretches: readonly string[]): Map<string, number> {
  const found = new Map<string, number>()
  const text = stretches.join(' ').trim()
  if (text === '') return found
  loaded ??= createRequire(import.meta.url)('jschardet') as Detector
  const answer = loaded.detectAll(Buffer.from(text, 'latin1'), {
    detectEncodings: ASKED,
    minimumThreshold: 0,
  })
  for (const { encoding, confidence } of answer) {
    const name = (encoding ?? '').toLowerCase()
    const own = MULTIBYTE.get(name) ?? SINGLE_BYTE.get(name)
    if (own !== undefined && !found.has(own)) found.set(own, confidence)
  }
  return found
}

/** One character per byte, 0 to 255. */
function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
