import type { Dictionary, Names } from '@guanlan/domain'
import type { Config, Records } from '@guanlan/runtime'
import type { AnalyserOptions, GazetteerEntry } from '@guanlan/text'
import { modelsFolder, ownModels } from './models-folder.ts'

/** The one dictionary and the one table of names of a bureau. */
const BUREAU = 'bureau'

/** What a bureau keeps of words and names; null: nothing yet. */
type Kept = Readonly<{ names: Names | null; dictionary: Dictionary | null }>

/** What analysers are made of: the bureau's table of names (`given` until it has one), the bureau's words, and its own models where it trained any. @throws {Rejected} models/damaged */
export function optionsOf(
  config: Config,
  { names, dictionary }: Kept,
  given: readonly GazetteerEntry[],
): AnalyserOptions {
  const { sentiment, government } = ownModels(modelsFolder(config))
  return {
    gazetteer: names?.entries ?? given,
    words: dictionary?.words ?? [],
    ...(sentiment === null ? {} : { model: sentiment }),
    ...(government === null ? {} : { governmentModel: government }),
  }
}

/** The same from the records of a running house, as they stand now; its texts were masked at the door. */
export function textOptions(config: Config, records: Records, given: readonly GazetteerEntry[]): AnalyserOptions {
  const names = records.find('names', BUREAU)?.state ?? null
  const dictionary = records.find('dictionary', BUREAU)?.state ?? null
  return { ...optionsOf(config, { names, dictionary }, given), masked: true }
}

/** The bureau's own words as they stand now. */
export function bureauWords(records: Records): readonly string[] {
  return records.find('dictionary', BUREAU)?.state.words ?? []
}
