import type { Frontier, SourceHealth } from '@guanlan/ports'

/** How each source is doing, kept in the frontier; changes to one source never overtake each other. */
export type HealthBook = Readonly<{
  of(sourceId: string): SourceHealth
  all(): readonly SourceHealth[]
  /** An error named in the change is counted. */
  change(sourceId: string, change: Partial<SourceHealth>): Promise<SourceHealth>
  /** Counts what went wrong without ending the run: pages not read, addresses passed over. */
  count(sourceId: string, code: string, times: number): Promise<SourceHealth>
  /** Learns what other processes have written; what changes here meanwhile stands. */
  refresh(): Promise<void>
}>

/** A source nothing is known of. */
function unknown(sourceId: string): SourceHealth {
  return {
    sourceId,
    lastAttemptAt: null,
    lastSuccessAt: null,
    lastError: null,
    failuresInRow: 0,
    itemsLastRun: 0,
    itemsTotal: 0,
    nextDueAt: null,
  }
}

/** Reads what is kept; one process at a time writes about a source, the one that crawls it. */
export async function openHealthBook(frontier: Frontier): Promise<HealthBook> {
  const rows = new Map((await frontier.health()).map(row => [row.sourceId, row]))
  const changedHere = new Map<string, number>()
  let changes = 0
  const of = (sourceId: string) => rows.get(sourceId) ?? unknown(sourceId)
  const keep = async (row: SourceHealth) => {
    rows.set(row.sourceId, row)
    changedHere.set(row.sourceId, ++changes)
    await frontier.putHealth(row)
    changedHere.set(row.sourceId, ++changes)
    return row
  }
  return {
    of,
    all: () => [...rows.values()],
    change(sourceId, change) {
      const before = of(sourceId)
      const row = { ...before, ...change }
      return keep(change.lastError == null ? row : counted(row, change.lastError, 1))
    },
    count: (sourceId, code, times) => keep(counted(of(sourceId), code, times)),
    async refresh() {
      const before = changes
      for (const row of await frontier.health()) {
        if ((changedHere.get(row.sourceId) ?? 0) <= before) rows.set(row.sourceId, row)
      }
    },
  }
}

function counted(row: SourceHealth, code: string, times: number): SourceHealth {
  return { ...row, errors: { ...row.errors, [code]: (row.errors?.[code] ?? 0) + times } }
}
