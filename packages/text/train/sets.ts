import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { SENTIMENTS, type Sentiment } from '@guanlan/domain'

/** A labelled text. `weight` is how much it counts in training. `twoWay` marks a set whose labels never say neutral. */
export type Labelled = Readonly<{
  id: string
  text: string
  sentiment: Sentiment
  weight: number
  twoWay: boolean
  set: string // the set it came from, or OURS
}>

/** The kind of text that has no labelled set of its own: government texts, our own sentences, corrections. */
export const OURS = 'government'

/** One labelled set: how much a text of it counts, and whether its labels never say neutral. */
export type SetPlan = Readonly<{ name: string; weight: number; twoWay: boolean; licence: string }>

const NONE = 'none stated; published for a shared task or research'

/** The sentiment sets we train on. Weights follow how clean the labels are, not how large the set is. */
export const SETS: readonly SetPlan[] = [
  { name: 'ewect_usual', weight: 1, twoWay: false, licence: NONE },
  { name: 'ewect_virus', weight: 1, twoWay: false, licence: NONE },
  { name: 'nlpcc14_emotion', weight: 1, twoWay: false, licence: 'code GPL-2.0, corpus none stated' },
  { name: 'ecisa_implicit', weight: 1, twoWay: false, licence: NONE },
  { name: 'bdci_car', weight: 0.3, twoWay: false, licence: NONE },
  { name: 'chnsenticorp', weight: 1, twoWay: true, licence: 'code Apache-2.0, corpus none stated' },
  { name: 'htl_all', weight: 1, twoWay: true, licence: 'none stated' },
  { name: 'waimai_10k', weight: 1, twoWay: true, licence: 'none stated' },
  { name: 'online_shopping_10_cats', weight: 0.7, twoWay: true, licence: 'none stated' },
  { name: 'nlpcc14_sc', weight: 0.7, twoWay: true, licence: NONE },
  { name: 'weibo2018', weight: 0.4, twoWay: true, licence: 'none stated' },
  { name: 'covid7_nlpcc2020', weight: 1, twoWay: true, licence: NONE },
]

/** Where the sets lie beside the project; null when they are not there. */
export function dataFolder(): string | null {
  const folder = fileURLToPath(new URL('../../../../shared/data/text', import.meta.url))
  return existsSync(join(folder, 'ewect_usual')) ? folder : null
}

/** Every row of one part of a set; empty when the part does not exist. */
export function readRows(folder: string, set: string, part: string): readonly Record<string, unknown>[] {
  const path = join(folder, set, `${part}.ndjson.gz`)
  if (!existsSync(path)) return []
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trim().split('\n')
  return lines.map(line => JSON.parse(line) as Record<string, unknown>)
}

const isSentiment = (label: unknown): label is Sentiment => SENTIMENTS.some(sentiment => sentiment === label)

/** A tenth of every set, chosen by id, is held back: it is never trained on. */
export function isHeldBack(id: string): boolean {
  let hash = 7
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash * 31 + id.charCodeAt(i), 0x9e3779b1)
  return (hash >>> 8) % 10 === 0
}

/** One part of a set: `train` without the tenth held back, `held-back` that tenth, `valid` the official validation part. */
export function readSet(folder: string, plan: SetPlan, part: 'train' | 'held-back' | 'valid'): readonly Labelled[] {
  const labelled: Labelled[] = []
  for (const { id, text, label } of readRows(folder, plan.name, part === 'valid' ? 'valid' : 'train')) {
    if (typeof id !== 'string' || typeof text !== 'string' || !isSentiment(label)) continue
    if (part !== 'valid' && isHeldBack(id) !== (part === 'held-back')) continue
    labelled.push({ id, text, sentiment: label, weight: plan.weight, twoWay: plan.twoWay, set: plan.name })
  }
  return labelled
}
