import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { AlertItem, AlertPage, AlertTab } from '../../api/alert.ts'
import { get } from '../../api/client.ts'
import type { Level } from '../../api/record.ts'
import { useWide } from '../../shell/wide.ts'
import { useAlertActs } from './alert-acts.ts'
import { useHeldList } from './held-list.ts'

/** A sheet that stands open, about the alert as it was when it opened: what is filled in was decided on that version. */
export type Asking =
  | Readonly<{ what: 'merge' | 'dismiss' | 'snooze'; alert: AlertItem }>
  | Readonly<{ what: 'help'; alert: null }>

/** The list of one tab: held rows, the levels shown, and which row is chosen. */
function useRows() {
  const wide = useWide()
  const [tab, setTab] = useState<AlertTab>('open')
  const [levels, setLevels] = useState<readonly Level[]>([])
  const [paused, setPaused] = useState(false)
  const [chosenId, choose] = useState<string | null>(null)
  const page = useQuery({
    queryKey: ['alerts', tab],
    queryFn: ({ signal }) => get<AlertPage>('/api/alerts', { tab, limit: 200 }, signal),
  })
  const { rows, fresh, load, learn } = useHeldList(tab, page.data?.items, paused)
  const shown = rows.filter(({ item }) => levels.length === 0 || levels.includes(item.state.suggestion.level))
  const chosen = (shown.find(({ item }) => item.id === chosenId) ?? (wide ? shown[0] : undefined))?.item ?? null
  const move = (by: number) => {
    const at = shown.findIndex(({ item }) => item.id === chosen?.id)
    const next = shown[at === -1 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))]
    if (next !== undefined) choose(next.item.id)
  }
  const openTab = (next: AlertTab) => {
    setTab(next)
    choose(null)
  }
  const list = { rows, shown, fresh, load, learn, chosen, chosenId, choose, move }
  return { ...list, page, wide, tab, openTab, levels, setLevels, paused, setPaused }
}

/** Everything the inbox knows and can do. */
export function useInbox() {
  const navigate = useNavigate()
  const rows = useRows()
  const { chosen, move, learn } = rows
  const acts = useAlertActs(learn)
  const [asking, ask] = useState<Asking | null>(null)
  const [drawer, setDrawer] = useState(false)

  const openEvent = (alert: AlertItem) => navigate(`/events/${encodeURIComponent(alert.state.eventId)}`)
  const pressed = (act: (alert: AlertItem) => void) => () => {
    if (chosen !== null) act(chosen)
  }
  /** After an act that took hold the next row is chosen. */
  const done = async (acted: Promise<boolean>) => {
    ask(null)
    if (await acted) move(1)
  }
  const on = {
    claim: pressed(alert => void done(acts.claim(alert))),
    release: pressed(alert => void acts.release(alert)),
    openCase: pressed(alert => void acts.openCase(alert)),
    merge: pressed(alert => ask({ what: 'merge', alert })),
    dismiss: pressed(alert => ask({ what: 'dismiss', alert })),
    snooze: pressed(alert => ask({ what: 'snooze', alert })),
    reopen: pressed(alert => void acts.reopen(alert)),
    openEvent: pressed(openEvent),
  }
  return { ...rows, acts, on, asking, ask, done, drawer, setDrawer, openEvent }
}

export type Inbox = ReturnType<typeof useInbox>
