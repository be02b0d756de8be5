import { type Alert, LEVEL_NAMES } from '@guanlan/domain'
import type { ServedCity } from '@guanlan/scenario'
import type { Terminal } from '../terminal.ts'
import type { Stage } from './stage.ts'

/** What the demo has done so far. */
type Counts = Readonly<{ requests: number; waiting: number; searchable: number; events: number; alerts: number }>

async function counts({ ports, records }: Stage, served: ServedCity): Promise<Counts> {
  const [lags, searchable, { events }] = await Promise.all([
    ports.bus.lags(),
    ports.index.count({ query: null, filters: {} }),
    ports.events.list({ limit: 1000 }),
  ])
  return {
    requests: served.requests(),
    waiting: lags.reduce((sum, { waiting }) => sum + waiting, 0),
    searchable,
    events: events.length,
    alerts: records.list('alert').length,
  }
}

const STEPS = [1, 1000, 2000, 3000, 5000, 10_000, 20_000, 50_000, 100_000]

/** Tells on the terminal how far the pipeline is: a line rewritten each second, and a lasting one at each milestone. */
export function narrator(stage: Stage, served: ServedCity, terminal: Terminal): () => Promise<void> {
  const begun = Date.now()
  let step = 0
  let hadEvents = false
  const told = new Set<string>()
  const since = () => `${String(Math.round((Date.now() - begun) / 1000)).padStart(4)} 秒`
  return async () => {
    const now = await counts(stage, served)
    terminal.progress(
      `采集请求 ${now.requests} · 处理中 ${now.waiting} · 可检索 ${now.searchable} · 事件 ${now.events} · 预警 ${now.alerts}`,
    )
    const passed = STEPS.findLastIndex(mark => now.searchable >= mark) + 1
    if (passed > step)
      terminal.say(`${since()}  可检索的提及已有 ${now.searchable} 条（向城市各网站请求了 ${now.requests} 次）`)
    step = Math.max(step, passed)
    if (!hadEvents && now.events > 0) {
      hadEvents = true
      terminal.say(`${since()}  已有提及归并为舆情事件`)
    }
    for (const { state } of stage.records.list('alert')) {
      if (told.has(state.id)) continue
      told.add(state.id)
      terminal.say(`${since()}  ${alertLine(state)}`)
    }
  }
}

function alertLine({ number, title, suggestion, triggers }: Alert): string {
  return `预警 ${number}【建议${LEVEL_NAMES[suggestion.level]}】${title.slice(0, 36)} —— ${triggers[0]!.summary}`
}
