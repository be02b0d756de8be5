import { createRequire } from 'node:module'
import type { TaggedWord } from './pair-text.ts'
import type { Segmenter } from './segment.ts'

type Tagger = Readonly<{ tag: (text: string) => TaggedWord[] }>

/** Cuts text into the words the segmenter would, each with its part of speech. It reads the dictionaries that the segmenter loaded in this thread. */
export function taggerOf(_loaded: Segmenter): (text: string) => readonly TaggedWord[] {
  const jieba = createRequire(import.meta.url)('nodejieba') as Tagger
  return text => (text === '' ? [] : jieba.tag(text))
}
