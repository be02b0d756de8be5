import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type EpochMs, Rejected } from '@guanlan/domain'
import type { Config } from '@guanlan/runtime'

/** Models this bureau trained for itself, by head; null: the one that comes with the house. */
export type OwnModels = Readonly<{ sentiment: string | null; government: string | null; trainedAt: EpochMs | null }>

const NONE: OwnModels = { sentiment: null, government: null, trainedAt: null }
const CURRENT = 'current.json'

/** Where own models lie: a folder of the configuration, else `models` in the data folder. */
export function modelsFolder({ models, data }: Pick<Config, 'models' | 'data'>): string {
  return models === '' ? join(data, 'models') : models
}

/**
 * The own models in use, as paths. Without the file that names them those of the house are used: removing it goes back to them.
 * @throws {Rejected} models/damaged when that file is not what training wrote
 */
export function ownModels(folder: string): OwnModels {
  let text: string
  try {
    text = readFileSync(join(folder, CURRENT), 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return NONE
    throw new Rejected('models/damaged', { cause, detail: join(folder, CURRENT) })
  }
  try {
    const { sentiment, government, trainedAt } = JSON.parse(text) as Partial<OwnModels>
    const path = (name: unknown) => (typeof name === 'string' ? join(folder, basename(name)) : null)
    return { sentiment: path(sentiment), government: path(government), trainedAt: trainedAt ?? null }
  } catch (cause) {
    throw new Rejected('models/damaged', { cause, detail: join(folder, CURRENT) })
  }
}

/** Keeps a model under the name of its version; older ones stay. Returns its path. */
export function keepModel(folder: string, name: string, bytes: Uint8Array): string {
  mkdirSync(folder, { recursive: true })
  return replaced(join(folder, name), bytes)
}

/** Makes these models the ones in use, from the next start or replay on. Whole or not at all. */
export function useModels(folder: string, { sentiment, government, trainedAt }: OwnModels): void {
  const name = (path: string | null) => (path === null ? null : basename(path))
  const current = { sentiment: name(sentiment), government: name(government), trainedAt }
  mkdirSync(folder, { recursive: true })
  replaced(join(folder, CURRENT), `${JSON.stringify(current, null, 2)}\n`)
}

function replaced(path: string, content: Uint8Array | string): string {
  const part = `${path}.part`
  writeFileSync(part, content, { flush: true })
  renameSync(part, path)
  return path
}
