import { Button } from 'antd'
import type { Allowed } from '../../api/case.ts'
import { useNotice } from '../../shell/notice.tsx'

/** What of these types can be done now; one that cannot says what it lacks, on hover, on focus and when pressed. */
export function Acts({
  types,
  allowed,
  onAct,
  primary,
}: {
  types: readonly string[]
  allowed: readonly Allowed[]
  onAct: (act: Allowed) => void
  primary?: string
}) {
  const { say } = useNotice()
  const shown = types.flatMap(type => allowed.filter(act => act.type === type))
  if (shown.length === 0) return null
  return (
    <div className="acts">
      {shown.map(act =>
        act.missing === null ? (
          <Button
            key={act.type}
            size="small"
            type={act.type === primary ? 'primary' : 'default'}
            onClick={() => onAct(act)}
          >
            {act.label}
          </Button>
        ) : (
          <Button
            key={act.type}
            size="small"
            className="act-lacking"
            aria-disabled
            title={act.missing}
            onClick={() => say(`${act.label}：${act.missing}`)}
          >
            {act.label}
            <span className="unseen">，暂不能办：{act.missing}</span>
          </Button>
        ),
      )}
    </div>
  )
}
