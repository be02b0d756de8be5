import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Card } from '../../parts/page-head.tsx'
import { dayStart } from '../../parts/time.ts'
import { TimeField } from '../../parts/time-field.tsx'
import { useNow } from '../../shell/now.tsx'

/** From `from` until before `to`, both ms. */
export type Period = Readonly<{ from: number; to: number }>

const DAY_MS = 86_400_000

/** Asks for a period, at first the last seven days; `children` stand between it and the button. */
export function PeriodCard({
  about,
  act,
  busy,
  onTry,
  children,
}: {
  about: string
  act: string
  busy: boolean
  onTry: (period: Period) => void
  children?: ReactNode
}) {
  const now = useNow(60_000)
  const [from, setFrom] = useState<number | null>(() => dayStart(now) - 6 * DAY_MS)
  const [to, setTo] = useState<number | null>(() => dayStart(now) + DAY_MS)
  const good = from !== null && to !== null && from < to
  return (
    <Card title="时段" about={about}>
      <div className="card-body row-gap">
        <TimeField label="时段起" value={from} onChange={setFrom} />
        至
        <TimeField label="时段止" value={to} onChange={setTo} />
        {children}
        <Button
          type="primary"
          disabled={!good || busy}
          onClick={() => {
            if (from !== null && to !== null) onTry({ from, to })
          }}
        >
          {act}
        </Button>
        {!good && <span className="state-quiet">时段止应在时段起之后</span>}
      </div>
    </Card>
  )
}
