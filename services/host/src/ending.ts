import type { Log, Stop } from '@guanlan/runtime'

/** Settles at the first wish to end: Ctrl-C, a service manager's TERM, or a part that can go on no more. */
export type Ending = Readonly<{ wished: Promise<number>; fatal: (cause: Error) => void; end: () => void }>

/** Listens for wishes to end. A second Ctrl-C ends at once. */
export function listenForEnd(log: Log): Ending {
  const { promise, resolve } = Promise.withResolvers<number>()
  let asked = false
  const signal = () => {
    if (asked) process.exit(130)
    asked = true
    resolve(0)
  }
  process.on('SIGINT', signal)
  process.on('SIGTERM', signal)
  return {
    wished: promise,
    end: () => resolve(0),
    fatal: cause => {
      log.error({ err: cause }, 'a part can go on no more; ending')
      resolve(1)
    },
  }
}

/** Waits for the end, stops, and gives the exit code; a stop that hangs is cut off after 20 s, with nothing acknowledged lost. */
export async function untilEnd(ending: Ending, stop: Stop, log: Log): Promise<number> {
  const code = await ending.wished
  const cutOff = setTimeout(() => {
    log.error({}, 'stopping took too long; ended hard')
    process.exit(1)
  }, 20_000)
  await stop()
  clearTimeout(cutOff)
  return code
}
