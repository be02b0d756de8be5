import { Rejected, Unavailable } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { openLanes, type Placed } from './bus-append.ts'

const placed = (partition: number, value: string, bytes = 1): Placed => ({
  topic: 't',
  partition,
  message: { key: 'k', value },
  bytes,
})

/** A log that takes what it is sent when it is told to. */
function log() {
  const sent: string[][] = []
  const asked: Readonly<{ take: () => void; refuse: (cause: Error) => void }>[] = []
  const send = (_: string, partition: number, messages: readonly { value: unknown }[]) => {
    sent.push([`${partition}`, ...messages.map(({ value }) => String(value))])
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    asked.push({ take: resolve, refuse: reject })
    return promise
  }
  return { sent, asked, lanes: openLanes({ send, close: async () => undefined }) }
}

const turn = () => new Promise(resolve => setImmediate(resolve))

test('while one send is under way the next gathers; partitions do not wait for each other', async () => {
  const { sent, asked, lanes } = log()
  const calls = ['a', 'b', 'c'].map(value => lanes.append([placed(0, value)]))
  await turn()
  calls.push(lanes.append([placed(1, 'x')]), lanes.append([placed(0, 'd')]))
  await turn()
  expect(sent).toEqual([
    ['0', 'a', 'b', 'c'],
    ['1', 'x'],
  ])
  for (const { take } of asked) take()
  await turn()
  expect(sent.at(-1)).toEqual(['0', 'd'])
  asked.at(-1)!.take()
  await Promise.all(calls)
  await lanes.idle()
})

test('a call over partitions and chunks settles with its last message', async () => {
  const { sent, asked, lanes } = log()
  let settled = false
  const call = lanes.append([placed(0, 'a', 900_000), placed(0, 'b', 900_000), placed(1, 'c')]).then(() => {
    settled = true
  })
  await turn()
  for (const { take } of asked) take()
  await turn()
  expect(settled).toBe(false)
  expect(sent).toEqual([
    ['0', 'a'],
    ['1', 'c'],
    ['0', 'b'],
  ])
  asked.at(-1)!.take()
  await call
})

test('when Kafka is away everything that waits is told so; when one message is refused, only what went with it', async () => {
  const { asked, lanes } = log()
  const first = lanes.append([placed(0, 'a')])
  await turn()
  const behind = lanes.append([placed(0, 'b')])
  asked[0]!.refuse(new Unavailable('bus/away'))
  await expect(first).rejects.toMatchObject({ code: 'bus/away' })
  await expect(behind).rejects.toMatchObject({ code: 'bus/away' })

  const large = lanes.append([placed(0, 'c')])
  await turn()
  const next = lanes.append([placed(0, 'd')])
  asked[1]!.refuse(new Rejected('bus/too-large'))
  await expect(large).rejects.toMatchObject({ code: 'bus/too-large' })
  await turn()
  asked[2]!.take()
  await next
})

test('what waits is bounded: beyond it callers are told to come again, and are welcome once it is less', async () => {
  const { asked, lanes } = log()
  const half = 40 * 1024 * 1024
  const calls = [lanes.append([placed(0, 'a', half)]), lanes.append([placed(0, 'b', half)])]
  await expect(lanes.append([placed(1, 'c')])).rejects.toMatchObject({ code: 'bus/away' })
  await turn()
  asked[0]!.take()
  await turn()
  calls.push(lanes.append([placed(1, 'c')]))
  await turn()
  for (const { take } of asked) take()
  await Promise.all(calls)
})
