import { MINUTE_MS } from '@guanlan/domain'
import { type PolledSource, type RunDeps, readBacklog, runSource } from './source-run.ts'
import type { Timetable } from './timetable.ts'

/** One worker per source that has something to do; two sources of one host take turns by its pace. */
export type Workers = Readonly<{
  /** Wakes the source's worker, with a new run when `poll`, else for pages that wait. */
  wake(sourceId: string, poll: boolean): void
  /** A run from now on, settled with all its pages. */
  finish(sourceId: string): Promise<void>
  working(sourceId: string): boolean
  idle(): Promise<void>
}>

const PAGES_A_TURN = 20

type Deps = RunDeps & Readonly<{ find: (sourceId: string) => PolledSource | undefined; timetable: Timetable }>

/** A worker runs its source, then the backlog twenty pages at a time, looking for a new run in between: fresh news first. */
export function openWorkers(deps: Deps): Workers {
  const asked = new Set<string>()
  const working = new Map<string, Promise<void>>()

  const work = async (id: string): Promise<void> => {
    for (let more = true; more && !deps.signal.aborted; ) {
      const source = deps.find(id)
      if (source === undefined) return void asked.delete(id)
      if (asked.delete(id)) {
        await runSource(deps, source, PAGES_A_TURN)
        deps.timetable.settled(id)
      }
      const backlog = await deps.frontier.due(id, deps.clock.now(), PAGES_A_TURN)
      const { ended, until } = await readBacklog(deps, source, backlog)
      if (ended === 'trouble') deps.timetable.rest(id, until ?? deps.clock.now() + MINUTE_MS)
      more = asked.has(id) || (backlog.length > 0 && ended === 'done')
    }
  }

  const start = (id: string): Promise<void> => {
    const current = working.get(id)
    if (current !== undefined) return current
    const started = work(id)
      .catch(error => deps.log.error({ source: id, err: error }, 'worker failed'))
      .finally(() => working.delete(id))
    working.set(id, started)
    return started
  }

  return {
    wake(id, poll) {
      if (poll) asked.add(id)
      void start(id)
    },
    async finish(id) {
      asked.add(id)
      while (!deps.signal.aborted && (working.has(id) || asked.has(id))) await start(id)
      await working.get(id)
    },
    working: id => working.has(id),
    idle: async () => void (await Promise.all(working.values())),
  }
}
