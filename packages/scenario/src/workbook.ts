import { crc32, deflateRawSync } from 'node:zlib'

/** A cell of a workbook: text (shared), a number, a date by its day number, a formula with or without its last result, an error. */
export type WorkbookCell =
  | string
  | number
  | null
  | Readonly<{ date: number }>
  | Readonly<{ digits: string }>
  | Readonly<{ formula: string; value?: string }>
  | Readonly<{ error: string }>
  | Readonly<{ inline: string }>

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const letters = (n: number): string =>
  (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26))

/** A workbook as Excel lays it out, one shown sheet after a hidden one. */
export function workbook(
  rows: readonly (readonly WorkbookCell[])[],
  options: Readonly<{ from1904?: boolean }> = {},
): Buffer {
  const strings: string[] = []
  const cell = (value: WorkbookCell, reference: string): string => {
    if (value === null) return ''
    if (typeof value === 'number') return `<c r="${reference}"><v>${value}</v></c>`
    if (typeof value === 'string') return `<c r="${reference}" t="s"><v>${strings.push(value) - 1}</v></c>`
    if ('date' in value) return `<c r="${reference}" s="1"><v>${value.date}</v></c>`
    if ('digits' in value) return `<c r="${reference}"><v>${value.digits}</v></c>`
    if ('error' in value) return `<c r="${reference}" t="e"><v>${value.error}</v></c>`
    if ('inline' in value) return `<c r="${reference}" t="inlineStr"><is><t>${escaped(value.inline)}</t></is></c>`
    const result = value.value === undefined ? '' : `<v>${escaped(value.value)}</v>`
    return `<c r="${reference}" t="str"><f>${escaped(value.formula)}</f>${result}</c>`
  }
  const sheet = rows
    .map((row, y) => `<row r="${y + 1}">${row.map((value, x) => cell(value, `${letters(x)}${y + 1}`)).join('')}</row>`)
    .join('')
  return zipOf(parts(sheet, strings, options.from1904 === true))
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const KIND = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

function parts(sheet: string, strings: readonly string[], from1904: boolean): Readonly<Record<string, string>> {
  const shared = strings
    .map(text => `<si><r><t>${escaped(text)}</t></r><rPh sb="0" eb="1"><t>yin</t></rPh></si>`)
    .join('')
  const link = (n: number, kind: string, target: string) =>
    `<Relationship Id="rId${n}" Type="${KIND}/${kind}" Target="${target}"/>`
  return {
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${KIND}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets><sheet name="说明" sheetId="1" state="hidden" r:id="rId1"/><sheet name="工单" sheetId="2" r:id="rId2"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships>${link(1, 'worksheet', 'worksheets/sheet1.xml')}${link(2, 'worksheet', '/xl/worksheets/sheet2.xml')}${link(3, 'styles', 'styles.xml')}${link(4, 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    'xl/styles.xml': `${HEAD}<styleSheet ${MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot; h:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `${HEAD}<sst ${MAIN} count="${strings.length}">${shared}</sst>`,
    'xl/worksheets/sheet1.xml': `${HEAD}<worksheet ${MAIN}><sheetData/></worksheet>`,
    'xl/worksheets/sheet2.xml': `${HEAD}<worksheet ${MAIN}><sheetData>${sheet}</sheetData></worksheet>`,
  }
}

/** A ZIP archive of the parts; `claims` lets a part state another inflated size than it has. */
export function zipOf(
  parts: Readonly<Record<string, string | Buffer>>,
  claims: Readonly<Record<string, number>> = {},
): Buffer {
  const bodies: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(0x0800, 2) // names are UTF-8
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(claims[name] ?? bytes.length, 18)
    common.writeUInt16LE(title.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, title, packed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), common, rest, title]))
    bodies.push(local)
    at += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(directory.length, 8)
  end.writeUInt16LE(directory.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, index, end])
}
