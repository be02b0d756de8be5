import type { Analysis, Corrected } from '@guanlan/domain'
import { isHeldBack } from '@guanlan/text/train'
import type { CorrectedText } from './corrections.ts'

/** How the machine agrees with people on one part of a label. `unseen`: of texts no model was trained on. */
export type Agreement = Readonly<{
  part: 'sentiment' | 'government' | 'topics'
  corrections: number
  earlier: number // it said so when the person looked
  now: number // it says so now
  unseen: number
  unseenNow: number
}>

/** What the machine finds against what people say is right, piece by piece. */
export type Pieces = Readonly<{ part: 'topics' | 'entities'; due: number; given: number; right: number }>

/** What people say of relevance, and how many of each the machine takes for the bureau's own business. */
export type Relevance = Readonly<Record<'relevant' | 'irrelevant', Readonly<{ mentions: number; ours: number }>>>

/** Everything a table of corrections shows. */
export type CorrectionTable = Readonly<{
  agreements: readonly Agreement[]
  pieces: readonly Pieces[]
  relevance: Relevance
}>

type Judged = CorrectedText & Readonly<{ analysis: Analysis }>

const topicsOf = (analysis: Analysis) => analysis.topics.map(({ topic }) => topic as string)
const entitiesOf = (of: readonly Readonly<{ kind: string; name: string }>[]) =>
  of.map(({ kind, name }) => `${kind} ${name}`)
const sameSet = (a: readonly string[], b: readonly string[]) => new Set(a).symmetricDifference(new Set(b)).size === 0

/** Holds what people said against what the machine says of the same texts now, and said then. */
export function correctionTable(
  corrected: readonly CorrectedText[],
  analyse: (one: CorrectedText) => Analysis,
): CorrectionTable {
  const judged = corrected.map(one => ({ ...one, analysis: analyse(one) }))
  const relevance = (wanted: boolean) => {
    const said = judged.filter(({ label }) => label.relevant === wanted)
    return { mentions: said.length, ours: said.filter(one => one.analysis.government?.topic === 'transport').length }
  }
  return {
    agreements: [
      agreement(judged, 'sentiment', {
        earlier: ({ label }) => label.machine.sentiment === label.sentiment,
        now: ({ label, analysis }) => analysis.sentiment === label.sentiment,
      }),
      agreement(judged, 'government', {
        earlier: ({ label }) => label.machine.government === label.government,
        now: ({ label, analysis }) => (analysis.government?.topic ?? null) === label.government,
      }),
      agreement(judged, 'topics', {
        earlier: ({ label }) => sameSet(label.machine.topics, label.topics ?? []),
        now: ({ label, analysis }) => sameSet(topicsOf(analysis), label.topics ?? []),
      }),
    ],
    pieces: [
      pieces(judged, 'topics', label => label.topics, topicsOf),
      pieces(
        judged,
        'entities',
        label => label.entities && entitiesOf(label.entities),
        analysis => entitiesOf(analysis.entities),
      ),
    ],
    relevance: { relevant: relevance(true), irrelevant: relevance(false) },
  }
}

type Agrees = Readonly<Record<'earlier' | 'now', (one: Judged) => boolean>>

function agreement(judged: readonly Judged[], part: Agreement['part'], { earlier, now }: Agrees): Agreement {
  const said = judged.filter(({ label }) => label[part] !== null)
  // topics are rules: no text was trained on; of the other two, those held back of a training with corrections
  const unseen = part === 'topics' ? said : said.filter(({ id }) => isHeldBack(id))
  return {
    part,
    corrections: said.length,
    earlier: said.filter(earlier).length,
    now: said.filter(now).length,
    unseen: unseen.length,
    unseenNow: unseen.filter(now).length,
  }
}

function pieces(
  judged: readonly Judged[],
  part: Pieces['part'],
  due: (label: Corrected) => readonly string[] | null,
  given: (analysis: Analysis) => readonly string[],
): Pieces {
  const count = { due: 0, given: 0, right: 0 }
  for (const { label, analysis } of judged) {
    const wanted = due(label)
    if (wanted === null) continue
    const [people, machine] = [new Set(wanted), new Set(given(analysis))]
    count.due += people.size
    count.given += machine.size
    count.right += people.intersection(machine).size
  }
  return { part, ...count }
}
