import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Analysed,
  DAY_MS,
  type EpochMs,
  type EventPhrases,
  type FindPhrases,
  HOUR_MS,
  MINUTE_MS,
  NO_INTERACTIONS,
  phrasesState,
} from '@guanlan/domain'
import { type Embedded, manualClock, openEmbedded, openMentionIndex } from '@guanlan/embedded'
import type { MentionIndex } from '@guanlan/ports'
import { openLog } from '@guanlan/runtime'
import { keyPhrases, loadSegmenter, readIdf } from '@guanlan/text'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { anAnalysis } from './analysis.fixture.ts'
import { PhrasesOfEvents } from './event-phrases.ts'

const TEN = Date.parse('2026-11-24T10:00:00+08:00')
const usual = readIdf()
const find: FindPhrases = async sets => sets.map(texts => keyPhrases(loadSegmenter(), texts, usual, 24))

let folder: string
let ports: Embedded
let index: MentionIndex
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'event-phrases-'))
  ports = await openEmbedded(join(folder, 'data'), { clock: manualClock(TEN) })
  index = await openMentionIndex(ports.folder.index, { readers: 1 })
})
afterEach(async () => {
  await index.close()
  await ports.close()
  rmSync(folder, { recursive: true })
})

function mention(id: string, text: string, seenAt: EpochMs): Analysed {
  return {
    id,
    contentVersion: 1,
    contentHash: id,
    sourceId: 'forum',
    channel: 'forum',
    url: null,
    title: '',
    text,
    author: null,
    authorIsOrganisation: false,
    publishedAt: seenAt,
    publishedDoubt: 'none',
    seenAt,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
    analysis: anAnalysis(),
  }
}

const SAID = [
  '投诉栖澜芷苑门口的站牌被拆，老人等公交没有地方',
  '昨晚栖澜芷苑又停了班车，物业说不归他们管',
  '请问栖澜芷苑的公交什么时候恢复',
  '我家住栖澜芷苑，每天走两公里赶公交',
  '希望尽快给栖澜芷苑装站牌',
]
const said = (n: number) => `${SAID[n % 5]}，第${n}回`

/** So many mentions of one event, and as many words of other weeks before it. */
async function told(event: string, mentions: number, before: number): Promise<void> {
  const members = Array.from({ length: mentions }, (_, n) => mention(`${event}-${n}`, said(n), TEN + n * MINUTE_MS))
  const earlier = Array.from({ length: before }, (_, n) =>
    mention(`earlier-${n}`, `公交今天按时到站，第${n}趟`, TEN - DAY_MS - n * MINUTE_MS),
  )
  await index.write([...members, ...earlier])
  const assignments = members.map(({ id, seenAt: at }, n) => {
    return { mentionId: id, eventId: event, arrivalSeq: n + 1, reason: '{}', at }
  })
  await ports.events.assign(1, assignments, [])
}

const standing = (id: string, mentions: number) => ({ id, mentions, firstSeenAt: TEN })
const kept = async (id: string) => {
  const state = await ports.events.getState(phrasesState(id))
  return state === null ? null : (JSON.parse(state) as EventPhrases)
}
const opened = (findPhrases: FindPhrases = find) =>
  new PhrasesOfEvents({ events: ports.events, index, log: openLog('silent'), findPhrases }, 1)

test('what the event says and the weeks before did not is key; what everyone always says is not', async () => {
  await told('e', 20, 300)
  await opened().refresh([standing('e', 20)], TEN + MINUTE_MS)
  const phrases = await kept('e')
  expect(phrases).toMatchObject({ of: 20, total: 20, before: 300 })
  expect(phrases?.phrases).toContainEqual(
    expect.objectContaining({ phrase: '栖澜芷苑', mentions: 20, before: 0, times: null }),
  )
  expect(phrases?.phrases.map(({ phrase }) => phrase)).not.toContain('公交')
})

test('with too little before, the counts stand alone', async () => {
  await told('e', 20, 10)
  await opened().refresh([standing('e', 20)], TEN + MINUTE_MS)
  const phrases = await kept('e')
  expect(phrases?.before).toBe(10)
  expect(phrases?.phrases.every(({ times }) => times === null)).toBe(true)
  expect(phrases?.phrases.map(({ phrase }) => phrase)).toContain('栖澜芷苑')
})

test('in a young house, where little was seen before, the other mentions of the same time say what is usual', async () => {
  await told('e', 20, 10)
  const others = Array.from({ length: 300 }, (_, n) =>
    mention(`other-${n}`, n % 3 === 0 ? `公交站牌换新，第${n}块` : `公交今天准点，第${n}趟`, TEN + n),
  )
  await index.write(others)
  await opened().refresh([standing('e', 20)], TEN + HOUR_MS)
  const phrases = await kept('e')
  expect(phrases).toMatchObject({ against: 'others', before: 310, of: 20 })
  const found = new Map(phrases?.phrases.map(one => [one.phrase, one.before]))
  expect(found.get('栖澜芷苑')).toBe(0)
  expect([...found.keys()]).not.toContain('站牌')
})

test('looked at again when it has grown by a quarter, or stirred for half an hour; a new leader knows what was kept', async () => {
  await told('e', 20, 0)
  let asked = 0
  const counting: FindPhrases = sets => {
    asked += sets.length
    return find(sets)
  }
  const first = opened(counting)
  await first.refresh([standing('e', 20)], TEN)
  await first.refresh([standing('e', 24)], TEN + MINUTE_MS)
  expect(asked).toBe(1)
  await first.refresh([standing('e', 25)], TEN + 2 * MINUTE_MS)
  expect(asked).toBe(2)
  const second = opened(counting)
  await second.refresh([standing('e', 25)], TEN + 40 * MINUTE_MS)
  expect(asked).toBe(2)
  await second.refresh([standing('e', 26)], TEN + 40 * MINUTE_MS)
  expect(asked).toBe(3)
})

test('phrases that an expunged mention may alone have said are gone at once, and the event is looked at anew', async () => {
  await told('e', 20, 0)
  const phrases = opened()
  await phrases.refresh([standing('e', 20)], TEN)
  const all = (await kept('e'))!.phrases
  const most = Math.max(...all.map(({ mentions }) => mentions))
  await phrases.forget(['e', 'nothing kept of it'], most - 2)
  expect((await kept('e'))?.phrases).toEqual(all.filter(({ mentions }) => mentions === most))
  await phrases.refresh([standing('e', 20)], TEN + MINUTE_MS)
  expect((await kept('e'))?.phrases).toEqual(all)
})

test('four mentions have no key phrases, and an event the index does not know yet is left for later', async () => {
  await told('few', 4, 0)
  const phrases = opened()
  await phrases.refresh([standing('few', 4), standing('nowhere', 30)], TEN)
  expect([await kept('few'), await kept('nowhere')]).toEqual([null, null])
})

test('a finder that fails is asked again at the next round; an older leader keeps nothing', async () => {
  await told('e', 20, 0)
  let failing = true
  const phrases = opened(sets => (failing ? Promise.reject(new Error('no memory')) : find(sets)))
  await phrases.refresh([standing('e', 20)], TEN)
  expect(await kept('e')).toBeNull()
  failing = false
  await ports.events.putState(2, 'leader', '{}')
  await phrases.refresh([standing('e', 20)], TEN + MINUTE_MS)
  expect(await kept('e')).toBeNull()
  const next = new PhrasesOfEvents({ events: ports.events, index, log: openLog('silent'), findPhrases: find }, 2)
  await next.refresh([standing('e', 20)], TEN + 2 * MINUTE_MS)
  expect((await kept('e'))?.total).toBe(20)
})
