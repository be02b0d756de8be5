import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { type Alerting, type AlertingDeps, startAlerting } from '@guanlan/alerting'
import {
  type Alert,
  type Analysed,
  type Cue,
  DAY_MS,
  type EpochMs,
  type Json,
  type Move,
  type Watch,
} from '@guanlan/domain'
import { manualClock, openEmbedded, openMentionIndex } from '@guanlan/embedded'
import { startIndexer } from '@guanlan/indexer'
import type { Receiver } from '@guanlan/ports'
import { openLog, Records } from '@guanlan/runtime'
import { sampleMention } from '../contract/mention-sample.ts'

/** 2026-11-24 10:00:00 +08:00. */
export const TEN = Date.parse('2026-11-24T10:00:00+08:00')

/** What a test says of a mention; everything else is plain. `cue` is looked up in the text. */
export type Said = Readonly<{
  id: string
  text: string
  words: string
  at?: EpochMs
  cue?: Readonly<{ words: string; kind: Cue['kind']; stance?: Cue['stance'] }>
}> &
  Partial<Pick<Analysed, 'channel' | 'contentVersion' | 'mediaRank' | 'seenAt' | 'region'>> &
  Partial<Pick<Analysed['analysis'], 'sentiment'>>

/** An analysed mention, negative on Weibo at TEN unless the test says otherwise. */
export function said({ id, text, words, at = TEN, cue, sentiment = 'negative', ...rest }: Said): Analysed {
  const from = cue === undefined ? -1 : text.indexOf(cue.words)
  const cues: readonly Cue[] =
    cue === undefined
      ? []
      : [{ stance: 'affirmed', ...cue, span: { field: 'text', from, to: from + cue.words.length } }]
  return sampleMention({
    id,
    contentHash: `hash of ${id}`,
    sourceId: 'weibo',
    channel: 'weibo',
    text,
    publishedAt: at,
    publishedDoubt: 'none',
    seenAt: TEN,
    evidence: `evidence of ${id}`,
    ...rest,
    analysis: {
      model: 'test',
      sentiment,
      sentimentScore: sentiment === 'negative' ? -1 : 0,
      confidence: 0.9,
      cues,
      words: words.split(' '),
    },
  })
}

/** A data folder with the indexer, one alerting process and a clock in the test's hand. */
export async function alertingHouse(options: Readonly<{ receivers?: readonly Receiver[] }> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'alerting-'))
  const clock = manualClock(TEN)
  const ports = await openEmbedded(join(folder, 'data'), { clock })
  const index = await openMentionIndex(ports.folder.index, { readers: 1 })
  const log = openLog('silent')
  const fatal = (cause: Error) => {
    throw cause
  }
  const records = await Records.open(ports.ledger, fatal)
  const indexer = await startIndexer({ bus: ports.bus, index, log, fatal })
  const started: Alerting[] = []
  const common = { ...ports, index, records, clock, log, fatal, receivers: options.receivers ?? [ports.receiver] }

  const start = async (holder: string, change: Partial<AlertingDeps> = {}): Promise<Alerting> => {
    const alerting = await startAlerting({ ...common, holder, ...change })
    started.push(alerting)
    return alerting
  }
  let moves = 0
  const move = async (
    kind: Move['kind'],
    id: string,
    type: string,
    body: object = {},
    reason: string | null = null,
  ) => {
    const by = { kind: 'person', id: 'li', name: '李明', post: '值班员' } as const
    const version = records.find(kind, id)?.version ?? 0
    await records.commit({
      commitId: `test-${++moves}`,
      expect: [{ kind, id, version }],
      moves: [{ kind, id, type, by, at: clock.now(), reason, body: body as Record<string, Json> }],
    })
  }
  return {
    ...common,
    start,
    move,
    watch: (id: string, query: string, change: Partial<Watch> = {}) => {
      const watch = {
        id,
        name: id,
        query,
        topics: [],
        regions: [],
        owner: 'li',
        active: true,
        createdAt: TEN,
        ...change,
      }
      return move('watch', id, 'added', { watch })
    },
    /** Appends and settles when alerting and the indexer have handled it. */
    async tell(...mentions: readonly Analysed[]): Promise<void> {
      await ports.bus.append(
        'analysed',
        mentions.map(mention => ({ key: mention.id, body: mention as unknown as Json })),
      )
      await until(async () => (await ports.bus.lags()).every(lag => lag.stream !== 'analysed' || lag.waiting === 0))
    },
    alerts: (): readonly Alert[] => records.list('alert').map(({ state }) => state),
    async close(): Promise<void> {
      for (const alerting of started) await alerting.stop()
      await indexer.stop()
      await records.close()
      await ports.close()
      await index.close()
      await rm(folder, { recursive: true })
    },
  }
}

export type AlertingHouse = Awaited<ReturnType<typeof alertingHouse>>

/** Settles when the condition holds; looks again whenever other work has had its turn. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setImmediate()
}

/** So many negative mentions of one happening, one a minute up to `endAt`. */
export function chorus(count: number, endAt: EpochMs, change: Partial<Said> = {}): readonly Analysed[] {
  return Array.from({ length: count }, (_, n) =>
    said({
      id: `${change.id ?? 'chorus'}-${n}`,
      text: `203路又甩站了，等了${n}分钟`,
      words: '203路 甩站 公交 等车',
      at: endAt - (count - n) * 60_000,
      ...(({ id: _, ...rest }) => rest)(change),
    }),
  )
}

/** Whole days before TEN. */
export const daysAgo = (days: number) => TEN - days * DAY_MS
