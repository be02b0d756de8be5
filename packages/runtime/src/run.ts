import type { Log } from './log.ts'

/** What ends a started part; settles when nothing of it runs any more. */
export type Stop = () => Promise<void>

/** One part of the house: started in the order data flows. */
export type Part = Readonly<{ name: string; start: () => Promise<Stop> }>

/**
 * Starts parts in order and returns what stops them in reverse. If one fails, those already started are stopped and its error is thrown.
 * A stop that fails is logged and does not keep the others from stopping.
 */
export async function startAll(parts: readonly Part[], log: Log): Promise<Stop> {
  const started: { name: string; stop: Stop }[] = []
  const stopAll = async () => {
    for (const { name, stop } of started.splice(0).reverse()) {
      try {
        await stop()
        log.info({ part: name }, 'part stopped')
      } catch (error) {
        log.error({ part: name, err: error }, 'part failed to stop')
      }
    }
  }
  for (const part of parts) {
    try {
      started.push({ name: part.name, stop: await part.start() })
      log.info({ part: part.name }, 'part started')
    } catch (error) {
      await stopAll()
      throw error
    }
  }
  return stopAll
}

/** Runs `work` every `everyMs`, never twice at once; a failure is logged and the next turn comes all the same. */
export function every(everyMs: number, log: Log, name: string, work: () => Promise<void>): Stop {
  let running = Promise.resolve()
  let idle = true
  const timer = setInterval(() => {
    if (!idle) return
    idle = false
    running = work()
      .catch(error => log.error({ job: name, err: error }, 'periodic work failed'))
      .finally(() => {
        idle = true
      })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}
