import { useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { send } from '../../api/client.ts'
import { Sheet } from '../../parts/sheet.tsx'
import { useAct } from '../../parts/use-act.ts'
import { Failure } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'

/** 销毁: for good, so the reason is written down and the consequence ticked before anything happens. */
export function ExpungeSheet({ mentionId, onClose }: { mentionId: string; onClose: () => void }) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [reason, setReason] = useState('')
  const [sure, setSure] = useState(false)
  const { busy, failure, begin } = useAct(() => queries.invalidateQueries({ queryKey: ['evidence', mentionId] }))
  const ready = sure && reason.trim() !== ''
  const expunge = () =>
    begin(async () => {
      await send('POST', `/api/mentions/${encodeURIComponent(mentionId)}/expunge`, { reason: reason.trim() })
      say('已决定销毁，正在抹去各处文字')
      onClose()
    })
  return (
    <Sheet title="销毁这条提及" onClose={onClose}>
      <p>
        原文的密钥当即销毁，检索、数据流、死信和事件中的文字随后抹去；同一原文里的其他内容也不能再查看原文。编号、时间和校验值留存，台账仍可校验，这条提及不会再次收入。已签发的简报和台账中的记录不变。
      </p>
      <Input.TextArea
        aria-label="事由"
        placeholder="事由，如：当事人申请删除，已核实身份"
        rows={2}
        maxLength={2000}
        value={reason}
        onChange={event => setReason(event.target.value)}
      />
      <p className="pad-y">
        <Checkbox checked={sure} onChange={event => setSure(event.target.checked)}>
          我知道销毁后不可恢复
        </Checkbox>
      </p>
      {failure !== null && <Failure error={failure} />}
      <div className="sheet-foot">
        <Button onClick={onClose}>取消</Button>
        <Button
          type="primary"
          danger
          loading={busy}
          disabled={!ready}
          title={ready ? '' : '先写明事由并勾选确认'}
          onClick={() => void expunge()}
        >
          销毁
        </Button>
      </div>
    </Sheet>
  )
}
