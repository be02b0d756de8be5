import type { SourceItem, SourceTrouble } from '../../api/source.ts'
import { shortTime } from '../../parts/time.ts'

/** How a source stands, worst first: 失败, 迟滞, 异常, 无数据, 正常, 停用. */
export type Standing = 'failing' | 'late' | 'odd' | 'new' | 'good' | 'off'

export const STANDING_NAMES: Readonly<Record<Standing, string>> = {
  failing: '失败',
  late: '迟滞',
  odd: '异常',
  new: '无数据',
  good: '正常',
  off: '停用',
}

/** What each trouble is called. */
export const TROUBLE_NAMES: Readonly<Record<SourceTrouble, string>> = {
  robots: '对方守则不许采集',
  layout: '页面结构已变',
  failing: '采集失败',
  empty: '读取成功但没有内容',
  silent: '静默',
  late: '超过应采时间',
  low: '产量偏低',
  high: '产量偏高',
}

const STANDING_OF: Readonly<Record<SourceTrouble, Standing>> = {
  robots: 'failing',
  layout: 'failing',
  failing: 'failing',
  empty: 'failing',
  late: 'late',
  silent: 'odd',
  low: 'odd',
  high: 'odd',
}

/** How the source stands. What others push has no schedule: it is good once something of it is in the index. */
export function standing({ state, health, watched, staleRules = [], indexed = 0 }: SourceItem): Standing {
  if (!state.active) return 'off'
  if (watched?.trouble != null) return STANDING_OF[watched.trouble]
  if (staleRules.length > 0) return 'odd'
  if (health == null) return indexed > 0 ? 'good' : 'new'
  if (health.lastAttemptAt === null && health.itemsTotal === 0) return 'new'
  return health.failuresInRow > 0 ? 'late' : 'good'
}

/** Why it stands so, in words. */
export function standingNote(item: SourceItem): string {
  const { health, watched, errorWords = null, staleRules = [] } = item
  const trouble = watched?.trouble ?? null
  if (!item.state.active) return '已停用'
  if (trouble === 'silent') return `静默：最近一条在 ${watched?.lastAt == null ? '—' : shortTime(watched.lastAt)}`
  if (trouble === 'low' || trouble === 'high') return `${TROUBLE_NAMES[trouble]}：${yieldWords(item)}`
  if (trouble === 'failing') return `已连续失败 ${health?.failuresInRow ?? 0} 次：${errorWords ?? '原因未知'}`
  if (trouble === 'robots' || trouble === 'layout') return `${TROUBLE_NAMES[trouble]}：${errorWords ?? '原因未知'}`
  if (trouble !== null) return TROUBLE_NAMES[trouble]
  if (staleRules.length > 0) return `网站规则已失效：${staleRules.join('、')} 最近十页都对不上`
  if (standing(item) === 'new') return '还没有收到内容'
  if (health != null && health.failuresInRow > 0) return `上次失败：${errorWords ?? '原因未知'}`
  return health == null ? '由对方推送或导入' : `上次采得 ${health.itemsLastRun} 条`
}

/** What it brought yesterday, and what it usually brings on such a day. */
export function yieldWords({ watched }: SourceItem): string {
  if (watched?.yesterday == null) return '不足一天'
  const { band, yesterday } = watched
  return band === null ? `昨天 ${yesterday} 条` : `昨天 ${yesterday} 条，通常 ${band.low}–${band.high}`
}
