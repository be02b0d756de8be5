import { type BriefRequest, compose, render } from '@guanlan/briefs'
import { Replays } from '@guanlan/classifier'
import { type Crawler, openPreviewer, readSavedPage } from '@guanlan/crawler'
import { createDesk, type DeskDeps } from '@guanlan/desk'
import { DEFAULT_CASE_POLICY, type FindPhrases, HOUR_MS, type Source } from '@guanlan/domain'
import { checkSelectors } from '@guanlan/extract'
import { type DoorBook, doorRoutes, importFile, openDoorBook, tryFile } from '@guanlan/ingest'
import type { Fetcher } from '@guanlan/ports'
import { errorTitle, type Records, type Stop } from '@guanlan/runtime'
import { startAnalysers } from '@guanlan/text'
import { bareListener } from './bare-listener.ts'
import type { HouseOptions, ServiceName } from './house.ts'
import { listening } from './listening.ts'
import { metricsRoute } from './metrics-route.ts'
import { articleText } from './page-text.ts'
import { platesNow } from './plates-now.ts'
import { Reextractions } from './re-extraction.ts'
import { textOptions } from './text-options.ts'
import type { Ports } from './wire.ts'

/** The one listener of the house: the desk's interface, the console's files, and the doors that others push to. */
export type Front = Readonly<{ address: string; stop: Stop }>

type Behind = Readonly<{
  ports: Ports
  records: Records
  fetcher: Fetcher
  findPhrases: FindPhrases
  crawler: Crawler | null // null: it runs in another process, test fetches are made here
  services: readonly ServiceName[]
}>

const MB = 1024 * 1024

/** Starts listening, for people, for doors, or for both. @throws {Unavailable} host/port-taken naming the address */
export async function openFront(options: HouseOptions, behind: Behind): Promise<Front> {
  const { config, log } = options
  const { services, ports, records } = behind
  const testFetches = previewOf(options, behind)
  const book = openDoorBook(ports.frontier, ports.clock)
  const start = () => startAnalysers(textOptions(config, records, options.gazetteer))
  const replays = new Replays({ ...ports, records, log, start })
  const rules = () => records.list('site-rule')
  const reextractions = new Reextractions({ ...ports, records, log, rules, plates: platesNow(records) })
  const app = services.includes('desk')
    ? await createDesk({ ...deskDeps(options, { ...behind, book }, testFetches.preview), replays, reextractions })
    : bareListener(log)
  const source = (id: string): Source | null => records.find('source', id)?.state ?? null
  if (services.includes('doors')) {
    await app.register(
      doorRoutes({ ...ports, book, plates: platesNow(records), sources: source, maxBytes: config.doorMaxMb * MB }),
    )
  }
  await app.register(metricsRoute(ports.metrics))
  const address = await listening(app, config.host, config.port)
  const stop = async () => {
    await app.close()
    await book.flush()
    await replays.stop()
    await reextractions.stop()
    testFetches.stop()
  }
  return { address, stop }
}

/** Test fetches by the crawler that runs here, else by a previewer of this process. */
function previewOf({ config }: HouseOptions, { crawler, ports, fetcher, records }: Behind) {
  if (crawler !== null) return { preview: crawler.preview, stop: () => {} }
  const polite = { paceMs: config.hostPaceMs, allowPrivate: config.allowPrivate }
  return openPreviewer({
    ...ports,
    fetcher,
    config: polite,
    rules: () => records.list('site-rule'),
    plates: platesNow(records),
  })
}

function deskDeps(
  options: HouseOptions,
  { ports, records, fetcher, findPhrases, book }: Behind & Readonly<{ book: DoorBook }>,
  look: Crawler['preview'],
): Omit<DeskDeps, 'replays' | 'reextractions'> {
  const { config, log } = options
  const composing = { ...ports, records, findPhrases, now: () => ports.clock.now() }
  return {
    ...ports,
    records,
    fetcher,
    log,
    pageText: articleText,
    compose: ({ kind, period, caseId }) => {
      const request: BriefRequest =
        kind === 'weekly' || caseId === null ? { kind: 'weekly', period } : { kind: 'case', caseId }
      return compose(composing, request)
    },
    render: async (brief, format) => (await render(brief, format, { bureau: config.bureau })).bytes,
    importFile: (source, bytes, format, progress = () => {}) =>
      importFile({ ...ports, book, plates: platesNow(records) }, source, bytes, {
        format,
        maxBytes: config.importMaxMb * MB,
        progress,
      }),
    tryFile: (source, bytes, trial) => tryFile(source, bytes, { ...trial, now: ports.clock.now() }),
    siteReading: { check: checkSelectors, read: readSavedPage },
    preview: async source => {
      const { raws, links, unread } = await look(source)
      return {
        items: raws.map(({ title, url, publishedAt, text }) => ({ title, url, publishedAt, text: text.slice(0, 200) })),
        notes: [
          ...(links > 0 ? [`页面上找到 ${links} 个文章链接`] : []),
          ...unread.map(({ url, code }) => `${url}：${errorTitle(code)}`),
        ],
      }
    },
    settings: {
      bureau: config.bureau,
      demo: options.demo,
      secureCookies: config.secureCookies,
      consoleFolder: options.consoleFolder,
      sessionMs: config.sessionHours * HOUR_MS,
      setupCode: options.setupCode,
      importMaxBytes: config.importMaxMb * MB,
      rsshub: config.rsshub,
      casePolicy: DEFAULT_CASE_POLICY,
    },
  }
}
