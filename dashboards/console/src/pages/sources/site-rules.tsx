import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get, send } from '../../api/client.ts'
import { RULE_PARTS, type SiteRule, type SiteRuleItem } from '../../api/site-rule.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { KeepActs } from '../../parts/row-act.tsx'
import { shortTime } from '../../parts/time.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { useNotice } from '../../shell/notice.tsx'
import { useMay } from '../../shell/session.ts'
import { RULE_PART_NAMES, standingWords } from './rule-words.ts'
import { SiteRuleSheet } from './site-rule-sheet.tsx'

/** 网站规则: how the articles of some sites are read, and whether their rules still match. */
export default function SiteRules() {
  const mayEdit = useMay('admin')
  const rules = useQuery({
    queryKey: ['site-rules'],
    queryFn: ({ signal }) => get<{ items: readonly SiteRuleItem[] }>('/api/site-rules', {}, signal),
    refetchInterval: 30_000,
  })
  const [asking, setAsking] = useState<SiteRuleItem | 'new' | null>(null)
  return (
    <>
      <PageHead
        title="网站规则"
        before={<Link to="/sources">信源</Link>}
        after="某个网站的文章读错时，用规则指明标题、正文等在网页的什么位置；改动记入台账，保存即生效"
      >
        {mayEdit && (
          <Button type="primary" onClick={() => setAsking('new')}>
            <Icon name="add" size={14} /> 新增网站规则
          </Button>
        )}
      </PageHead>
      <Wait for={rules}>{({ items }) => <RuleTable items={items} onAsk={mayEdit ? setAsking : null} />}</Wait>
      {asking !== null && <SiteRuleSheet item={asking === 'new' ? null : asking} onClose={() => setAsking(null)} />}
    </>
  )
}

function RuleTable({ items, onAsk }: { items: readonly SiteRuleItem[]; onAsk: ((item: SiteRuleItem) => void) | null }) {
  const queries = useQueryClient()
  const { say, fail } = useNotice()
  async function turn({ id, version, state }: SiteRuleItem): Promise<void> {
    try {
      const path = `/api/site-rules/${encodeURIComponent(id)}/${state.active ? 'pause' : 'resume'}`
      await send('POST', path, { version })
      say(`已${state.active ? '停用' : '启用'}“${state.host}”的规则`)
    } catch (error) {
      fail(error)
    }
    await queries.invalidateQueries({ queryKey: ['site-rules'] })
  }
  if (items.length === 0) return <Nothing>还没有网站规则。多数网站不需要；某个网站的标题或正文读错时再加。</Nothing>
  return (
    <section className="card table-card" aria-label="网站规则">
      <div className="scroll-x">
        <table className="grid">
          <thead>
            <tr>
              <th scope="col">状态</th>
              <th scope="col">网站</th>
              <th scope="col">路径</th>
              <th scope="col">指明</th>
              <th scope="col">最近读到</th>
              <th scope="col">效果</th>
              {onAsk !== null && <th scope="col">操作</th>}
            </tr>
          </thead>
          <tbody>
            {items.map(item => (
              <tr key={item.id} data-testid="rule-row">
                <td>
                  <RuleState item={item} />
                </td>
                <td>
                  <b>{item.state.host}</b>
                </td>
                <td>{item.state.path ?? <span className="meta">整个网站</span>}</td>
                <td>{partsSaid(item.state)}</td>
                <td>
                  {item.standing === null ? <span className="meta">无数据</span> : shortTime(item.standing.lastReadAt)}
                </td>
                <td className="meta">{standingWords(item)}</td>
                {onAsk !== null && (
                  <td>
                    <KeepActs
                      row={item.state.host}
                      active={item.state.active}
                      onChange={() => onAsk(item)}
                      onSwitch={() => void turn(item)}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function RuleState({ item: { state, standing } }: { item: SiteRuleItem }) {
  const [look, sign, word] = !state.active
    ? ['state-off', '‖', '停用']
    : standing?.stale === true
      ? ['state-bad', '✕', '失效']
      : standing === null
        ? ['state-quiet', '—', '未用过']
        : ['state-good', '✓', '正常']
  return (
    <span className={`state ${look}`}>
      <span aria-hidden="true">{sign}</span> {word}
    </span>
  )
}

function partsSaid({ selectors }: SiteRule): string {
  const said = RULE_PARTS.filter(part => selectors[part] !== undefined).map(part => RULE_PART_NAMES[part])
  return [...said, ...(selectors.drop.length > 0 ? [`去除 ${selectors.drop.length} 处`] : [])].join('、')
}
