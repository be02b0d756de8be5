import type { Sentiment } from '../analysis.ts'
import type { Channel } from '../channel.ts'
import type { Topic } from '../topic.ts'
import type { Pattern } from './tokens.ts'

/** Where words are looked for; `any` is title and text. A name field holds what the mention is called or names. */
export type WordField = 'any' | 'title' | 'text'
export type NameField = 'author' | 'region' | 'url' | 'place' | 'road' | 'line' | 'organisation'

/** Consecutive tokens within one field; `words` as the person wrote them. */
export type Phrase = Readonly<{ kind: 'phrase'; field: WordField | NameField; pattern: Pattern; words: string }>

/** A label the mention carries exactly. */
export type Label =
  | Readonly<{ kind: 'label'; field: 'channel'; value: Channel }>
  | Readonly<{ kind: 'label'; field: 'topic'; value: Topic }>
  | Readonly<{ kind: 'label'; field: 'sentiment'; value: Sentiment }>
  | Readonly<{ kind: 'label'; field: 'source'; value: string }>

/**
 * One of `left` and one of `right` in the same field, not overlapping, with at most `within` characters of the folded
 * text between them; `left` first when `ordered`.
 */
export type Near = Readonly<{
  kind: 'near'
  left: readonly Phrase[]
  right: readonly Phrase[]
  within: number
  ordered: boolean
}>

/** Every one of `all` (never empty) and none of `none`. */
export type All = Readonly<{ kind: 'and'; all: readonly Query[]; none: readonly Query[] }>

/** At least one of `any` (never empty). */
export type Any = Readonly<{ kind: 'or'; any: readonly Query[] }>

/** A parsed query: plain data, the same after JSON. */
export type Query = Phrase | Label | Near | All | Any

/** Whether a phrase asks for title or text, the only fields with characters worth marking and measuring. */
export function isWordField(field: Phrase['field']): field is WordField {
  return field === 'any' || field === 'title' || field === 'text'
}
