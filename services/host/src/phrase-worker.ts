import { parentPort, workerData } from 'node:worker_threads'
import type { FoundPhrase } from '@guanlan/domain'
import { keyPhrases, loadSegmenter, readIdf } from '@guanlan/text'

/** What the thread is asked: the bureau's own words, the sets of texts, and at most how many phrases of each. */
export type PhraseWork = Readonly<{ words: readonly string[]; sets: readonly (readonly string[])[]; most: number }>

const { words, sets, most } = workerData as PhraseWork
const segmenter = loadSegmenter(undefined, words)
const usual = readIdf()
const found: readonly (readonly FoundPhrase[])[] = sets.map(texts =>
  keyPhrases(segmenter, texts, usual, most).map(({ phrase, kind }) => ({ phrase, kind })),
)
parentPort?.postMessage(found)
