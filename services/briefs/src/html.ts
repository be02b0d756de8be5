import { type Brief, type BriefFigure, type BriefSection, fullTime } from '@guanlan/domain'
import { barChart } from './chart.ts'
import { shownFigure } from './figures.ts'
import { type Layout, type Letterhead, layout, ordinal, queryWords, searchAddress } from './layout.ts'

/** Everything collected or typed is text: nothing in it becomes markup. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
}

/** The sheet's style, constant, so that a policy can allow it by its hash. Margins and type by GB/T 9704-2012 as far as a browser can. */
export const BRIEF_STYLE = `@page{size:A4;margin:37mm 26mm 35mm 28mm}
body{margin:0;background:#f4f6f7;color:#1b2529;font:16pt/28pt FangSong_GB2312,FangSong,STFangsong,"Noto Serif CJK SC",serif}
main{box-sizing:border-box;max-width:210mm;margin:0 auto;padding:20mm 26mm 20mm 28mm;background:#fff}
h1{font:bold 26pt/36pt SimSun,"Noto Serif CJK SC",serif;text-align:center;color:#b3161b;letter-spacing:.1em;margin:0 0 8pt}
.issue{text-align:center;margin:0}.line{display:flex;justify-content:space-between;border-bottom:2pt solid #b3161b;padding-bottom:4pt;margin-bottom:16pt}
h2{font:bold 20pt/30pt SimSun,"Noto Serif CJK SC",serif;text-align:center;margin:0 0 12pt}
h3{font:16pt/28pt SimHei,"Noto Sans CJK SC",sans-serif;margin:12pt 0 0;text-indent:2em}
p{margin:0;text-indent:2em;text-align:justify}
.mark{display:inline-block;font:9pt/14pt sans-serif;border:1px solid #c9d1d5;border-radius:3px;padding:0 4pt;color:#4a585e;text-indent:0;vertical-align:middle}
table{border-collapse:collapse;width:100%;margin:6pt 0 10pt;font:11pt/18pt FangSong,STFangsong,"Noto Serif CJK SC",serif}
caption{text-align:left;font-size:11pt;color:#4a585e}th,td{border:1px solid #c9d1d5;padding:2pt 6pt;text-align:left;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
figure{margin:8pt 0}svg{max-width:100%;height:auto}figcaption{font-size:11pt;color:#4a585e}
footer{margin-top:24pt;border-top:1px solid #c9d1d5;padding-top:6pt;font:9pt/14pt sans-serif;color:#4a585e;overflow-wrap:anywhere}footer p{text-indent:0}
.draft{text-align:center;color:#b3161b;font:bold 12pt/20pt sans-serif;text-indent:0}
a{color:inherit;text-decoration-color:#8fa1a8}
@media(max-width:600px){body{font-size:15px;line-height:24px}main{padding:16px}h1{font-size:22px;line-height:30px}h2{font-size:18px;line-height:26px}h3{font-size:16px;line-height:24px}}
@media print{body{background:#fff}main{padding:0;max-width:none}}`

/** A brief as one self-contained HTML page: no script, no outside address; figures open their searches where it is read in the house. */
export function renderHtml(brief: Brief, letterhead: Letterhead): string {
  const frame = layout(brief, letterhead)
  const sections = brief.sections.map((one, i) => renderSection(one, i + 1)).join('\n')
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(frame.title)}</title><style>${BRIEF_STYLE}</style></head>
<body><main>
${head(frame)}
${sections}
${figuresTable(brief)}
<footer>${frame.footer.map(line => `<p>${escaped(line)}</p>`).join('')}</footer>
</main></body></html>
`
}

function head({ masthead, issue, bureau, day, title, draft }: Layout): string {
  const mark = draft ? '<p class="draft">草稿　未经审签　不得外传</p>' : ''
  return `${mark}<h1>${escaped(masthead)}</h1><p class="issue">${escaped(issue)}</p><div class="line"><span>${escaped(bureau)}</span><span>${day}</span></div><h2>${escaped(title)}</h2>`
}

function renderSection(one: BriefSection, n: number): string {
  const { title, narrative, machineDrafted, table, bars } = one
  const mark = machineDrafted ? ' <span class="mark">机器拟稿</span>' : ''
  const paragraphs = narrative
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => `<p>${escaped(line)}</p>`)
  const chart =
    bars === null
      ? ''
      : `<figure>${barChart(bars.bars, escaped(bars.caption))}<figcaption>${escaped(bars.caption)}</figcaption></figure>`
  return `<section><h3>${ordinal(n)}、${escaped(title)}${mark}</h3>${paragraphs.join('')}${chart}${table === null ? '' : renderTable(table.caption, table.columns, table.rows, linker(one.figures))}</section>`
}

type Linker = (cell: string) => string

/** A cell that is a figure's label or number opens the search behind it; nothing else does. */
function linker(figures: readonly BriefFigure[]): Linker {
  const addresses = new Map<string, string>()
  for (const figure of figures) {
    const address = searchAddress(figure)
    if (address !== null) addresses.set(figure.label, address).set(figure.id, address)
  }
  return cell => {
    const address = addresses.get(cell)
    return address === undefined ? escaped(cell) : `<a target="_top" href="${escaped(address)}">${escaped(cell)}</a>`
  }
}

function renderTable(
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  shown: Linker = escaped,
): string {
  const cells = (tag: string, row: readonly string[], inside: Linker) =>
    `<tr>${row.map(cell => `<${tag}>${inside(cell)}</${tag}>`).join('')}</tr>`
  const body =
    rows.length === 0
      ? `<tr><td colspan="${columns.length}">无</td></tr>`
      : rows.map(row => cells('td', row, shown)).join('')
  return `<table><caption>${escaped(caption)}</caption><thead>${cells('th', columns, escaped)}</thead><tbody>${body}</tbody></table>`
}

/** Every figure with its sample, period and frozen query, so that each can be checked. */
function figuresTable({ sections }: Brief): string {
  const figures = sections.flatMap(section => section.figures)
  const rows = figures.map(figure => [
    figure.id,
    figure.label,
    shownFigure(figure),
    figure.sample === null ? '—' : String(figure.sample),
    `${fullTime(figure.period.fromAt)} 至 ${fullTime(figure.period.toAt)}`,
    queryWords(figure.query),
  ])
  const byNumber = linker(figures.map(figure => ({ ...figure, label: figure.id })))
  return renderTable('附：数据来源', ['图号', '指标', '数值', '样本', '统计时段', '口径'], rows, byNumber)
}
