import type { Attachment } from '@guanlan/domain'
import { cleanLine } from './clean.ts'
import { absoluteUrl } from './item.ts'
import type { PageElement } from './node-text.ts'
import { blockAround, isFramed, shortText } from './page-findings.ts'

const MOST = 50
const MOST_LOOKED_AT = 500
/** UTF-16 units of a line that are looked into. */
const LONGEST_LINE = 2_000
/** A line with this much besides the link is a sentence. */
const LONGEST_LABEL = 60
const KINDS = '(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|ceb|rtf|csv|zip|rar|7z)'
const FILE = new RegExp(`\\.${KINDS}$`, 'i')
const NAMED = new RegExp(`\\.${KINDS}(?:$|[?#&\\s])`, 'i')
/** Addresses that may hand out a file by its number: what the link says decides. */
const SERVED = /down|file|attach|fujian|annex/i
/** Words that say what a link does, not what it leads to. */
const ACT =
  /^[[【(（\s]*(?:点击|请)?(?:这里|此处)?(?:查看|下载|打开|预览|浏览)?(?:文件|附件|原文|全文)?(?:下载|查看)?[\])】）\s>»]*$/

/**
 * The files a page offers 附件: documents, tables, official layout files (wps, ofd), archives; in the order of the page, each address
 * once, at most fifty. A link in a navigation or a footer is no attachment.
 */
export function attachments(links: readonly PageElement[], base: string | null): readonly Attachment[] {
  const found = new Map<string, Attachment>()
  const lines = new Map<PageElement | null, Line>()
  const files = links.filter(({ attribs: { href = '' } }) => NAMED.test(href) || SERVED.test(href))
  for (const link of files.slice(0, MOST_LOOKED_AT)) {
    const text = cleanLine(shortText(link, 300))
    const url = absoluteUrl(link.attribs.href, base)
    const file = url === null ? null : (fileName(new URL(url)) ?? (FILE.test(text) ? text : null))
    if (url === null || file === null || isFramed(link)) continue
    const known = found.get(url)
    // an icon and the words beside it lead to the same file
    if (known !== undefined ? known.title !== file || text === '' : found.size >= MOST) continue
    const block = blockAround(link)
    const line = lines.get(block) ?? lineOf(block)
    lines.set(block, line)
    if (!isCited(line, text)) found.set(url, { url, title: titleOf(link, text, line.text, file) })
  }
  return [...found.values()]
}

/** What stands in the block around a link, and how much of it is outside links. */
type Line = Readonly<{ text: string; unlinked: number }>

function lineOf(block: PageElement | null): Line {
  if (block === null) return { text: '', unlinked: 0 }
  return { text: shortText(block, LONGEST_LINE), unlinked: shortText(block, LONGEST_LABEL, false).length }
}

/** A link in the middle of a sentence names its source; it is not handed out with the page. */
function isCited({ text: line, unlinked }: Line, text: string): boolean {
  if (unlinked <= LONGEST_LABEL) return false
  const at = line.indexOf(text)
  const before = at < 0 ? line : line.slice(0, at)
  return (
    !/附件|附[:：]|下载|attachment|download/i.test(`${before.slice(-40)} ${text}`) &&
    !/[:：]\s*$/.test(before.slice(-20))
  )
}

/** The file an address names, in its path or in what it asks for; null when that is a page. */
function fileName(url: URL): string | null {
  const last = decoded(url.pathname.slice(url.pathname.lastIndexOf('/') + 1))
  if (FILE.test(last)) return last
  for (const value of url.searchParams.values()) {
    if (FILE.test(value)) return value.slice(value.lastIndexOf('/') + 1)
  }
  return null
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // not UTF-8 behind the percent signs: shown as it stands
  }
}

/** What the link says; where that is only 下载, what stands before it in its line; else the file's name. */
function titleOf({ attribs }: PageElement, text: string, line: string, file: string): string {
  const { title, download } = attribs
  const before = line.includes(text) ? line.slice(0, line.indexOf(text)) : ''
  const said = [text, title, download, before.replace(/[:：\s]+$/, '').slice(-200), file]
  const chosen = said
    .map(one => cleanLine(one ?? ''))
    .find(one => one !== '' && !ACT.test(one) && !/^附件\d*$/.test(one))
  return (chosen ?? file).slice(0, 200)
}
