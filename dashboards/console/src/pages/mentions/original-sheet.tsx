import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import type { Original } from '../../api/evidence.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { fullTime } from '../../parts/time.ts'
import { useAct } from '../../parts/use-act.ts'
import { Failure } from '../../parts/wait.tsx'

/** 查看未遮盖的原文: a reason first, which goes into the ledger; what is shown is gone with the sheet. */
export function OriginalSheet({ mentionId, onClose }: { mentionId: string; onClose: () => void }) {
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const [original, setOriginal] = useState<Original | null>(null)
  const { busy, failure, begin } = useAct(() => queries.invalidateQueries({ queryKey: ['evidence', mentionId] }))
  const read = () =>
    begin(async () => {
      const path = `/api/mentions/${encodeURIComponent(mentionId)}/original`
      setOriginal(await send<Original>('POST', path, { reason: reason.trim() }))
    })
  return (
    <Sheet title="查看未遮盖的原文" wide onClose={onClose}>
      {original === null ? (
        <>
          <p>原文含电话、姓名等个人信息，只用于核实和办理，不得外传。查看的人、时间和事由记入台账。</p>
          <Input.TextArea
            aria-label="事由"
            placeholder="事由，如：联系来电人核实情况"
            rows={2}
            maxLength={2000}
            value={reason}
            onChange={event => setReason(event.target.value)}
          />
          {failure !== null && <Failure error={failure} />}
          <div className="sheet-foot">
            <Button onClick={onClose}>取消</Button>
            <Button
              type="primary"
              loading={busy}
              disabled={reason.trim() === ''}
              title={reason.trim() === '' ? '先写明事由' : ''}
              onClick={() => void read()}
            >
              记入台账并查看
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="meta">
            {fullTime(original.at)} 取得，{original.mediaType}
            {!original.whole && '；原文过长，只显示开头'}
          </p>
          <pre className="mention-text" data-testid="unmasked">
            {original.text}
          </pre>
          <div className="sheet-foot">
            <Button onClick={onClose}>关闭</Button>
          </div>
        </>
      )}
    </Sheet>
  )
}
