import { RULE_PARTS, type RuleTrial, type TriedPage } from '../../api/site-rule.ts'
import { fullTime, shortTime } from '../../parts/time.ts'
import { Nothing } from '../../parts/wait.tsx'
import { RULE_PART_NAMES } from './rule-words.ts'

/** What the last ten pages of the site read as without the rule and by it, side by side, as text only. */
export function TrialList({ trial: { pages, matching } }: { trial: RuleTrial }) {
  if (pages.length === 0) return <Nothing>还没有采集过这个网站（或这一路径）的网页，无从试用。</Nothing>
  return (
    <div role="status" className="trial" data-testid="rule-trial">
      <p>
        最近 {pages.length} 页中，<b>{matching}</b> 页的标题或正文由规则读得。
      </p>
      {pages.map((page, at) => (
        <details key={page.url} className="trial-page" open={at === 0}>
          <summary>
            <span className="trial-url">{page.url}</span> <span className="meta">{shortTime(page.readAt)} 采集</span>{' '}
            <span className="meta">{matchWords(page)}</span>
          </summary>
          {page.by !== null && <Parts page={page} by={page.by} />}
        </details>
      ))}
    </div>
  )
}

function matchWords({ code, errorWords, byRule }: TriedPage): string {
  if (code !== null) return `没有读成：${errorWords ?? code}`
  return byRule.length === 0 ? '规则没有对上' : `规则读得${byRule.map(part => RULE_PART_NAMES[part]).join('、')}`
}

function Parts({ page: { without, byRule }, by }: { page: TriedPage; by: NonNullable<TriedPage['by']> }) {
  return (
    <div className="scroll-x">
      <table className="grid trial-parts">
        <thead>
          <tr>
            <th scope="col">部分</th>
            <th scope="col">不用规则</th>
            <th scope="col">用规则</th>
          </tr>
        </thead>
        <tbody>
          {RULE_PARTS.map(part => (
            <tr key={part}>
              <th scope="row">{RULE_PART_NAMES[part]}</th>
              <td>{shown(part, without?.[part] ?? '')}</td>
              <td>
                {byRule.includes(part) && <span className="tag tag-own">规则</span>} {shown(part, by[part])}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function shown(part: string, text: string) {
  if (text === '') return <span className="meta">没有读到</span>
  return <span className="trial-text">{part === 'publishedAt' ? fullTime(Number(text)) : text}</span>
}
