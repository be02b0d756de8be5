/** The most frequent characters of simplified and traditional text: real text is full of them, mojibake is not. */
const SIMPLIFIED = new Set(
  '的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运',
)
const TRADITIONAL = new Set(
  '的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直資命山金指許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取望覺術領共確傳師觀清今切院讓識候帶導爭運港灣廣',
)

const CANDIDATES = ['gb18030', 'big5', 'euc-jp', 'shift_jis', 'euc-kr'] as const
/** A reading this much likelier than the declared one overrules it. */
const MARGIN = 0.25
const SAMPLE_BYTES = 65_536

/** The bytes that statistics look at: from the first byte above ASCII on, so that no two-byte form is cut at its start. */
export function sampleOf(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex(b => b >= 0x80)
  const sample = bytes.subarray(first, first + SAMPLE_BYTES)
  let high = 0
  for (const b of sample) if (b >= 0x80) high++
  return high >= 200 ? sample : bytes.subarray(first)
}

/**
 * A charset that reads the sample clearly better than the declared one; null when the declared one stands. With no
 * declared charset: the likeliest of all, or null when none is likely.
 */
export function betterReading(sample: Uint8Array, declared: string | null): string | null {
  let best: string | null = null
  let bestScore = declared === null ? 0.1 : likelihood(sample, declared) + MARGIN
  for (const charset of CANDIDATES) {
    if (charset === declared) continue
    const score = likelihood(sample, charset)
    if (score > bestScore) {
      best = charset
      bestScore = score
    }
  }
  return best
}

/** About 0 (noise) to 1 (text of that script): share of everyday characters above ASCII, less broken and rare ones. */
function likelihood(sample: Uint8Array, charset: string): number {
  const text = new TextDecoder(charset).decode(sample)
  let all = 0
  let score = 0
  for (const char of text) {
    const code = char.codePointAt(0)!
    if (code < 0x80) continue
    all++
    score += weight(char, code, charset)
  }
  return all === 0 ? 0 : score / all
}

function weight(char: string, code: number, charset: string): number {
  if (code === 0xfffd) return -3
  if (code >= 0xe000 && code <= 0xf8ff) return -1
  if (code >= 0xff61 && code <= 0xff9f) return -0.3 // half-width kana: what Chinese bytes become in Shift_JIS
  if (code >= 0x4e00 && code <= 0x9fff) {
    const everyday = charset === 'gb18030' ? SIMPLIFIED.has(char) : TRADITIONAL.has(char) || SIMPLIFIED.has(char)
    return everyday ? 1 : 0.1
  }
  if (code >= 0x3040 && code <= 0x30ff) return charset === 'euc-jp' || charset === 'shift_jis' ? 1 : 0
  if (code >= 0xac00 && code <= 0xd7a3) return charset === 'euc-kr' ? 0.6 : 0
  if ((code >= 0x3000 && code <= 0x301f) || (code >= 0xff01 && code <= 0xff5e) || (code >= 0x2010 && code <= 0x2027))
    return 0.5
  if (code >= 0xa0 && code <= 0x24f && /^(windows-125|iso-8859)/.test(charset)) return 0.05
  if (code >= 0x370 && code <= 0x6ff && /^(windows-125|iso-8859|koi8)/.test(charset)) return 0.5
  return 0
}
