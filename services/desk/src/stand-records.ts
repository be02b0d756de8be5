import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type Analysed,
  completeAnalysis,
  type EventRecord,
  HOUR_MS,
  type Json,
  machine,
  NO_INTERACTIONS,
  type Raised,
} from '@guanlan/domain'
import { sha256 } from './hash.ts'
import { OPENED_AT, type Stand } from './stand.ts'

/** An analysed mention with what a test says about it. */
export function mentionOf(id: string, change: Partial<Analysed> = {}): Analysed {
  return {
    id,
    contentVersion: 1,
    contentHash: sha256(id),
    sourceId: 'forum-1',
    channel: 'forum',
    url: `https://forum.yunzhou.example/t/${id}`,
    title: '',
    text: '听说25号全市出租车要停运一天',
    author: '的哥茶座',
    authorIsOrganisation: false,
    publishedAt: OPENED_AT - HOUR_MS,
    publishedDoubt: 'none',
    seenAt: OPENED_AT - 30 * 60_000,
    mediaRank: 'none',
    region: null,
    interactions: NO_INTERACTIONS,
    evidence: null,
    analysis: completeAnalysis({
      run: 1,
      model: 'test',
      sentiment: 'negative',
      sentimentScore: -0.5,
      confidence: 0.8,
      sentimentReasons: [],
      topics: [{ topic: 'taxi', confidence: 0.9, reasons: [] }],
      entities: [],
      cues: [],
      fingerprint: [],
      words: [],
    }),
    ...change,
  }
}

const measure = { value: null, components: {}, version: 'test' }

/** An event made of mentions, stored and indexed, with the alert it raised. */
export async function raiseAlert(
  stand: Stand,
  id: string,
  mentions: readonly Analysed[],
  hard = true,
  watchIds: readonly string[] = [],
): Promise<void> {
  const { deps, clock, records } = stand
  await deps.index.write(mentions)
  const [first] = mentions
  const event: EventRecord = {
    id: `event-${id}`,
    title: first!.text.slice(0, 20),
    watchIds: [],
    firstMentionId: first!.id,
    firstSeenAt: first!.seenAt,
    lastSeenAt: first!.seenAt,
    mentions: mentions.length,
    copies: 0,
    negative: mentions.length,
    byChannel: { forum: mentions.length },
    bySentiment: { negative: mentions.length, neutral: 0, positive: 0 },
    byTopic: { taxi: mentions.length },
    words: [],
    exemplars: [first!.id],
    heat: measure,
    negativity: measure,
    risk: measure,
    suggestion: null,
    mergedInto: null,
  }
  const last = await deps.events.lastArrivalSeq()
  const assignments = mentions.map((mention, at) => {
    return { mentionId: mention.id, eventId: event.id, arrivalSeq: last + at + 1, reason: '{}', at: mention.seenAt }
  })
  await deps.events.assign(1, assignments, [event])
  const frozen = mentions.map(({ id: mentionId, contentVersion, contentHash, evidence }) => {
    return { mentionId, contentVersion, contentHash, evidence, matched: [{ field: 'text' as const, from: 7, to: 10 }] }
  })
  const at = clock.now() - 8 * 60_000
  const raised: Raised = {
    number: `YJ-20261123-${id}`,
    eventId: event.id,
    title: event.title,
    watchIds,
    detectedAt: at,
    suggestion: { level: 'serious', figures: [], ruleVersion: 'test' },
    evidence: { at, total: mentions.length, mentions: frozen, hash: sha256(id) },
    trigger: { rule: hard ? 'hard' : 'volume', ruleVersion: 'test', at, summary: '24小时84条', figures: [] },
  }
  const body = raised as unknown as Readonly<Record<string, Json>>
  const move = { kind: 'alert', id, type: 'raised', by: machine('alerting'), at, reason: null, body } as const
  await records.commit({ commitId: `raise ${id}`, expect: [{ kind: 'alert', id, version: 0 }], moves: [move] })
}

/** A web server on a port of the system's choosing that serves one page, which may change. */
export async function servePage(
  html: string,
): Promise<Readonly<{ url: string; put: (html: string) => void; close: () => void }>> {
  let page = html
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/gonggao/1.html`,
    put: next => {
      page = next
    },
    close: () => server.close(),
  }
}
