import { expect, test } from 'vitest'
import { decode } from './charset.ts'
import { encode } from './fixtures/encode.ts'

/** One sentence of each writing, with characters that only the wider form of its charset holds. */
const SENTENCES = {
  gb18030: '云州市交通运输局昨日通告，石桥镇大桥封闭检修，村民𠮷先生说绕行要多走二十公里，镕基路同时改道。',
  big5: '屋邨居民投訴巴士成日脫班，話呢啲安排唔啱，佢哋嚟信要求運輸署睇吓點解，車站等咗成個鐘都冇車。',
  'euc-jp': '市の交通局は昨日、来週の月曜日から橋の補修工事を始めると発表しました。バスは国道を回ります。',
  shift_jis: '市の交通局は昨日、来週の月曜日から橋の補修工事を始めると発表しました。ﾊﾞｽは国道を回ります。',
  'euc-kr': '시청 교통국은 어제 다리 보수 공사를 시작한다고 발표했습니다. 버스는 국도로 우회합니다.',
  'windows-1251': 'Городское управление транспорта сообщило, что в понедельник начнется ремонт моста у вокзала.',
  'windows-1252':
    'La réfection du pont débutera lundi ; les autobus seront déviés, très chargés à l’heure où l’école ferme.',
} as const
type Charset = keyof typeof SENTENCES
const CHARSETS = Object.keys(SENTENCES) as Charset[]
const EASTERN = CHARSETS.slice(0, 5)

const page = (body: string, head = '') =>
  `<!DOCTYPE html><html><head>${head}<script src="/a.js"></script></head><body class="news"><p>${body}</p></body></html>`
const html = (charset: string | null) => (charset === null ? 'text/html' : `text/html; charset=${charset}`)

test.each(CHARSETS)('%s that nothing declares', charset => {
  const decoded = decode(encode(page(SENTENCES[charset]), charset), html(null))
  expect(decoded).toMatchObject({ charset, reason: 'statistics', overruled: null })
  expect(decoded.text).toContain(SENTENCES[charset])
})

const LIES = EASTERN.flatMap(charset =>
  [...CHARSETS, 'utf-8', 'utf-16'].filter(label => label !== charset).map(label => ({ charset, label })),
)
test.each(LIES)('$charset that header and meta call $label', ({ charset, label }) => {
  const decoded = decode(encode(page(SENTENCES[charset], `<meta charset="${label}">`), charset), html(label))
  expect(decoded.charset).toBe(charset)
  expect(decoded.text).toContain(SENTENCES[charset])
})

test.each(CHARSETS)('%s under its own label, in the header, in a meta, late in the page', charset => {
  for (const [bytes, type] of [
    [encode(page(SENTENCES[charset]), charset), html(charset)],
    [encode(page(SENTENCES[charset], `<meta charset=${charset}>`), charset), html(null)],
    [encode(page(SENTENCES[charset], `${' '.repeat(9000)}<meta charset='${charset}'>`), charset), null],
  ] as const) {
    const decoded = decode(bytes, type)
    expect(decoded).toMatchObject({ charset, overruled: null })
    expect(decoded.text).toContain(SENTENCES[charset])
  }
})

test.each([
  ['gb2312', 'gb18030'],
  ['GB_2312-80', 'gb18030'],
  ['csGB2312', 'gb18030'],
  ['x-gbk', 'gb18030'],
  ['cp936', 'gb18030'],
  ['ms936', 'gb18030'],
  ['euc-cn', 'gb18030'],
  ['chinese', 'gb18030'],
  ['big5-hkscs', 'big5'],
  ['cp950', 'big5'],
  ['x-x-big5', 'big5'],
  ['ks_c_5601-1987', 'euc-kr'],
  ['cp949', 'euc-kr'],
  ['x-sjis', 'shift_jis'],
  ['windows-31j', 'shift_jis'],
  ['cp932', 'shift_jis'],
  ['x-euc-jp', 'euc-jp'],
] as const)('the label %s means %s', (label, charset) => {
  // four characters alone: the label has to be believed, statistics have little to go by
  const text = SENTENCES[charset].slice(0, 4)
  expect(decode(encode(text, charset), html(label))).toMatchObject({ text, charset, reason: 'header', overruled: null })
})

test.each([
  ['quoted', 'text/html; charset="gb2312"; boundary=x'],
  ['in single quotes', "text/html;charset='GBK'"],
  ['with blanks', 'text/html ; Charset = gbk '],
  ['alone', 'charset=gbk'],
])('a header %s', (_why, type) => {
  expect(decode(encode(page(SENTENCES.gb18030), 'gb18030'), type)).toMatchObject({
    charset: 'gb18030',
    reason: 'header',
  })
})

test.each([
  ['content before http-equiv', '<meta content="text/html; charset=gb2312" http-equiv="Content-Type">'],
  ['no quotes', '<META HTTP-EQUIV=Content-Type CONTENT=text/html;charset=gb2312>'],
  ['full-width quotes', '<meta charset=“gb2312”>'],
  ['a quote too few', '<meta http-equiv="Content-Type" content="text/html; charset=gb2312>'],
  ['a lie in a comment before it', '<!-- <meta charset="big5"> --><meta charset="gbk">'],
  ['a lie in a script before it', '<script>var m = \'<meta charset="big5">\'</script><meta charset="gbk">'],
  ['a lie in a style before it', '<style>/* <meta charset="big5"> */</style><meta charset="gbk">'],
  [
    'a description that speaks of charsets',
    '<meta name="description" content="how charset=big5 works"><meta charset=gbk>',
  ],
  ['an unknown label before it', '<meta charset="no-such"><meta charset="gbk">'],
])('meta: %s', (_why, meta) => {
  const decoded = decode(encode(page(SENTENCES.gb18030, meta), 'gb18030'), html(null))
  expect(decoded).toMatchObject({ charset: 'gb18030', reason: 'meta', overruled: null })
  expect(decoded.text).toContain(SENTENCES.gb18030)
})

test.each([
  ['utf-16le', true],
  ['utf-16be', true],
  ['utf-16le', false],
  ['utf-16be', false],
] as const)('%s, marked: %s', (charset, marked) => {
  for (const text of [page(SENTENCES.gb18030), `<?xml version="1.0"?><a>${SENTENCES.big5}</a>`, SENTENCES.gb18030]) {
    const decoded = decode(encode(marked ? `\ufeff${text}` : text, charset), html(null))
    expect(decoded).toMatchObject({ text, charset, reason: marked ? 'bom' : 'statistics' })
  }
})

test.each([
  ['an XML prolog in GBK', '<?xml version="1.0" encoding="GB2312"?>', 'gb18030', 'xml'],
  ['an XML prolog in Big5 after blank lines', "\r\n  <?xml version='1.0' encoding='Big5'?>", 'big5', 'xml'],
  ['an XML prolog that says UTF-16 of GBK', '<?xml version="1.0" encoding="UTF-16"?>', 'gb18030', 'statistics'],
] as const)('%s', (_why, prolog, charset, reason) => {
  const text = `${prolog}<rss><channel><title>${SENTENCES[charset]}</title></channel></rss>`
  expect(decode(encode(text, charset), 'text/xml')).toMatchObject({ text, charset, reason })
})

test('the escapes of ISO-2022-JP are found, declared or not', () => {
  const bytes = Uint8Array.from([...'<p>\u001b$B;T$N\u001b(B</p>'].map(char => char.charCodeAt(0)))
  expect(decode(bytes, html('iso-2022-jp'))).toMatchObject({
    charset: 'iso-2022-jp',
    reason: 'header',
    text: '<p>市の</p>',
  })
  expect(decode(bytes, null)).toMatchObject({ charset: 'iso-2022-jp', reason: 'statistics' })
})

const LINES = EASTERN.map(charset => ({ charset, text: page(Array(6).fill(SENTENCES[charset]).join('</p>\n<p>')) }))

test.each(LINES)('$charset cut within its last character', ({ charset, text }) => {
  const whole = encode(text.slice(0, text.lastIndexOf('</p>')), charset)
  const decoded = decode(whole.subarray(0, -1), html(null))
  expect(decoded.charset).toBe(charset)
  expect(decoded.text).toContain(SENTENCES[charset].slice(0, -1))
})

test.each(LINES)('$charset with broken, lost and foreign bytes, under its label or a lie', ({ charset, text }) => {
  const bytes = encode(text, charset)
  const foreign = new TextEncoder().encode('<i>交通</i>')
  for (const at of [bytes.length >> 1, (bytes.length >> 1) + 1, bytes.length - 300]) {
    const before = bytes.subarray(0, at)
    for (const dirty of [
      [...before, ...bytes.subarray(at + 1)],
      [...before, 0xff, ...bytes.subarray(at)],
      [...before, ...foreign, ...bytes.subarray(at)],
    ]) {
      for (const label of [null, charset, 'iso-8859-1', 'utf-8']) {
        const decoded = decode(Uint8Array.from(dirty), html(label))
        expect(decoded.charset).toBe(charset)
        expect(decoded.text).toContain(SENTENCES[charset])
      }
    }
  }
})

test.each([
  [
    'a stretch in GBK',
    [...new TextEncoder().encode(page(SENTENCES.gb18030.repeat(3))), ...encode(SENTENCES.gb18030, 'gb18030')],
  ],
  ['a lost byte', [...new TextEncoder().encode(page(SENTENCES.gb18030.repeat(2)))].toSpliced(200, 1)],
])('UTF-8 with %s stays UTF-8', (_why, bytes) => {
  for (const label of ['utf-8', 'gbk', null]) {
    const decoded = decode(Uint8Array.from(bytes), html(label))
    expect(decoded.charset).toBe('utf-8')
    expect(decoded.text).toContain(SENTENCES.gb18030)
  }
})

test.each([
  ['koi8-r', 'Управление транспорта сообщило, что мост закроют на ремонт'],
  ['windows-874', 'กรมขนส่งประกาศปิดสะพานเพื่อซ่อมแซมตั้งแต่วันจันทร์หน้า'],
  ['windows-1255', 'משרד התחבורה הודיע אתמול כי הגשר ייסגר לשיפוצים'],
  ['windows-1256', 'أعلنت إدارة النقل أمس أن الجسر سيغلق للصيانة'],
])('%s that nothing declares', (charset, text) => {
  expect(decode(encode(`<title>${text}</title>`, charset))).toMatchObject({ charset, text: `<title>${text}</title>` })
})

test('rare characters under a fitting label stay what they are', () => {
  for (const [label, text] of [
    ['gb18030', 'བོད་ལྗོངས་ཀྱི་གནས་ཚུལ།'],
    ['gb2312', 'ＡＢＣ１２３'],
    ['big5', '碁銹裏墻恒粧嫺'],
  ] as const) {
    expect(decode(encode(text, label === 'gb2312' ? 'gb18030' : label), html(label)).text).toBe(text)
  }
})

test('a mark of UTF-8 before GBK is not believed', () => {
  const decoded = decode(Uint8Array.from([0xef, 0xbb, 0xbf, ...encode(page(SENTENCES.gb18030), 'gb18030')]), null)
  expect(decoded).toMatchObject({ text: page(SENTENCES.gb18030), charset: 'gb18030' })
})

test('syllables that only the wider Korean form holds are read', () => {
  const text = `${SENTENCES['euc-kr']} 똠방각하`
  expect(decode(encode(page(text), 'euc-kr'), html('euc-kr')).text).toBe(page(text))
})

test('one character whose GBK happens to be UTF-8 is read as declared', () => {
  expect(decode(encode('一', 'gb18030'), html('gbk')).text).toBe('一')
  expect(decode(new TextEncoder().encode('café'), html('utf-8')).text).toBe('café')
})

test.each(['gb18030', 'big5', 'euc-kr'] as const)('a few characters of %s that nothing declares', charset => {
  for (const length of [6, 10, 20]) {
    const text = SENTENCES[charset].slice(0, length)
    expect(decode(encode(`<title>${text}</title>`, charset)).text).toBe(`<title>${text}</title>`)
  }
})
