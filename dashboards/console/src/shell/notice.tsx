import { Button } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Problem } from '../api/problem.ts'

/** Where a notice leads. */
type Way = Readonly<{ to: string; name: string }>
type Notice = Readonly<{ id: number; text: string; bad: boolean; undo: (() => void) | null; way: Way | null }>

/** How long a notice stands and can be undone. */
const STANDS_MS = 10_000

type Notices = Readonly<{
  say: (text: string, more?: Readonly<{ undo?: () => void; way?: Way }>) => void
  fail: (error: unknown) => void
  undo: () => void // takes back what the standing notice offers to take back
}>

const Context = createContext<Notices>({ say: () => {}, fail: () => {}, undo: () => {} })

/** Says in one status bar what happened, what failed, and offers the way back for ten seconds. */
export function NoticeBar({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null)
  const count = useRef(0)
  const standing = useRef<Notice | null>(null)
  standing.current = notice

  const show = useCallback((text: string, bad: boolean, undo: (() => void) | null, way: Way | null) => {
    count.current += 1
    setNotice({ id: count.current, text, bad, undo, way })
  }, [])
  const take = useCallback(() => {
    const undo = standing.current?.undo ?? null
    if (undo === null) return
    setNotice(null)
    undo()
  }, [])
  const value = useMemo<Notices>(
    () => ({
      say: (text, more) => show(text, false, more?.undo ?? null, more?.way ?? null),
      fail: error => show(sentence(error), true, null, null),
      undo: take,
    }),
    [show, take],
  )
  useEffect(() => {
    if (notice === null) return
    const timer = setTimeout(() => setNotice(now => (now?.id === notice.id ? null : now)), STANDS_MS)
    return () => clearTimeout(timer)
  }, [notice])

  return (
    <Context value={value}>
      {children}
      <div className="notice-place" role="status" aria-live="polite" aria-label="操作结果">
        {notice !== null && (
          <div className={notice.bad ? 'notice notice-bad' : 'notice'} key={notice.id}>
            <span>{notice.text}</span>
            {notice.way !== null && <Link to={notice.way.to}>{notice.way.name}</Link>}
            {notice.undo !== null && (
              <Button size="small" type="text" onClick={take}>
                撤销 <kbd>U</kbd>
              </Button>
            )}
            <Button size="small" type="text" aria-label="关闭提示" onClick={() => setNotice(null)}>
              ×
            </Button>
          </div>
        )}
      </div>
    </Context>
  )
}

/** The status bar of the page. */
export function useNotice(): Notices {
  return useContext(Context)
}

/** A failure in words: the desk's own sentence, the exact one when it gives one. */
export function sentence(error: unknown): string {
  if (error instanceof Problem) return error.detail ?? error.message
  return '页面出错了，请刷新后再试'
}
