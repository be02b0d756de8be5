import type { Case, Clock, CommandBodies, CommandType, Gates, Versioned } from '@guanlan/domain'
import { currentDraft } from '@guanlan/domain'
import type { Browser, Refusal } from './browser.ts'

type CasePage = Readonly<{ record: Versioned<Case>; gates: Gates; clocks: readonly Clock[] }>

/** One case as people work on it over HTTP: each step under the version just seen. */
export type CaseWork = Readonly<{
  see: (who: Browser) => Promise<CasePage>
  step: <T extends CommandType>(
    who: Browser,
    type: T,
    body: CommandBodies[T],
    reason?: string,
  ) => Promise<Versioned<Case>>
  /** A step that must be refused with this code. */
  refused: <T extends CommandType>(
    who: Browser,
    type: T,
    body: CommandBodies[T],
    code: string,
    change?: Readonly<{ version?: number; reason?: string }>,
  ) => Promise<Refusal>
  /** The signature form for the newest draft as it stands on the screen. */
  signature: (who: Browser, opinion?: string) => Promise<Readonly<{ hash: string; pass: boolean; opinion: string }>>
}>

/** Works on one case. */
export function caseWork(id: string): CaseWork {
  const path = `/api/cases/${id}`
  const see = (who: Browser) => who.get<CasePage>(path)
  return {
    see,
    async step(who, type, body, reason) {
      const { record } = await see(who)
      return who.post(`${path}/moves`, { version: record.version, type, body, reason: reason ?? null })
    },
    async refused(who, type, body, code, change = {}) {
      const { record } = await see(who)
      const asked = { version: record.version, type, body, reason: null, ...change }
      return who.refused(`${path}/moves`, asked, code)
    },
    async signature(who, opinion = '同意') {
      const { record } = await see(who)
      return { hash: currentDraft(record.state.releases.at(-1)!).hash, pass: true, opinion }
    },
  }
}

/** One unit consulted by telephone. */
export function consulted(
  unit: string,
  unitKind: CommandBodies['consulted']['unitKind'],
  at: number,
): CommandBodies['consulted'] {
  return {
    unit,
    unitKind,
    person: '田以宁',
    post: '科长',
    method: 'phone',
    oral: false,
    at,
    told: '网传停运的概况与回应要点',
    opinion: '同意发布，注意口径一致',
    adoption: 'adopted',
    adoptionReason: '',
    attachments: [],
    dueAt: null,
  }
}
