import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Composed,
  DEFAULT_CASE_POLICY,
  type EpochMs,
  HOUR_MS,
  Rejected,
  type Role,
  RULE_PARTS,
  ruleSelectors,
} from '@guanlan/domain'
import type {
  Accounts,
  Bus,
  Clock,
  EventStore,
  Evidence,
  Fetcher,
  Frontier,
  Ledger,
  MentionIndex,
  Secrets,
} from '@guanlan/ports'
import { openLog, Records } from '@guanlan/runtime'
import type { FastifyInstance, InjectOptions } from 'fastify'
import type { DeskDeps } from './deps.ts'
import { createDesk } from './desk.ts'

/** Ports a test opens for the desk to stand on; the adapters come from the test, the desk imports none. */
export type Adapters = Readonly<{
  openEmbedded: (
    path: string,
    options: Readonly<{ clock: Clock }>,
  ) => Promise<
    Readonly<{
      ledger: Ledger
      events: EventStore
      bus: Bus
      accounts: Accounts
      evidence: Evidence
      secrets: Secrets
      frontier: Frontier
      close: () => Promise<void>
    }>
  >
  openMentionIndex: (path: string, options: Readonly<{ readers: number }>) => Promise<MentionIndex>
  manualClock: (at: EpochMs) => StandClock
}>
type StandClock = Clock & Readonly<{ advance: (ms: number) => void; waiting: (count: number) => Promise<void> }>

/** 2026-11-23 08:20 at +08:00: when every stand opens. */
export const OPENED_AT = Date.UTC(2026, 10, 23, 0, 20)
export const PASSWORD = '云州交通局的口令 2026'

/** One account a role, and the second reviewer a release needs. */
export const PEOPLE = {
  lin: ['林晓舟', 'officer'],
  tang: ['唐禾', 'officer'],
  he: ['何静', 'reviewer'],
  zhou: ['周明远', 'reviewer'],
  zheng: ['郑柏', 'secrecy'],
  qin: ['秦望川', 'signer'],
  wen: ['闻思远', 'analyst'],
  root: ['管理员', 'admin'],
} as const satisfies Readonly<Record<string, readonly [string, Role]>>
export type PersonId = keyof typeof PEOPLE

const COMPOSED: Composed = {
  kind: 'weekly',
  caseId: null,
  title: '云州交通舆情周报',
  period: { fromAt: 0, toAt: 7 },
  sections: [
    {
      id: 's1',
      title: '总体情况',
      narrative: '本周平稳。',
      machineDrafted: true,
      figures: [],
      table: null,
      bars: null,
    },
  ],
}

/** Reads the web for tests: over real HTTP, without the address guard. */
const plainFetcher: Fetcher = {
  fetch: async ({ url }) => {
    const answer = await fetch(url)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    const contentType = answer.headers.get('content-type') ?? ''
    return {
      url,
      finalUrl: answer.url,
      status: answer.status,
      notModified: false,
      contentType,
      etag: null,
      lastModified: null,
      bytes,
    }
  },
  close: async () => {},
}

/** Reads pages by selectors that are plain element names, enough to tell a rule that matches from one that does not. */
const plainReading: DeskDeps['siteReading'] = {
  check: selectors => {
    const bad = ruleSelectors(selectors).find(selector => !/^[a-z0-9]+$/.test(selector))
    if (bad !== undefined) throw new Rejected('site-rule/bad-selector', { detail: bad })
  },
  read: async ({ bytes }, selectors) => {
    const page = new TextDecoder().decode(bytes)
    const inside = (name: string | undefined) =>
      name === undefined ? '' : (page.split(`<${name}>`)[1]?.split(`</${name}>`)[0] ?? '')
    const found = RULE_PARTS.map(part => [part, inside(selectors?.[part])] as const)
    const shape = { title: inside('h1'), text: inside('p'), publishedAt: '', outlet: '', authors: '' }
    const byRule = found.filter(([, text]) => text !== '')
    return { parts: { ...shape, ...Object.fromEntries(byRule) }, byRule: byRule.map(([part]) => part) }
  },
}

/** A signed-in browser. */
export type Browser = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  body?: object,
  more?: InjectOptions,
) => Promise<Readonly<{ status: number; body: Answer; headers: Readonly<Record<string, unknown>>; text: string }>>
/** A JSON answer, looked into by path. */
export type Answer = Readonly<{ [key: string]: never }> & Record<string, never>

/** A desk on real embedded ports in a folder of its own, with people to sign in. */
export type Stand = Readonly<{
  app: FastifyInstance
  deps: DeskDeps
  clock: StandClock
  records: Records
  as: (id: PersonId) => Promise<Browser>
  browser: (cookie: string) => Browser
  close: () => Promise<void>
}>

/** Opens a stand; `people` are made with PASSWORD. */
export async function openStand(
  adapters: Adapters,
  people: readonly PersonId[],
  change: Partial<Omit<DeskDeps, 'settings'>> & Readonly<{ settings?: Partial<DeskDeps['settings']> }> = {},
): Promise<Stand> {
  const folder = mkdtempSync(join(tmpdir(), 'guanlan-desk-'))
  const clock = adapters.manualClock(OPENED_AT)
  const ports = await adapters.openEmbedded(join(folder, 'data'), { clock })
  const index = await adapters.openMentionIndex(join(folder, 'data', 'index.db'), { readers: 1 })
  const records = await Records.open(ports.ledger, cause => {
    throw cause
  })
  const { settings, ...others } = change
  const deps: DeskDeps = {
    ...ports,
    index,
    records,
    clock,
    fetcher: plainFetcher,
    log: openLog('silent'),
    pageText: page => new TextDecoder().decode(page.bytes).replace(/<[^>]*>/g, ''),
    compose: async ({ kind, period, caseId }) => ({ ...COMPOSED, kind, period, caseId }),
    render: async (brief, format) =>
      new TextEncoder().encode(
        `${format} ${brief.number ?? '草稿'} ${brief.sections[0]?.narrative} ${brief.signed?.ledger.hash ?? ''}`,
      ),
    importFile: async () => ({ id: '', rows: 0, accepted: 0, refused: 0, codes: {}, report: [] }),
    tryFile: async () => ({ mapping: null, by: 'guessed', columns: [], rows: 0, accepted: 0, refused: [], fits: [] }),
    preview: async () => ({ items: [], notes: [] }),
    siteReading: plainReading,
    reextractions: { begin: async () => ({ state: 'none' }), progress: () => ({ state: 'none' }) },
    replays: { begin: async () => ({ state: 'none' }), progress: () => ({ state: 'none' }) },
    ...others,
    settings: {
      bureau: '云州市交通运输局',
      demo: false,
      secureCookies: false,
      consoleFolder: null,
      sessionMs: 12 * HOUR_MS,
      setupCode: null,
      importMaxBytes: 1_000_000,
      rsshub: 'http://rsshub.yunzhou.example',
      casePolicy: DEFAULT_CASE_POLICY,
      ...settings,
    },
  }
  const app = await createDesk(deps)
  await Promise.all(people.map(id => addPerson(deps, id)))
  const browser = browsers(app)
  return {
    app,
    deps,
    clock,
    records,
    browser,
    as: async id => browser((await deps.accounts.signIn(id, PASSWORD, deps.settings.sessionMs))!.token),
    close: async () => {
      await app.close()
      await records.close()
      await index.close()
      await ports.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function addPerson({ accounts }: DeskDeps, id: PersonId): Promise<void> {
  const [name, role] = PEOPLE[id]
  await accounts.create({ id, name, post: '职员', unit: '办公室', roles: [role], demo: false }, PASSWORD)
}

const browsers =
  (app: FastifyInstance) =>
  (cookie: string): Browser =>
  async (method, url, body, more = {}) => {
    const cookies = cookie === '' ? {} : { cookies: { guanlan: cookie } }
    const answer = await app.inject({
      method,
      url,
      ...cookies,
      ...(body === undefined ? {} : { payload: body }),
      ...more,
    })
    const json = String(answer.headers['content-type'] ?? '').includes('json')
    const parsed = json && answer.body !== '' && !String(answer.headers['content-type']).includes('ndjson')
    return { status: answer.statusCode, body: parsed ? answer.json() : {}, headers: answer.headers, text: answer.body }
  }
