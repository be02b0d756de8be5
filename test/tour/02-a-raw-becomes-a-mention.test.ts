/**
 * Chapter 2. A raw becomes a mention.
 *
 * Raws travel on the bus, in the stream `raw`. Ingest takes them off and makes mentions 提及: normalised, masked once more, and
 * with an id that is computed, never drawn. Because the id is computed, the same item may arrive as often as it likes: by a
 * second crawl, by a partner who delivers twice, or again after a crash. It stays one mention.
 */
import { join } from 'node:path'
import type { Json, Mention, Raw } from '@guanlan/domain'
import { type Embedded, manualClock, openEmbedded } from '@guanlan/embedded'
import { startIngest } from '@guanlan/ingest'
import { openLog } from '@guanlan/runtime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { drained, gather } from '../contract/gather.ts'
import { temporaryFolder } from '../contract/place.ts'
import { fatal, rawOf, sha256, TEN } from './sample.ts'

const clock = manualClock(TEN)
const mentions = gather()
let folder: Awaited<ReturnType<typeof temporaryFolder>>
let ports: Embedded

beforeAll(async () => {
  folder = await temporaryFolder()
  ports = await openEmbedded(join(folder.path, 'data'), { clock })
  await startIngest({ ...ports, log: openLog('silent'), fatal })
  await ports.bus.consume('mentions', 'tour', mentions.handle, { maxBatch: 100, fatal })
})
afterAll(async () => {
  await ports.close()
  await folder.remove()
})

const arrive = (...raws: readonly Raw[]) =>
  ports.bus.append(
    'raw',
    raws.map(raw => ({ key: raw.sourceId, body: raw as unknown as Json })),
  )
const reached = async (count: number) => (await mentions.reached(count)).map(({ body }) => body as unknown as Mention)

test('the id comes from where the item stands: channel and the channel’s own id, else its canonical address', async () => {
  await arrive(rawOf(), rawOf({ externalId: null, url: 'https://BBS.yunzhou.example:443/t/2#reply-5' }))
  const [first, second] = await reached(2)
  expect(first!.id).toBe(sha256('forum\nt-1'))
  expect(second!.id).toBe(sha256('https://bbs.yunzhou.example/t/2')) // host folded, default port and fragment gone
})

test('arriving again changes nothing; an edit is a new version of the same mention, first seen when it was first seen', async () => {
  const later = rawOf({ fetchedAt: TEN + 3_600_000 })
  await arrive(later) // a repeat: ends here
  await arrive({ ...later, text: '更正：95路后来还是来了。' })
  const edited = (await reached(3))[2]!
  expect(edited).toMatchObject({ id: sha256('forum\nt-1'), contentVersion: 2, seenAt: TEN })
})

test('a copy elsewhere is another mention with the same content hash: copies are found, never merged', async () => {
  await arrive(rawOf({ channel: 'weibo', externalId: 'w-9' }))
  const [original, , , copy] = await reached(4)
  expect(copy!.id).not.toBe(original!.id)
  expect(copy!.contentHash).toBe(original!.contentHash)
})

test('a time that cannot be is kept as stated and marked; what orders everything is when we first saw it', async () => {
  await arrive(rawOf({ externalId: 't-future', publishedAt: TEN + 86_400_000 }))
  expect((await reached(5))[4]).toMatchObject({ publishedDoubt: 'future', publishedAt: TEN + 86_400_000, seenAt: TEN })
})

test('private numbers are masked here too, so that no way in can forget it', async () => {
  await arrive(rawOf({ externalId: 't-phone', text: '失主请打13900001234' }))
  expect((await reached(6))[5]!.text).toBe('失主请打139******34')
})

test('what can never become a mention is set aside with its reason, in sight, and holds up nothing', async () => {
  await arrive(rawOf({ externalId: 't-blank', title: '', text: '\u0000' }), rawOf({ externalId: 't-next' }))
  expect((await reached(7))[6]!.id).toBe(sha256('forum\nt-next'))
  await drained(ports.bus, 'raw', 'ingest')
  expect(await ports.bus.deadLetters({ limit: 10 })).toMatchObject([{ stream: 'raw', code: 'mention/empty' }])
})
