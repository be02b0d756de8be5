import { type Brief, type BriefSection, isoDay } from '@guanlan/domain'
import {
  AlignmentType,
  BorderStyle,
  Document,
  DocumentGridType,
  Footer,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { shownFigure } from './figures.ts'
import { type Layout, type Letterhead, layout, ordinal, queryWords } from './layout.ts'

/** Type by GB/T 9704-2012: sizes in half points (二号 44, 三号 32, 四号 28), named fonts only, never shipped. */
const TITLE = { eastAsia: '方正小标宋简体', ascii: 'SimSun', hAnsi: 'SimSun', cs: 'SimSun' }
const BODY = { eastAsia: '仿宋_GB2312', ascii: 'FangSong', hAnsi: 'FangSong', cs: 'FangSong' }
const HEADING = { eastAsia: '黑体', ascii: 'SimHei', hAnsi: 'SimHei', cs: 'SimHei' }
const RED = 'B3161B'

/** Margins in twips (37/35/28/26 mm) and the grid of 22 lines × 28 characters. */
const PAGE = {
  size: { width: 11906, height: 16838 },
  margin: { top: 2098, bottom: 1984, left: 1587, right: 1474 },
} as const
const GRID = { type: DocumentGridType.LINES_AND_CHARS, linePitch: 580, charSpace: -848 } as const

/** A brief as DOCX in the style of a government bulletin 简报, not of a red-headed document. */
export async function renderDocx(brief: Brief, letterhead: Letterhead): Promise<Uint8Array> {
  const frame = layout(brief, letterhead)
  const section: ISectionOptions = {
    properties: { page: PAGE, grid: GRID },
    footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
    children: [
      ...head(frame),
      ...brief.sections.flatMap((one, i) => renderSection(one, i + 1)),
      ...sources(brief),
      ...foot(frame),
    ],
  }
  const document = new Document({
    creator: frame.bureau,
    title: frame.title,
    evenAndOddHeaderAndFooters: true,
    styles: {
      default: {
        document: { run: { font: BODY, size: 32 }, paragraph: { spacing: { line: 580, lineRule: 'exact' } } },
      },
    },
    sections: [section],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function pageNumber(alignment: (typeof AlignmentType)[keyof typeof AlignmentType]): Footer {
  return new Footer({
    children: [
      new Paragraph({ alignment, children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28 })] }),
    ],
  })
}

function head({ masthead, issue, bureau, day, title, draft }: Layout): Paragraph[] {
  const centred = (text: string, size: number, extra: object = {}) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { line: 720, lineRule: 'exact' },
      children: [new TextRun({ text, size, font: TITLE, ...extra })],
    })
  return [
    ...(draft ? [centred('草稿　未经审签　不得外传', 28, { color: RED })] : []),
    centred(masthead, 52, { color: RED }),
    centred(issue, 32, { font: BODY }),
    new Paragraph({
      tabStops: [{ type: 'right', position: PAGE.size.width - PAGE.margin.left - PAGE.margin.right }],
      border: { bottom: { style: BorderStyle.SINGLE, size: 16, color: RED, space: 4 } },
      children: [new TextRun(`${bureau}\t${day}`)],
    }),
    new Paragraph({ children: [] }),
    centred(title, 44),
    new Paragraph({ children: [] }),
  ]
}

const paragraph = (text: string) =>
  new Paragraph({ indent: { firstLineChars: 200 }, alignment: AlignmentType.BOTH, children: [new TextRun(text)] })

function renderSection(
  { title, narrative, machineDrafted, table, bars }: BriefSection,
  n: number,
): (Paragraph | Table)[] {
  const mark = machineDrafted ? [new TextRun({ text: '〔机器拟稿〕', size: 21, font: HEADING })] : []
  const heading = new Paragraph({
    indent: { firstLineChars: 200 },
    keepNext: true,
    children: [new TextRun({ text: `${ordinal(n)}、${title}`, font: HEADING }), ...mark],
  })
  const lines = narrative.split('\n').filter(line => line.trim() !== '')
  const chart =
    bars === null
      ? []
      : [
          grid(
            bars.caption,
            ['日期', '提及', '负面', '上期同日'],
            bars.bars.map(({ at, count, negative, before }) => [
              isoDay(at).slice(5),
              String(count),
              String(negative),
              before === null ? '无数据' : String(before),
            ]),
          ),
        ]
  return [
    heading,
    ...lines.map(paragraph),
    ...chart.flat(),
    ...(table === null ? [] : grid(table.caption, table.columns, table.rows)),
  ]
}

function grid(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): (Paragraph | Table)[] {
  const small = (text: string, bold = false) =>
    new Paragraph({ spacing: { line: 340, lineRule: 'exact' }, children: [new TextRun({ text, size: 21, bold })] })
  const row = (cells: readonly string[], bold = false) =>
    new TableRow({
      cantSplit: true,
      tableHeader: bold,
      children: cells.map(cell => new TableCell({ children: [small(cell, bold)] })),
    })
  const body = rows.length === 0 ? [row(['无', ...columns.slice(1).map(() => '')])] : rows.map(cells => row(cells))
  return [
    small(caption),
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: [row(columns, true), ...body] }),
    new Paragraph({ children: [] }),
  ]
}

function sources(brief: Brief): (Paragraph | Table)[] {
  const rows = brief.sections
    .flatMap(({ figures }) => figures)
    .map(figure => [
      figure.id,
      figure.label,
      shownFigure(figure),
      figure.sample === null ? '—' : String(figure.sample),
      queryWords(figure.query),
    ])
  return grid('附：数据来源', ['图号', '指标', '数值', '样本', '口径'], rows)
}

function foot({ footer }: Layout): Paragraph[] {
  return footer.map(
    (text, i) =>
      new Paragraph({
        ...(i === 0 ? { border: { top: { style: BorderStyle.SINGLE, size: 6, color: '4A585E', space: 4 } } } : {}),
        spacing: { line: 300, lineRule: 'exact' },
        children: [new TextRun({ text, size: 18 })],
      }),
  )
}
