import type { SourceHealth } from '../../api/source.ts'

const HOLDINGS: Readonly<Record<NonNullable<SourceHealth['holding']>['reason'], string>> = {
  window: '不在采集时段',
  asked: '对方要求稍候',
  circuit: '对方连续失败，暂停访问',
  elsewhere: '另一采集进程正在访问该网站',
}

/** Why a source is not read just now. */
export function holdingWords(reason: NonNullable<SourceHealth['holding']>['reason']): string {
  return HOLDINGS[reason]
}

/** How the site's host stands with us. */
export function circuitWords(circuit: SourceHealth['circuit']): string {
  if (circuit === undefined) return '无数据'
  if (circuit.state === 'open') return `暂停访问（连续失败 ${circuit.failures} 次）`
  if (circuit.state === 'half-open') return `待试探（连续失败 ${circuit.failures} 次，下一次成功即恢复）`
  return circuit.failures === 0 ? '正常' : `正常（最近连续失败 ${circuit.failures} 次）`
}

/** A schedule as people read it: cron as it stands, an adaptive one with its bounds. */
export function cadenceWords(schedule: string | null): string {
  if (schedule === null) return '—'
  const parts = /^\s*adaptive(?:\s+(\d+)\s*-\s*(\d+))?\s*$/.exec(schedule)
  return parts === null
    ? `${schedule}（分 时 日 月 周）`
    : `自行掌握，${parts[1] ?? 2} 至 ${parts[2] ?? 60} 分钟一次，随对方发布的规律`
}
