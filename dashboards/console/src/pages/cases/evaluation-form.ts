import type { CaseState, Evaluation } from '../../api/case.ts'
import type { Bar } from '../../api/record.ts'
import { type MakeForm, type MoveField, plainBody } from './move-form.ts'

const HOUR_MS = 3_600_000

/** Fewest mentions a share is computed from; below it the screen says 数据不足. */
export const SAMPLE_MINIMUM = 30

/** When the first answer was out: a proven public page, a press conference, a 签收; null while there is none. */
export function answeredAt(theCase: CaseState): number | null {
  const times = [
    ...theCase.releases.flatMap(one =>
      one.published === null ? [] : one.checks.filter(check => check.carries).map(check => check.fetchedAt),
    ),
    ...theCase.pressConferences.map(one => one.heldAt),
    ...theCase.transfers.flatMap(one => (one.received === null || one.voidedAt !== null ? [] : [one.received.at])),
  ]
  return times.length === 0 ? null : Math.min(...times)
}

/** Mentions and negative ones before and after the first answer, from hourly bars; a bar belongs where it begins. */
export function windowsAround(at: number, bars: readonly Bar[]): Evaluation['windows'] {
  return [
    { label: '回应前 3 小时', fromAt: at - 3 * HOUR_MS, toAt: at },
    { label: '回应后 3 小时', fromAt: at, toAt: at + 3 * HOUR_MS },
    { label: '回应后 24 小时', fromAt: at, toAt: at + 24 * HOUR_MS },
  ].map(window => {
    const inside = bars.filter(bar => bar.at >= window.fromAt && bar.at < window.toAt)
    return {
      ...window,
      total: inside.reduce((sum, bar) => sum + bar.count, 0),
      negative: inside.reduce((sum, bar) => sum + bar.negative, 0),
    }
  })
}

/** A share in words, with its sample: never a figure where the sample is too small or was not sent. */
export function shareWords(part: number | null, whole: number | null): string {
  if (part === null || whole === null) return '未报'
  if (whole === 0) return '无数据'
  if (whole < SAMPLE_MINIMUM) return `数据不足（${part}/${whole}）`
  return `${((part / whole) * 100).toFixed(1)}%（${part}/${whole}）`
}

const FIELDS: readonly MoveField[] = [
  { name: 'windows', label: '回应前后对比', kind: 'windows', required: true, span: true },
  { name: 'demands', label: '诉求解决（已解决/全部，未报留空）', kind: 'ratio' },
  { name: 'satisfaction', label: '回访满意（满意/成功回访，未报留空）', kind: 'ratio' },
  { name: 'lessons', label: '经验与不足', kind: 'area', required: true, span: true },
  { name: 'rectifications', label: '整改意见与责任单位', kind: 'rectifications', required: true, span: true },
]

/** The evaluation's form, its windows filled from the course of the case's events. */
export function evaluationForm(bars: readonly Bar[]): MakeForm {
  return theCase => {
    const at = answeredAt(theCase)
    const windows = theCase.evaluation?.windows ?? (at === null ? [] : windowsAround(at, bars))
    return {
      fields: FIELDS,
      initial: theCase.evaluation ?? { windows, rectifications: [{ text: '', unit: '', dueAt: null }] },
      reason: 'no',
      body: plainBody(FIELDS),
      note: '各项逐一给出分子分母，不合成总分；没有报送的留空，显示为“未报”。时间先后不等于因果。',
    }
  }
}
