import type { Config, Records } from '@guanlan/runtime'
import type { AnalyserOptions, GazetteerEntry } from '@guanlan/text'
import { modelsFolder, ownModels } from './models-folder.ts'

/** The one dictionary and the one table of names of a bureau. */
const BUREAU = 'bureau'

/** Names that the house was opened with, then those of the bureau's table that are not among them. */
function allNames(records: Records, given: readonly GazetteerEntry[]): readonly GazetteerEntry[] {
  const known = new Set(given.map(({ kind, name }) => `${kind} ${name}`))
  const entries = records.find('names', BUREAU)?.state.entries ?? []
  const added = entries.filter(({ kind, name }) => !known.has(`${kind} ${name}`))
  return [...given, ...added]
}

/** What analysers are made of now: names, the bureau's words, and its own models where it trained any. @throws {Rejected} models/damaged */
export function textOptions(config: Config, records: Records, gazetteer: readonly GazetteerEntry[]): AnalyserOptions {
  const { sentiment } = ownModels(modelsFolder(config))
  const words = records.find('dictionary', BUREAU)?.state.words ?? []
  return {
    gazetteer: allNames(records, gazetteer),
    words,
    ...(sentiment === null ? {} : { model: sentiment }),
  }
}
