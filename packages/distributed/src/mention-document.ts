import {
  type Analysed,
  completeAnalysis,
  type EpochMs,
  fold,
  indexVersion,
  type Mention,
  type NameField,
  namesOf,
  type StoredAnalysis,
  tokens,
} from '@guanlan/domain'
import { yearOf } from './mention-years.ts'

/** Fields whose words are searched, title and text first. */
export const NAME_FIELDS: readonly NameField[] = ['author', 'region', 'url', 'place', 'road', 'line', 'organisation']

/** A mention as one line of a bulk request. */
export type MentionLine = Readonly<{ id: string; version: number; year: number; seenAt: EpochMs; source: string }>

/** What Elasticsearch gives back of a mention: the token fields are searched and never kept. */
export type MentionSource = Readonly<{ mention: Mention & Readonly<{ analysis: StoredAnalysis }> }>

/** The mention a document holds, whichever release wrote it. */
export function mentionOf({ mention }: MentionSource): Analysed {
  return { ...mention, analysis: completeAnalysis(mention.analysis) }
}

type Words = Readonly<{ tokens: string; firsts: string }>

/**
 * Tokens joined by spaces for the whitespace analyzer, and beside them, at the same positions, the first character of each: a single
 * character is then an exact term, however many words begin with it, and may end a phrase.
 */
function searchable(original: string): Words {
  const { words } = tokens(fold(original).text)
  return { tokens: words.join(' '), firsts: words.map(firstCharacter).join(' ') }
}

/** The first character of a token, not its first UTF-16 unit. */
export const firstCharacter = (word: string): string => String.fromCodePoint(word.codePointAt(0)!)

/** Readies a mention; whatever is wrong with it shows before anything is sent. */
export function lineOf(mention: Analysed): MentionLine {
  const { id, seenAt, analysis } = mention
  const title = searchable(mention.title)
  const text = searchable(mention.text)
  // Values of a list stand 100 positions apart, so no phrase runs from one name into the next.
  const names = NAME_FIELDS.map(field => [field, namesOf(mention, field).map(searchable)] as const)
  const listed = (part: keyof Words) =>
    Object.fromEntries(names.map(([field, all]) => [field, all.map(one => one[part])]))
  const source = wellFormed({
    id,
    seenAt,
    channel: mention.channel,
    sentiment: analysis.sentiment,
    topic: analysis.topics.map(({ topic }) => topic),
    government: analysis.government?.topic ?? null,
    unsure: analysis.unsure ? 'unsure' : null,
    source: mention.sourceId,
    region: mention.region,
    words: analysis.words,
    model: analysis.model,
    tokens: { title: title.tokens, text: text.tokens, ...listed('tokens') },
    firsts: { title: title.firsts, text: text.firsts, ...listed('firsts') },
    mention,
  })
  return { id, version: indexVersion(mention), year: yearOf(seenAt), seenAt, source }
}

/** JSON whose half characters became U+FFFD: Elasticsearch reads them and then fails to write them out again. */
function wellFormed(value: unknown): string {
  const json = JSON.stringify(value)
  if (!json.includes('\\ud')) return json
  return json.replace(/\\(?:u[0-9a-f]{4}|.)/g, sign => (/^\\ud[89a-f]/.test(sign) ? '\\ufffd' : sign))
}
