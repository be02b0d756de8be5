import type { EpochMs } from '@guanlan/domain'
import { articleAuthors, articleEditor, reporterLines } from './article-author.ts'
import type { PageMeta } from './article-meta.ts'
import type { Found } from './article-origin.ts'
import { articleOutlet } from './article-outlet.ts'
import { articleTime } from './article-time.ts'
import { bareNames } from './bare-names.ts'
import { creditZones } from './credit-zones.ts'
import type { Block } from './page-outline.ts'
import type { StatedTime } from './time.ts'

/** When, by which outlet, by whom, edited by whom; null where the page does not say. */
export type Byline = Readonly<{
  time: Found<StatedTime> | null
  outlet: Found<string> | null
  authors: Found<readonly string[]> | null
  editor: Found<string> | null
}>

/** The platform a piece stands on, as `Carrier` tells it, and the account where the page names it. */
export type OnCarrier = Readonly<{ name: string; account: string | null; sourceIsAccount: boolean }>

/** Reads the lines around the headline and at both ends of the body, and weighs them against the head of the page. */
export function byline(
  meta: PageMeta,
  title: string,
  shown: Block | null,
  body: Block | null,
  now: EpochMs | null,
  carrier: OnCarrier | null = null,
): Byline {
  const zones = creditZones(shown, body)
  const bare =
    [bareNames(zones.between, title), bareNames(zones.above.slice(-3), title)].find(names => names.length > 0) ?? []
  const reporters = reporterLines([
    ...zones.between,
    ...zones.start.slice(0, 4),
    ...zones.end.slice(-5),
    ...zones.below.slice(0, 3),
  ])
  const outlets = reporters.map(line => line.outlet).filter(outlet => outlet !== null)
  const outlet = articleOutlet(zones, meta, bare, outlets)
  const editor = articleEditor(zones, meta)
  const others = { outlet: outlet?.value ?? null, editor: editor?.value ?? null }
  const read = {
    time: articleTime(zones, meta, now),
    outlet,
    authors: articleAuthors(zones, meta, bare, reporters, others),
    editor,
  }
  return carrier === null ? read : onCarrier(read, carrier)
}

/** From here an outlet is one the piece itself states by a label. */
const STATED = 0.89

/** On a platform the account speaks, and unless the piece names where it comes from, it comes from the platform. */
function onCarrier(read: Byline, { name, account, sourceIsAccount }: OnCarrier): Byline {
  const { outlet } = read
  if (!sourceIsAccount && outlet !== null && outlet.sure >= STATED && outlet.value !== account) return read
  const speaker = account ?? outlet?.value ?? null
  const others = (read.authors?.value ?? []).filter(author => author !== speaker)
  const authors = speaker === null ? read.authors : { value: [speaker, ...others], from: 'layout' as const, sure: 0.9 }
  // not so sure that the platform would be taken for who published it
  return { ...read, authors, outlet: { value: name, from: 'layout', sure: 0.75 } }
}
