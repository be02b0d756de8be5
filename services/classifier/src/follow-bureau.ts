import { canonicalJson, errorCode, type RecordKind } from '@guanlan/domain'
import type { Log, Records, Stop } from '@guanlan/runtime'
import type { AnalyserOptions, Analysers } from '@guanlan/text'

/** What following the bureau needs. `options` gives what the analysers should be made of now; `loaded` is what they are made of. */
export type FollowDeps = Readonly<{
  records: Pick<Records, 'onCommit'>
  analysers: Pick<Analysers, 'reload' | 'version'>
  options: () => AnalyserOptions
  loaded: AnalyserOptions
  log: Log
}>

/** Records that analysers are made of: words, names, and the replay that goes over to a new model. */
const FOLLOWED: ReadonlySet<RecordKind> = new Set(['dictionary', 'names', 'model'])

/**
 * Goes over to the bureau's words, names and models whenever a commit changes them, while mentions keep coming. Several commits
 * during a reload are one more reload. When a reload fails the old ones stay and the log says so; the next commit tries again.
 */
export function followBureau({ records, analysers, options, loaded, log }: FollowDeps): Stop {
  let current = canonicalJson(loaded)
  let wanted = false
  let working: Promise<void> | null = null
  let stopped = false

  const work = async () => {
    while (wanted && !stopped) {
      wanted = false
      const next = options()
      const spelt = canonicalJson(next)
      if (spelt === current) continue
      try {
        await analysers.reload(next)
        current = spelt
        log.info({ model: analysers.version }, 'analysers reloaded')
      } catch (error) {
        if (!stopped) log.error({ err: error, code: errorCode(error) }, 'analysers stay as they were')
      }
    }
    working = null
  }
  const stop = records.onCommit(({ moves }) => {
    if (!moves.some(({ kind }) => FOLLOWED.has(kind))) return
    wanted = true
    working ??= work()
  })
  return async () => {
    stopped = true
    stop()
    await working
  }
}
