import type { KafkaMessage } from 'kafkajs'
import { expect, test } from 'vitest'
import { letterMessage, markMessage, readDeadMessage, type StoredLetter } from './bus-dead.ts'
import { deadShelf } from './bus-dead-shelf.ts'

const delivery = { stream: 'raw', key: '信源', partition: 2, appendedAt: 5 } as const

/** As a broker gives back what `letterMessage` sends. */
function stored(origin: number, deadAt: number, place: number, body = '正文'): StoredLetter {
  const sent = letterMessage(
    { delivery: { ...delivery, body, offset: origin }, code: 'mention/empty', detail: '无正文' },
    'ingest',
    deadAt,
  )
  return readDeadMessage('raw', received(sent, place)) as StoredLetter
}

function received(sent: ReturnType<typeof letterMessage>, place: number): KafkaMessage {
  const buffer = (value: unknown) => (value === null || value === undefined ? null : Buffer.from(value as string))
  const headers = Object.fromEntries(Object.entries(sent.headers ?? {}).map(([name, value]) => [name, buffer(value)!]))
  const message = { key: buffer(sent.key), value: buffer(sent.value), headers, timestamp: '0', offset: String(place) }
  return { ...message, attributes: 0 }
}

test('a letter comes back as it was set aside', () => {
  const shelf = deadShelf()
  shelf.put(stored(41, 1_800_000_000_000, 0))
  const reason = { group: 'ingest', code: 'mention/empty', detail: '无正文' }
  const [letter] = shelf.newest(1)
  expect(letter).toMatchObject({ ...reason, stream: 'raw', key: '信源', body: '正文', partition: 2, offset: 41 })
  expect(letter).toMatchObject({ deadAt: 1_800_000_000_000, replayedAt: null })
})

test('newest first, in whatever order they are read, and paged without gap or double', () => {
  const shelf = deadShelf()
  for (const n of [3, 1, 4, 0, 5, 2]) shelf.put(stored(n, 1000 + n, n))
  const first = shelf.newest(4)
  expect(first.map(({ offset }) => offset)).toEqual([5, 4, 3, 2])
  expect(shelf.newest(4, first.at(-1)!.id).map(({ offset }) => offset)).toEqual([1, 0])
})

test('one delivery set aside twice is one letter, and a mark counts from when it was first made', () => {
  const shelf = deadShelf()
  shelf.put(stored(7, 1000, 0))
  shelf.put(stored(7, 2000, 1)) // its offset could not be committed the first time
  const [letter] = shelf.newest(10)
  expect(shelf.newest(10)).toHaveLength(1)
  expect(shelf.waiting('raw')).toBe(1)
  const mark = readDeadMessage('raw', received(markMessage(0, 3000), 2))
  if (mark === null || !('replayedAt' in mark)) throw new Error('no mark')
  shelf.mark('raw', mark)
  shelf.mark('raw', { ...mark, replayedAt: 9000 })
  expect(shelf.find(letter!.id)?.replayedAt).toBe(3000)
  expect(shelf.waiting('raw')).toBe(0)
})

test('keeps the newest within its bounds', () => {
  const shelf = deadShelf({ letters: 3, bytes: 100 })
  for (let n = 0; n < 5; n++) shelf.put(stored(n, 1000 + n, n, 'x'))
  expect(shelf.newest(10).map(({ offset }) => offset)).toEqual([4, 3, 2])
  shelf.put(stored(5, 1005, 5, 'y'.repeat(98)))
  expect(shelf.newest(10).map(({ offset }) => offset)).toEqual([5])
})

test('what other programs wrote is no letter', () => {
  const foreign = { key: null, value: 'x', headers: {} }
  expect(readDeadMessage('raw', received(foreign, 0))).toBeNull()
  const odd = letterMessage({ delivery: { ...delivery, body: 1, offset: 1 }, code: 'c', detail: '' }, 'g', 1)
  expect(readDeadMessage('raw', received({ ...odd, headers: { ...odd.headers, from: 'nowhere' } }, 0))).toBeNull()
})
