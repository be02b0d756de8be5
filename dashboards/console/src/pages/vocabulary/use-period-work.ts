import { type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { get, send } from '../../api/client.ts'

const LOOK_MS = 1_000

/** Work over a period as its tab shows it: how the last one stands, why the last asking failed, and how to begin one. */
export type PeriodWork<Progress, Asked> = Readonly<{
  progress: UseQueryResult<Progress>
  failure: unknown
  /** Begins it: for the comparison alone, or for good. Never rejects; a failure is shown. */
  begin: (asked: Asked, apply: boolean) => Promise<void>
}>

/** The work at `/api/<name>`, looked at every second while it runs. */
export function usePeriodWork<Progress extends Readonly<{ state: string }>, Asked extends object>(
  name: string,
): PeriodWork<Progress, Asked> {
  const queries = useQueryClient()
  const queryKey = [name]
  const [failure, setFailure] = useState<unknown>(null)
  const progress = useQuery({
    queryKey,
    queryFn: ({ signal }) => get<Progress>(`/api/${name}`, {}, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
  })
  async function begin(asked: Asked, apply: boolean): Promise<void> {
    setFailure(null)
    try {
      queries.setQueryData(queryKey, await send<Progress>('POST', `/api/${name}`, { ...asked, apply }))
    } catch (error) {
      setFailure(error)
    }
    await queries.invalidateQueries({ queryKey })
  }
  return { progress, failure, begin }
}
