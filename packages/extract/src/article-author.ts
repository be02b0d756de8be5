import type { PageMeta } from './article-meta.ts'
import { type Found, weigh } from './article-origin.ts'
import { sameOutlet } from './article-outlet.ts'
import type { BareName } from './bare-names.ts'
import { type CreditKind, creditsIn } from './credit-labels.ts'
import type { CreditLine } from './credit-lines.ts'
import type { CreditZones } from './credit-zones.ts'
import { isOrganisationName } from './organisation.ts'
import { isChineseName, isWesternName, namesIn } from './person-name.ts'

/** Who a line of its own credits: `扬尘晚报记者 李云舟 通讯员 王小云`. */
export type ReporterLine = Readonly<{ outlet: string | null; names: readonly string[] }>

const REPORTERS =
  /^[■□●▲◎◆★▶\s（(【[]*(?:文[/／|｜图]{0,3}\s?|采写[:：]?\s?|撰文[:：]?\s?|图文[:：/／]?\s?)?(?<outlet>[\p{Script=Han}\p{Script=Latin}·-]{0,16}?)(?:全媒体|融媒体?|首席|见习|实习|特约|特派|驻\p{Script=Han}{2,4})*(?:[记記]者|通[讯訊][员員])\s*[:：]?\s*(?<names>[^，。！？,.!?]{2,60}?)[\s）)】\]]*$/u
const OURS = /^(?:本报|本刊|本网|本台|本社|我报|我台|本報|文|图)?$/

/** Lines at the edges of the article that consist of a reporter's credit; a photographer's (…摄) is none. */
export function reporterLines(lines: readonly CreditLine[]): ReporterLine[] {
  const found: ReporterLine[] = []
  for (const { text } of lines) {
    if (text.length > 80 || !/[记記]者|通[讯訊][员員]/.test(text) || /摄\s*[)）]?$/.test(text)) continue
    const match = REPORTERS.exec(text.replaceAll('\t', ' '))
    const names = match === null ? [] : namesIn(match.groups!.names!).filter(isChineseName)
    if (names.length === 0) continue
    const outlet = match!.groups!.outlet!.trim()
    found.push({ outlet: OURS.test(outlet) ? null : outlet, names })
  }
  return found
}

/** Names by which a page credits its writers, in order of trust; empty when it names no one. */
export function articleAuthors(
  zones: CreditZones,
  meta: PageMeta,
  bare: readonly BareName[],
  reporters: readonly ReporterLine[],
  others: Readonly<{ outlet: string | null; editor: string | null }>,
): Found<readonly string[]> | null {
  const { outlet } = others
  const layout = (names: readonly string[], sure: number): Found<readonly string[]> | null =>
    names.length === 0 ? null : { value: names, from: 'layout', sure }
  const beside = bare.filter(
    name => name.is === 'author' && name.account !== 'named' && !(outlet !== null && sameOutlet(name.name, outlet)),
  )
  const written = reporters.flatMap(line => line.names)
  const headed = [
    found(meta.linked.authors, 'json-ld', 0.92, meta, others),
    found(meta.authors, 'meta', 0.88, meta, others),
  ]
  const shown = [
    layout(labelled(zones.between, ['author', 'reporter']), 0.97),
    layout(labelled([...zones.end.slice(-6), ...zones.tail], ['author', 'reporter']), 0.93),
    layout(labelled(zones.start.slice(0, 4), ['author', 'reporter']), 0.9),
    layout(bylines([...zones.above.slice(-4), ...zones.between, ...zones.start.slice(0, 3)]), 0.9),
    layout(unique([...beside.filter(name => name.hinted).map(name => name.name), ...written]), 0.85),
    layout(unique([...beside.filter(name => !name.hinted).map(name => name.name), ...written]), 0.8),
    // an account that publishes under its own name is outlet and author in one
    layout(unique(bare.filter(name => name.account !== null).map(name => name.name)), 0.6),
  ]
  return weigh(meta.chinese ? [...shown, ...headed] : [...headed, ...shown], shareName)
}

/** The editor 责任编辑: at the end, else by the headline, else as JSON-LD says; staff numbers dropped. */
export function articleEditor(zones: CreditZones, meta: PageMeta): Found<string> | null {
  const name = (lines: readonly CreditLine[]) => {
    for (const line of lines) {
      for (const { kind, value } of line.text.length > 200 ? [] : creditsIn(line)) {
        const editor = kind === 'editor' ? editorName(value) : null
        if (editor !== null) return editor
      }
    }
    return null
  }
  const layout = (value: string | null, sure: number): Found<string> | null =>
    value === null ? null : { value, from: 'layout', sure }
  return weigh(
    [
      layout(name([...zones.end, ...zones.below]), 0.95),
      layout(name(zones.between), 0.93),
      meta.linked.editor === null ? null : { value: meta.linked.editor, from: 'json-ld', sure: 0.9 },
    ],
    (one, other) => one === other,
  )
}

function editorName(value: string): string | null {
  const first = value
    .trim()
    .split(/[\t|｜()（）[\]【】、,，;；。]/)[0]!
    .trim()
  const name = (/^\p{Lu}\p{L}+ \p{Lu}/u.test(first) ? first : (first.split(/\s/)[0] ?? '')).replace(/_\w+$/, '')
  return name.length >= 2 && name.length <= 24 && /[\p{L}\d]/u.test(name) ? name : null
}

function labelled(lines: readonly CreditLine[], kinds: readonly CreditKind[]): string[] {
  const names: string[] = []
  for (const line of lines) {
    // prose speaks of authors too
    if (
      line.text.length > 160 ||
      (line.text.length > 60 && /。/.test(line.text)) ||
      !/[者文写寫笔筆名稿创創]|author|by/i.test(line.text)
    )
      continue
    for (const { kind, value, from } of creditsIn(line)) {
      if (!kinds.includes(kind) || (from > 40 && line.text.length > 120)) continue
      names.push(...creditedNames(value))
    }
    if (names.length > 0 && !/通[讯訊][员員]|[记記]者/.test(line.text)) break
  }
  return unique(names)
}

/** Names up to the first element that holds something else. */
function creditedNames(value: string): string[] {
  const names: string[] = []
  for (const part of value.split(/\t+|\s*[|｜]\s*/)) {
    const shown = part.trim()
    if (shown === '') continue
    const here = shown.length <= 60 ? namesIn(shown) : []
    if (here.length === 0 || (names.length > 0 && !here.every(name => isChineseName(name) || isWesternName(name))))
      break
    names.push(...here)
  }
  return names
}

/** `By First Last`, `Von Vorname Name`: a line or an element of its own. */
function bylines(lines: readonly CreditLine[]): string[] {
  for (const { scraps } of lines) {
    for (let i = 0; i < scraps.length; i++) {
      const { text, hint } = scraps[i]!
      const lead =
        /^(?:by|written by|words by|story by|posted by|author|von|par|por|di|av|af|door|text)\b[\s:]*(.*)$/i.exec(text)
      const rest = lead === null ? null : lead[1] !== '' ? lead[1]! : (scraps[i + 1]?.text ?? '')
      const shown = rest ?? (hint === 'author' ? text : null)
      if (shown === null || shown.length > 90) continue
      const names = namesIn(
        shown.split(/\s+[-–—|•·]\s+|\s*\|\s*|\s(?=\d)|,?\s(?=(?:updated|published|posted|in|for|on)\b)/i)[0]!,
      ).filter(name => isWesternName(name) || (lead !== null && /^[A-Z]{2,8}$/.test(name)))
      if (names.length > 0) return names
    }
  }
  return []
}

/** Names of the head without the editor, whom some sites put there; on a Chinese page also without the site and its outlet. */
function found(
  named: readonly string[],
  from: 'meta' | 'json-ld',
  sure: number,
  meta: PageMeta,
  { outlet, editor }: Readonly<{ outlet: string | null; editor: string | null }>,
): Found<readonly string[]> | null {
  const names = unique(named.filter(name => !/^https?:|^[\w.-]+@|^\/|^@/.test(name)).flatMap(namesIn)).filter(
    name => name !== editor,
  )
  const kept = meta.chinese
    ? names.filter(
        name =>
          (isChineseName(name) || isWesternName(name)) &&
          !isOrganisationName(name) &&
          !meta.pageTitle.includes(name) &&
          !(outlet !== null && sameOutlet(name, outlet)),
      )
    : names
  return kept.length === 0 ? null : { value: kept, from, sure }
}

const unique = (names: readonly string[]) => [...new Set(names)]
const shareName = (one: readonly string[], other: readonly string[]) =>
  one.some(name => other.some(also => also.includes(name) || name.includes(also)))
