import type { Frontier, SourceHealth } from '@guanlan/ports'

/** How each source is doing, kept in the frontier; changes to one source never overtake each other. */
export type HealthBook = Readonly<{
  of(sourceId: string): SourceHealth
  all(): readonly SourceHealth[]
  change(sourceId: string, change: Partial<SourceHealth>): Promise<SourceHealth>
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

/** Reads what is kept once; this process is then the only one that writes about the sources it crawls. */
export async function openHealthBook(frontier: Frontier): Promise<HealthBook> {
  const rows = new Map((await frontier.health()).map(row => [row.sourceId, row]))
  const of = (sourceId: string) => rows.get(sourceId) ?? unknown(sourceId)
  return {
    of,
    all: () => [...rows.values()],
    async change(sourceId, change) {
      const row = { ...of(sourceId), ...change }
      rows.set(sourceId, row)
      await frontier.putHealth(row)
      return row
    },
  }
}
