import type { Sentiment, Topic } from '@guanlan/domain'
import type { Site } from '../item.ts'

/** Phrases by the feeling a reader would find in them. */
export type Phrases = Readonly<Partial<Record<Sentiment, readonly string[]>>>

/** One family of things people say: where, about what, and in which words. */
export type Wording = Readonly<{
  name: string
  weight: number // how common against the others
  topics: readonly Topic[]
  sites: Readonly<Partial<Record<Site, number>>>
  titles: readonly string[] // for sites with titles; empty = the first clause of the text
  phrases: Phrases
}>
