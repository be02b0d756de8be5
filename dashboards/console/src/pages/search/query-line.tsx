import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { QueryVerdict } from '../../api/search.ts'
import { Icon } from '../../parts/icon.tsx'
import { Key } from '../../parts/key.tsx'

/** The query line: what is wrong is shown at its character, and Tab takes the proposed repair. */
export function QueryLine({
  q,
  verdict,
  broken,
  lastValid,
  onSearch,
}: {
  q: string
  verdict: QueryVerdict | null // about `broken`
  broken: string | null
  lastValid: string | null
  onSearch: (q: string) => void
}) {
  const [text, setText] = useState(q)
  const field = useRef<HTMLInputElement>(null)
  const mirror = useRef<HTMLDivElement>(null)
  useEffect(() => setText(q), [q])
  const fault = verdict !== null && !verdict.ok && broken === text ? verdict : null
  const repair = fault?.repair ?? null
  const apply = () => {
    if (repair === null) return
    setText(repair)
    onSearch(repair)
    field.current?.focus()
  }
  return (
    <div className="query-box">
      <form
        className={fault === null ? 'query-line' : 'query-line broken'}
        onSubmit={event => {
          event.preventDefault()
          onSearch(text.trim())
        }}
      >
        <div className="query-field">
          <div className="query-mirror" ref={mirror} aria-hidden="true">
            {fault !== null && (
              <>
                {text.slice(0, fault.at)}
                <i>{text.slice(fault.at, fault.at + Math.max(1, fault.length)) || ' '}</i>
              </>
            )}
          </div>
          <input
            id="query"
            ref={field}
            aria-label="检索式"
            aria-invalid={fault !== null}
            aria-describedby="query-message"
            autoComplete="off"
            spellCheck={false}
            placeholder='如：(出租车 OR 的士) AND 停运 NEAR/8 "通知" NOT 辟谣 渠道:微博'
            value={text}
            onChange={event => setText(event.target.value)}
            onScroll={event => mirror.current?.scrollTo(event.currentTarget.scrollLeft, 0)}
            onKeyDown={event => {
              if (event.key === 'Tab' && !event.shiftKey && repair !== null) {
                event.preventDefault()
                apply()
              }
            }}
          />
        </div>
        <Button type="primary" htmlType="submit">
          <Icon name="search" size={14} /> 检索
        </Button>
      </form>
      <div id="query-message" className="query-message" role="status" aria-live="polite">
        {fault === null ? (
          <span className="meta">AND OR NOT “短语” 括号 · 字段:值 · NEAR/n 相隔不超过 n 字 · ONEAR/n 依次出现</span>
        ) : (
          <>
            <b>
              第 {fault.at + 1} 字：{fault.message}
            </b>
            {repair !== null && (
              <Button size="small" onClick={apply}>
                改为 {repair} <Key name="Tab" />
              </Button>
            )}
            {lastValid !== null && (
              <span className="meta">下方仍是上一条有效检索式的结果：{lastValid === '' ? '全部' : lastValid}</span>
            )}
          </>
        )}
      </div>
    </div>
  )
}
