import { useQuery } from '@tanstack/react-query'
import { get } from '../api/client.ts'
import type { AlarmItem } from '../api/source.ts'
import type { Status } from '../api/status.ts'

/** How the machine does, read again every 30 s; the live stream keeps its data age current in between. */
export function useStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => get<Status>('/api/status', {}, signal),
    refetchInterval: 30_000,
  })
}

/** Alarms that stand, read again every minute. */
export function useAlarms() {
  return useQuery({
    queryKey: ['alarms'],
    queryFn: ({ signal }) => get<{ items: readonly AlarmItem[] }>('/api/alarms', {}, signal),
    refetchInterval: 60_000,
  })
}
