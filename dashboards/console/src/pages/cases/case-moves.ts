import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { CaseDetail } from '../../api/case.ts'
import { get, send } from '../../api/client.ts'
import { isConflict } from '../../api/problem.ts'
import type { MoveView } from '../../api/record.ts'
import { sentence, useNotice } from '../../shell/notice.tsx'

/** Someone moved the case first: what they did since this page was read. What was typed stays in the form. */
export type CaseConflict = Readonly<{ wanted: string; since: readonly MoveView[] }>

/**
 * Makes moves on one case under the version that stood on the screen when its form was opened (`look`): the page goes on
 * underneath an open form, and a form filled in under an old version must not pass for one that saw the new.
 * On a conflict it reads again, tells what others did, and takes that as seen.
 */
export function useCaseMoves(detail: CaseDetail) {
  const queries = useQueryClient()
  const { say } = useNotice()
  const [conflict, setConflict] = useState<CaseConflict | null>(null)
  const { id } = detail.record
  const seen = useRef(detail.record)
  const path = `/api/cases/${encodeURIComponent(id)}`

  /** Null when it was taken; else what stood in the way, in words. */
  async function move(type: string, label: string, body: object, reason: string | null): Promise<string | null> {
    const { version, position } = seen.current
    try {
      await send('POST', `${path}/moves`, { version, type, body, reason })
      say(`已记入流转：${label}`)
      return null
    } catch (error) {
      if (!isConflict(error)) return sentence(error)
      const now = await get<CaseDetail>(path).catch(() => null)
      setConflict({ wanted: label, since: (now?.moves ?? []).filter(made => made.position > position) })
      if (now !== null) seen.current = now.record
      return `${sentence(error)}。您填写的内容仍在表单里，页面已更新，请核对后再提交。`
    } finally {
      await queries.invalidateQueries({ queryKey: ['case', id] })
      void queries.invalidateQueries({ queryKey: ['cases'] })
    }
  }
  const look = () => {
    seen.current = detail.record
  }
  return { look, move, conflict, closeConflict: () => setConflict(null) }
}
