import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { followLive, type LiveTick } from '../api/live.ts'
import type { Status } from '../api/status.ts'

type Live = Readonly<{ connected: boolean; tick: LiveTick | null }>

const Context = createContext<Live>({ connected: true, tick: null })

/** Which queries a touched record makes stale; the first part of a query's key names what it shows. */
const STALE_BY_KIND: Readonly<Record<string, readonly string[]>> = {
  alert: ['alerts', 'alert', 'events', 'event', 'cases', 'case'],
  case: ['cases', 'case', 'alerts', 'alert', 'event'],
  event: ['events', 'event', 'alerts', 'alert'],
  source: ['sources'],
  watch: ['watches'],
  brief: ['briefs', 'brief'],
  account: ['accounts', 'session'],
  label: ['mention'],
  dictionary: ['dictionary'],
  names: ['names'],
  vehicles: ['vehicles'],
  evidence: ['evidence', 'mention'],
  model: ['reclassify', 'mention'],
  'site-rule': ['site-rules', 'sources'],
}

/** Keeps the page's data fresh: each commit refetches what it touched, a gap refetches everything. */
export function LiveData({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const [connected, setConnected] = useState(true)
  const [tick, setTick] = useState<LiveTick | null>(null)

  useEffect(() => {
    return followLive({
      connected: setConnected,
      gap: () => void queries.invalidateQueries(),
      tick: value => {
        setTick(value)
        queries.setQueryData<Status>(['status'], old => (old ? { ...old, now: value.now, dataAt: value.dataAt } : old))
      },
      commit: commit => {
        const stale = new Set(commit.refs.flatMap(ref => STALE_BY_KIND[ref.kind] ?? []))
        for (const key of stale) void queries.invalidateQueries({ queryKey: [key] })
      },
    })
  }, [queries])

  const value = useMemo(() => ({ connected, tick }), [connected, tick])
  return <Context value={value}>{children}</Context>
}

/** Whether the live stream stands, and its last tick. */
export function useLive(): Live {
  return useContext(Context)
}
