import { errorCode, type Source, Unavailable } from '@guanlan/domain'
import type { Clock, Frontier, SourceHealth } from '@guanlan/ports'

/** How doors do, told where every source's health is told. */
export type DoorBook = Readonly<{
  /** So many items came in. */
  took: (source: Source, items: number) => Promise<void>
  /** Something was refused. `known` says that it surely came from the source's own sender: only then does the source count as failing. */
  refused: (source: Source, error: unknown, known: boolean) => Promise<void>
  /** Rows refused among others that were taken, by code. */
  rows: (source: Source, codes: Readonly<Record<string, number>>) => Promise<void>
  flush: () => Promise<void>
}>

const WRITTEN_EVERY_MS = 1000

/**
 * Counts what comes to each door and what is refused there, by code. Refusals are written at once, what came in at most once a second and
 * at the end; while the frontier is away nothing is counted and nothing fails. Several processes with doors count over one another:
 * figures of a door are those of the process that wrote last.
 */
export function openDoorBook(frontier: Pick<Frontier, 'health' | 'putHealth'>, clock: Clock): DoorBook {
  const rows = new Map<string, SourceHealth>()
  const written = new Map<string, number>()
  let read: Promise<void> | null = null
  const loaded = async (): Promise<void> => {
    read ??= frontier.health().then(all => {
      for (const row of all) rows.set(row.sourceId, row)
    })
    await read.catch(error => {
      read = null
      throw error
    })
  }
  // read and put again in one turn, so that no push counts over another
  const of = (sourceId: string): SourceHealth => rows.get(sourceId) ?? unknown(sourceId)
  const put = async (row: SourceHealth, now: boolean): Promise<void> => {
    rows.set(row.sourceId, row)
    const at = clock.now()
    if (!now && at - (written.get(row.sourceId) ?? Number.NEGATIVE_INFINITY) < WRITTEN_EVERY_MS) return
    written.set(row.sourceId, at)
    await frontier.putHealth(row)
  }
  const kept = async (count: () => Promise<void>): Promise<void> => {
    try {
      await count()
    } catch (error) {
      // what was taken is taken: that it could not be counted now is no reason to have it sent again
      if (!(error instanceof Unavailable)) throw error
    }
  }
  return {
    took: ({ id }, items) =>
      kept(async () => {
        await loaded()
        const row = of(id)
        const at = clock.now()
        const counts = { itemsLastRun: items, itemsTotal: row.itemsTotal + items }
        await put({ ...row, ...counts, lastAttemptAt: at, lastSuccessAt: at, lastError: null, failuresInRow: 0 }, false)
      }),
    refused: ({ id }, error, known) =>
      kept(async () => {
        await loaded()
        const row = of(id)
        const code = errorCode(error)
        const failing = known
          ? { lastAttemptAt: clock.now(), lastError: code, failuresInRow: row.failuresInRow + 1 }
          : {}
        await put({ ...row, ...failing, errors: added(row.errors, { [code]: 1 }) }, true)
      }),
    rows: ({ id }, codes) =>
      kept(async () => {
        if (Object.keys(codes).length === 0) return
        await loaded()
        const row = of(id)
        await put({ ...row, errors: added(row.errors, codes) }, true)
      }),
    flush: () =>
      kept(async () => {
        for (const sourceId of written.keys()) await frontier.putHealth(rows.get(sourceId)!)
      }),
  }
}

function added(
  before: SourceHealth['errors'],
  codes: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = { ...before }
  for (const [code, count] of Object.entries(codes)) counts[code] = (counts[code] ?? 0) + count
  return counts
}

function unknown(sourceId: string): SourceHealth {
  const never = { lastAttemptAt: null, lastSuccessAt: null, lastError: null, nextDueAt: null }
  return { sourceId, ...never, failuresInRow: 0, itemsLastRun: 0, itemsTotal: 0 }
}
