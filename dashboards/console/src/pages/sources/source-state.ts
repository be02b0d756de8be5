import type { SourceItem } from '../../api/source.ts'

/** How a source stands, worst first: 失败, 迟滞, 无数据, 正常, 停用. */
export type Standing = 'failing' | 'late' | 'new' | 'good' | 'off'

export const STANDING_NAMES: Readonly<Record<Standing, string>> = {
  failing: '失败',
  late: '迟滞',
  new: '无数据',
  good: '正常',
  off: '停用',
}

/** Failures in a row before a source counts as failing, as the desk counts them. */
const FAILING_AFTER = 3
/** How far past its next due time a polled source may be. */
const LATE_MS = 10 * 60_000

/** How the source stands at `now`. What others push has no schedule: it is good once something of it is in the index. */
export function standing({ state, health, indexed = 0 }: SourceItem, now: number): Standing {
  if (!state.active) return 'off'
  if (health == null && indexed > 0) return 'good'
  if (health == null || (health.lastAttemptAt === null && health.itemsTotal === 0)) return 'new'
  if (health.failuresInRow >= FAILING_AFTER) return 'failing'
  if (health.nextDueAt !== null && now - health.nextDueAt > LATE_MS) return 'late'
  return health.failuresInRow > 0 ? 'late' : 'good'
}

/** Why it stands so, in words. */
export function standingNote(item: SourceItem, now: number): string {
  const { health } = item
  switch (standing(item, now)) {
    case 'off':
      return '已停用'
    case 'new':
      return '还没有收到内容'
    case 'failing':
      return `已连续失败 ${health?.failuresInRow ?? 0} 次：${errorWords(health?.lastError ?? null)}`
    case 'late':
      return health?.lastError == null ? '超过应采时间' : `上次失败：${errorWords(health.lastError)}`
    case 'good':
      return health == null ? '由对方推送或导入' : `上次采得 ${health.itemsLastRun} 条`
  }
}

const ERROR_WORDS: Readonly<Record<string, string>> = {
  'fetch/timeout': '对方应答超时',
  'fetch/refused': '对方拒绝连接',
  'fetch/unreachable': '连不上对方',
  'fetch/status': '对方返回错误状态',
  'fetch/robots': '对方守则不允许采集',
  'fetch/too-large': '页面过大',
  'extract/nothing': '页面里没有解析出条目',
}

function errorWords(code: string | null): string {
  return code === null ? '原因未知' : (ERROR_WORDS[code] ?? code)
}
