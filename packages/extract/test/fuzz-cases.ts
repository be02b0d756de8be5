import fc from 'fast-check'
import { SEEDS } from './fuzz-seeds.ts'

/** Bytes to be read, and what was said of them. */
export type FuzzCase = Readonly<{ bytes: Uint8Array; contentType: string | null }>

/** A whole number from 0 to below `n`. */
export type Draw = (n: number) => number

/** The same numbers for the same seed (xorshift32). */
export function drawsOf(seed: number): Draw {
  let state = (Math.imul(seed, 2654435761) ^ 0x9e3779b9) >>> 0 || 1
  return n => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return n <= 1 ? 0 : state % n
  }
}

const LONGEST = 60_000
const LABELS = [
  'gbk',
  'utf-8',
  'big5',
  'iso-8859-1',
  'utf-16',
  'euc-jp',
  'x-user-defined',
  'no-such',
  '"',
  '; charset=',
]
const text = (...words: string[]) => words.map(word => new TextEncoder().encode(word))
/** What breaks parsers: openings without ends, ends without openings, escapes, odd bytes and characters. */
const TOKENS: readonly Uint8Array[] = [
  ...text(
    '<',
    '>',
    '</',
    '/>',
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<!',
    '<?',
    '<a ',
    '="',
    "='",
    '&',
    '&#',
    '&#x0;',
    '&#1114112;',
  ),
  ...text(
    '<div>',
    '</div>',
    '<p>',
    '<b><i>',
    '<table><tr><td>',
    '<script>',
    '</script',
    '<style>',
    '<title>',
    '<textarea>',
  ),
  ...text(
    '<svg>',
    '<template>',
    '<base href="">',
    '<item>',
    '<entry>',
    '<url><loc>',
    '<rss>',
    '<html>',
    '{',
    '[',
    '"',
    '\\u',
    '}]',
  ),
  ...text(
    '\n',
    '\r\n',
    '\0',
    '\ufeff',
    '\u202e',
    '\ud800',
    '\u0301',
    '𠮷',
    '1e999',
    '-1',
    '99999999999999999999',
    '年月日',
    '来源：',
    '00:00',
  ),
  ...[[0xff], [0xfe], [0x80], [0x81, 0x30], [0xe4, 0xb8], [0x1b, 0x24, 0x42], [0x1f, 0x8b, 8], [0, 0]].map(b =>
    Uint8Array.from(b),
  ),
]

/** A case that follows from its number alone. */
export function fuzzCase(seed: number): FuzzCase {
  const draw = drawsOf(seed)
  const bytes = draw(4) === 0 ? grown(seed, draw) : mutated(draw)
  const label = draw(3) === 0 ? null : `text/html; charset=${LABELS[draw(LABELS.length)]}`
  return { bytes: bytes.subarray(0, LONGEST), contentType: label }
}

function mutated(draw: Draw): Uint8Array {
  let bytes = SEEDS[draw(SEEDS.length)]!.bytes
  for (let steps = 1 + draw(8); steps > 0 && bytes.length < LONGEST; steps--)
    bytes = STEPS[draw(STEPS.length)]!(bytes, draw)
  return bytes
}

const put = (bytes: Uint8Array, at: number, more: Uint8Array, over = 0) =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at + over)])

const STEPS: readonly ((bytes: Uint8Array, draw: Draw) => Uint8Array)[] = [
  (bytes, draw) => put(bytes, draw(bytes.length), Uint8Array.of(draw(256)), 1),
  (bytes, draw) => put(bytes, draw(bytes.length), TOKENS[draw(TOKENS.length)]!, draw(4)),
  (bytes, draw) => put(bytes, draw(bytes.length), new Uint8Array(), draw(64)),
  (bytes, draw) => bytes.subarray(0, draw(bytes.length + 1)),
  // a stretch many times over: depth, width, quadratic work
  (bytes, draw) => {
    const from = draw(bytes.length)
    const stretch = bytes.subarray(from, from + 1 + draw(60))
    return put(bytes, from, Buffer.concat(Array.from({ length: 1 + draw(400) }, () => stretch)))
  },
  (bytes, draw) =>
    put(
      bytes,
      draw(bytes.length),
      Buffer.concat(Array.from({ length: 1 + draw(2000) }, () => TOKENS[draw(TOKENS.length)]!)),
    ),
  (bytes, draw) => {
    const other = SEEDS[draw(SEEDS.length)]!.bytes
    const from = draw(other.length)
    return put(bytes, draw(bytes.length), other.subarray(from, from + draw(500)), draw(100))
  },
]

const NAMES = [
  'div',
  'p',
  'a',
  'b',
  'table',
  'tr',
  'td',
  'li',
  'item',
  'entry',
  'link',
  'title',
  'url',
  'loc',
  'script',
  'svg',
]
const markup = fc.letrec<{ node: string }>(tie => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('2026-11-24 08:14', '来源：云州晚报', '3小时前', '&amp;', '<br>', '<!-- x -->'),
    fc
      .tuple(
        fc.constantFrom(...NAMES),
        fc.array(fc.tuple(fc.constantFrom('class', 'href', 'id'), fc.string()), { maxLength: 2 }),
        fc.array(tie('node'), { maxLength: 4 }),
      )
      .map(
        ([name, attributes, inside]) =>
          `<${name}${attributes.map(([key, value]) => ` ${key}="${value}"`).join('')}>${inside.join('')}</${name}>`,
      ),
  ),
})).node

/** Something built from nothing: markup, JSON, text of any characters, bytes. */
const GROWN: fc.Arbitrary<string | Uint8Array> = fc.oneof(
  markup,
  fc.array(markup, { maxLength: 12 }).map(parts => `<rss><channel>${parts.join('')}`),
  fc.json({ maxDepth: 6 }),
  fc
    .record({ items: fc.array(fc.dictionary(fc.constantFrom('id', 'url', 'title', 'date_published'), fc.jsonValue())) })
    .map(value => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.uint8Array({ maxLength: 400 }),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.date({ noInvalidDate: true }).map(date => date.toString()),
)

function grown(seed: number, draw: Draw): Uint8Array {
  const [made = ''] = fc.sample(GROWN, { seed, numRuns: 1 })
  const bytes = typeof made === 'string' ? new TextEncoder().encode(made) : made
  return draw(2) === 0 ? bytes : put(bytes, draw(bytes.length + 1), TOKENS[draw(TOKENS.length)]!)
}
