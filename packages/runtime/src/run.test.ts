import { expect, test } from 'vitest'
import { openLog } from './log.ts'
import { startAll } from './run.ts'

const quiet = openLog('silent')

test('parts start in order and stop in reverse', async () => {
  const seen: string[] = []
  const part = (name: string) => ({
    name,
    start: async () => {
      seen.push(`+${name}`)
      return async () => {
        seen.push(`-${name}`)
      }
    },
  })
  const stop = await startAll([part('bus'), part('desk')], quiet)
  await stop()
  expect(seen).toEqual(['+bus', '+desk', '-desk', '-bus'])
})

test('a part that cannot start stops those before it and says why', async () => {
  const stopped: string[] = []
  const good = { name: 'bus', start: async () => async () => void stopped.push('bus') }
  const bad = {
    name: 'desk',
    start: async (): Promise<never> => {
      throw new Error('port taken')
    },
  }
  await expect(startAll([good, bad], quiet)).rejects.toThrow('port taken')
  expect(stopped).toEqual(['bus'])
})
