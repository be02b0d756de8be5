import { writeFileSync } from 'node:fs'
import { prepare } from '../src/document.ts'
import { encodeIdf, IDF_TABLE } from '../src/idf.ts'
import { keyWords } from '../src/keywords.ts'
import type { Segmenter } from '../src/segment.ts'
import { readRows } from './sets.ts'

/** Sets whose words are the usual background: citizens' messages, Weibo posts, headlines. No pair set, so pairs can be measured. */
const BACKGROUND: readonly (readonly [set: string, part: string])[] = [
  ['zhengwu_hot', 'messages'],
  ['zhengwu_unlabelled', 'messages'],
  ['zhengwu_replies', 'replies'],
  ['zhengwu_topic7', 'train'],
  ['ewect_usual', 'train'],
  ['ewect_virus', 'train'],
  ['weibo2018', 'train'],
  ['thucnews_titles10', 'train'],
  ['tnews15', 'train'],
  ['nlpcc17_headline18', 'train'],
]

const WORDS_AT_MOST = 3000

/** Counts in how many background texts each key word stands, and writes the table. */
export function learnBackground(segmenter: Segmenter, folder: string): number {
  const counts = new Map<string, number>()
  let texts = 0
  for (const [set, part] of BACKGROUND) {
    for (const { title, text, form } of readRows(folder, set, part)) {
      if (typeof text !== 'string' || form === 'seg') continue
      texts++
      const document = prepare(segmenter, typeof title === 'string' ? title : '', text.slice(0, WORDS_AT_MOST))
      for (const word of keyWords(document, () => 1)) counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  const bytes = encodeIdf(counts, texts)
  writeFileSync(IDF_TABLE, bytes)
  console.log(`background: ${texts} texts, ${counts.size} words, ${bytes.length} bytes`)
  return texts
}
