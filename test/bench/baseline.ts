import { generateTexts } from '@guanlan/scenario'
import { loadSegmenter } from '@guanlan/text'
import nodejieba from 'nodejieba'

const SEED = 20_261_124
const TEXTS = 5000
const ROUND_MS = 1500

/** Bare `nodejieba.cut` on one thread, over the texts of the load: what every figure is set against. */
export type Baseline = Readonly<{
  texts: readonly string[]
  charactersEach: number // mean
  /** Runs `work` between two rounds of the baseline and returns what it gave with the means of both: cuts a second, processor time a cut in µs. */
  around: <T>(work: () => Promise<T>) => Promise<Readonly<{ value: T; bareCutPerS: number; bareCutUs: number }>>
}>

/** Loads the dictionaries: about a second and 250 MB. */
export function openBaseline(): Baseline {
  loadSegmenter()
  const texts = generateTexts(SEED, TEXTS)
  const round = () => {
    const began = performance.now()
    const { user, system } = process.threadCpuUsage()
    let cuts = 0
    while (performance.now() - began < ROUND_MS) {
      for (let n = 0; n < 250; n++) nodejieba.cut(texts[cuts++ % TEXTS]!, true)
    }
    const used = process.threadCpuUsage()
    return {
      perS: cuts / ((performance.now() - began) / 1000),
      us: (used.user - user + used.system - system) / cuts,
    }
  }
  round()
  return {
    texts,
    charactersEach: texts.reduce((sum, text) => sum + text.length, 0) / TEXTS,
    around: async work => {
      const before = round()
      const value = await work()
      const behind = round()
      return { value, bareCutPerS: (before.perS + behind.perS) / 2, bareCutUs: (before.us + behind.us) / 2 }
    },
  }
}
