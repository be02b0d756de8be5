import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { EpochMs } from '../../api/record.ts'
import { Card } from '../../parts/page-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { fullTime, toField } from '../../parts/time.ts'

/** What every work over a period tells of itself. */
type Work = Readonly<{
  state: 'running' | 'done' | 'failed'
  apply: boolean
  fromAt: EpochMs
  toAt: EpochMs
  startedAt: EpochMs
}>

/** A period in words. */
export function periodWords({ fromAt, toAt }: Pick<Work, 'fromAt' | 'toAt'>): string {
  return `${toField(fromAt)} 至 ${toField(toAt)}`
}

/** What came of a work over a period; one that was only tried can be applied, once `consequences` were read. */
export function PeriodOutcome({
  now,
  name,
  tried,
  nothing,
  testId,
  consequences,
  onApply,
  children,
}: {
  now: Work
  name: string // of the work
  tried: string // what the trial is called
  nothing: boolean // there is nothing to apply
  testId: string
  consequences: ReactNode
  onApply: () => void
  children: ReactNode
}) {
  const [asked, setAsked] = useState(false)
  return (
    <Card
      title={now.apply ? '应用' : tried}
      about={`${periodWords(now)} · ${fullTime(now.startedAt)} 开始`}
      extra={
        now.state === 'done' &&
        !now.apply && (
          <Button type="primary" disabled={nothing} onClick={() => setAsked(true)}>
            应用到这一时段…
          </Button>
        )
      }
    >
      <div className="card-body stack" data-testid={testId}>
        {children}
      </div>
      {asked && (
        <Sheet title={`应用${name}`} onClose={() => setAsked(false)}>
          {consequences}
          <div className="sheet-foot">
            <Button onClick={() => setAsked(false)}>取消</Button>
            <Button
              type="primary"
              onClick={() => {
                setAsked(false)
                onApply()
              }}
            >
              确认应用
            </Button>
          </div>
        </Sheet>
      )}
    </Card>
  )
}

/** That it broke off, and why; nothing unless it did. */
export function BrokenOff({
  name,
  state,
  code,
}: Pick<Work, 'state'> & Readonly<{ name: string; code: string | null }>) {
  if (state !== 'failed') return null
  return (
    <p role="alert" className="state-bad">
      {name}中断{code !== null && `（${code}）`}。已完成的部分保留，可再次进行。
    </p>
  )
}
