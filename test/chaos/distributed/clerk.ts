import { setTimeout as pause } from 'node:timers/promises'
import type { Desk } from './deliveries.ts'
import { CLERK_WATCH } from './ground.ts'

/** Somebody who keeps making decisions at the desk while things fail; each acknowledged one must stand in the ledger. */
export type Clerk = Readonly<{
  /** Versions of the watch that were acknowledged, in order. */
  stop: () => Promise<readonly number[]>
}>

type Watched = Readonly<{ id: string; version: number; state: Readonly<{ active: boolean }> }>

const EVERY_MS = 200

/** Pauses and resumes one watch over HTTP until stopped. */
export function startClerk(desk: Desk): Clerk {
  const acknowledged: number[] = []
  let ended = false
  const stand = async () => {
    const answer = await desk.get<Readonly<{ items: readonly Watched[] }>>('/api/watches')
    return answer?.items.find(({ id }) => id === CLERK_WATCH) ?? null
  }
  const work = async () => {
    let known: Watched | null = null
    while (!ended) {
      known ??= await stand()
      if (known !== null) {
        const move: 'pause' | 'resume' = known.state.active ? 'pause' : 'resume'
        const moved: Partial<Watched> | null = await desk.post(`/api/watches/${CLERK_WATCH}/${move}`, {
          version: known.version,
        })
        // No answer, or somebody was faster (an unanswered move of our own): see how it stands and go on.
        known = moved?.version === undefined ? null : (moved as Watched)
        if (known !== null) acknowledged.push(known.version)
      }
      await pause(EVERY_MS)
    }
  }
  const working = work()
  return {
    async stop() {
      ended = true
      await working
      return acknowledged
    },
  }
}
