import type { RulePart, SiteRule, SiteRuleForm, SiteRuleItem } from '../../api/site-rule.ts'
import { RULE_PARTS } from '../../api/site-rule.ts'
import { shortTime } from '../../parts/time.ts'

/** What the parts of an article are called. */
export const RULE_PART_NAMES: Readonly<Record<RulePart, string>> = {
  title: '标题',
  text: '正文',
  publishedAt: '发布时间',
  outlet: '来源',
  authors: '作者',
}

/** How a rule does, in words; ten pages without a match make it 失效. */
export function standingWords({ state, standing }: Pick<SiteRuleItem, 'state' | 'standing'>): string {
  if (!state.active) return '已停用，按网页样式识别'
  if (standing === null) return '保存后还没有读过该网站的网页'
  const { pages, matched, stale, lastMatchedAt } = standing
  if (!stale) return `最近 ${pages} 页中 ${matched} 页对得上`
  const since = lastMatchedAt === null ? '从未对上' : `上次对上在 ${shortTime(lastMatchedAt)}`
  return `最近 ${pages} 页都对不上，网站可能已改版；${since}`
}

/** The fields of the form: one selector a line to drop. */
export type RuleFields = Readonly<Record<RulePart, string>> &
  Readonly<{ host: string; path: string; drop: string; reason?: string }>

/** What a form starts with. */
export function fieldsOf(rule: SiteRule | null): RuleFields {
  const parts = Object.fromEntries(RULE_PARTS.map(part => [part, rule?.selectors[part] ?? ''])) as Record<
    RulePart,
    string
  >
  return { ...parts, host: rule?.host ?? '', path: rule?.path ?? '', drop: (rule?.selectors.drop ?? []).join('\n') }
}

/** The rule a form states; an address pasted for the host becomes its host. */
export function formOf(fields: RuleFields): SiteRuleForm {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  const parts = Object.fromEntries(RULE_PARTS.map(part => [part, orNull(fields[part])])) as Record<
    RulePart,
    string | null
  >
  const drop = fields.drop.split('\n').map(line => line.trim())
  return {
    ...parts,
    host: hostOf(fields.host.trim()),
    path: orNull(fields.path),
    drop: drop.filter(line => line !== ''),
  }
}

function hostOf(said: string): string {
  return /^https?:\/\//i.test(said) && URL.canParse(said) ? new URL(said).hostname : said
}
