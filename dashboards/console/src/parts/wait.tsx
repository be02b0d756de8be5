import { Button, Skeleton } from 'antd'
import type { ReactNode } from 'react'
import { sentence } from '../shell/notice.tsx'

type Asked<T> = Readonly<{ data: T | undefined; error: Error | null; refetch: () => unknown }>

/** What was asked for once it is there; until then its shape, and on failure what happened and what to do. */
export function Wait<T>({
  for: asked,
  rows = 4,
  children,
}: {
  for: Asked<T>
  rows?: number
  children: (data: T) => ReactNode
}) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>
  if (asked.error !== null) return <Failure error={asked.error} retry={() => void asked.refetch()} />
  return (
    <div className="pad" aria-busy="true">
      <span className="unseen">正在载入</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  )
}

/** A failure in words, with the way on. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div className="failure" role="alert">
      <b>{sentence(error)}</b>
      {retry !== undefined && (
        <Button size="small" onClick={retry}>
          重试
        </Button>
      )}
    </div>
  )
}

/** Nothing here, and what to do next. */
export function Nothing({ children }: { children: ReactNode }) {
  return <p className="nothing">{children}</p>
}
