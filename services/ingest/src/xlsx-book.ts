import { Rejected } from '@guanlan/domain'
import { showsDate } from './excel-time.ts'
import type { XlsxParts } from './xlsx-parts.ts'
import { hearWhole } from './xlsx-xml.ts'

/** What the rows of a sheet are read with. */
export type XlsxBook = Readonly<{
  sheet: string // the part of the first sheet that is shown
  strings: string | null // the part of the shared strings
  from1904: boolean
  isDate: readonly boolean[] // by number of cell format
}>

const SMALL_PART = 32 * 1024 * 1024

async function* small(parts: XlsxParts, name: string): AsyncGenerator<Uint8Array> {
  if (parts.size(name) > SMALL_PART) throw new Rejected('ingest/xlsx-bomb', { detail: name.slice(0, 80) })
  yield* parts.read(name)
}

/** Finds the first shown sheet, the count of days and the formats. @throws {Rejected} ingest/bad-xlsx, ingest/xlsx-bomb */
export async function readBook(parts: XlsxParts): Promise<XlsxBook> {
  const { sheets, from1904 } = await workbook(parts)
  const targets = await relations(parts)
  const shown = sheets.find(({ hidden }) => !hidden) ?? sheets[0]
  const sheet = shown === undefined ? undefined : targets.get(shown.relation)?.path
  if (sheet === undefined) throw new Rejected('ingest/bad-xlsx', { detail: '没有工作表' })
  const ofKind = (kind: string) => [...targets.values()].find(({ type }) => type.endsWith(`/${kind}`))?.path ?? null
  const styles = ofKind('styles')
  const strings = ofKind('sharedStrings')
  return {
    sheet,
    strings: strings !== null && parts.has(strings) ? strings : null,
    from1904,
    isDate: styles !== null && parts.has(styles) ? await dateFormats(parts, styles) : [],
  }
}

async function workbook(parts: XlsxParts) {
  const sheets: { relation: string; hidden: boolean }[] = []
  let from1904 = false
  await hearWhole(small(parts, 'xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') from1904 = /^(?:1|true|on)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const relation = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1] ?? ''
      sheets.push({ relation, hidden: (attributes.state ?? 'visible') !== 'visible' })
    },
    text: () => {},
    close: () => {},
  })
  return { sheets, from1904 }
}

async function relations(parts: XlsxParts) {
  const targets = new Map<string, Readonly<{ type: string; path: string }>>()
  await hearWhole(small(parts, 'xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Type, Target }) => {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`
      targets.set(Id, { type: Type ?? '', path })
    },
    text: () => {},
    close: () => {},
  })
  return targets
}

/** Which cell formats show their number as a date, in their order. */
async function dateFormats(parts: XlsxParts, styles: string): Promise<readonly boolean[]> {
  const codes = new Map<number, string>()
  const formats: number[] = []
  let inCellFormats = false
  await hearWhole(small(parts, styles), {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '')
      else if (name === 'cellXfs') inCellFormats = true
      else if (name === 'xf' && inCellFormats) formats.push(Number(numFmtId ?? 0))
    },
    text: () => {},
    close: name => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return formats.map(id => showsDate(id, codes.get(id) ?? null))
}
