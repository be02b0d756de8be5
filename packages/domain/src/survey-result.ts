import { Rejected } from './error.ts'

/** What a survey found for one question. */
export type SurveyResult = Readonly<{
  survey: string
  question: string
  options: readonly Readonly<{ option: string; count: number }>[] // as listed
  sample: number | null // people who answered the question; null when it was not reported
}>

/** Fewer answers say little of anybody but those who gave them [default, domain rules §3]. */
export const SMALL_SAMPLE = 30
const MOST_OPTIONS = 200

/** Checks a result. @throws {Rejected} survey/no-question, survey/no-options, survey/over-sample (an option chosen by more people than answered) */
export function surveyResult(candidate: SurveyResult): SurveyResult {
  const { question, options, sample } = candidate
  if (question.trim() === '') throw new Rejected('survey/no-question')
  if (options.length === 0 || options.length > MOST_OPTIONS || options.some(({ option }) => option.trim() === ''))
    throw new Rejected('survey/no-options', { detail: `${options.length}` })
  const over = sample === null ? undefined : options.find(({ count }) => count > sample)
  if (over !== undefined) throw new Rejected('survey/over-sample', { detail: `${over.count} / ${sample}` })
  return candidate
}

/**
 * A result as people read and search it. Shares are of the sample; where it was not reported, of all choices together, and it says so; a
 * small sample is warned of, one of nobody gives no share. Of a question with several choices the shares add up to more than a hundred.
 */
export function surveyText({ question, options, sample }: SurveyResult): string {
  const chosen = options.reduce((sum, { count }) => sum + count, 0)
  const base = sample ?? chosen
  const share = (count: number) => (base === 0 ? '无数据' : `${Math.round((count / base) * 1000) / 10}%`)
  const notes = [
    ...(sample === null ? ['样本量未报，百分比以各项合计为分母'] : []),
    ...(base > 0 && base < SMALL_SAMPLE ? [`样本不足 ${SMALL_SAMPLE} 份，百分比仅供参考`] : []),
    ...(sample !== null && chosen > sample ? ['可多选，各项之和超过样本量'] : []),
  ]
  const said = notes.length === 0 ? '' : `（${notes.join('；')}）`
  return [
    `题目：${question}`,
    `有效样本 ${sample === null ? '未报' : `${sample} 份`}${said}`,
    ...options.map(({ option, count }) => `${option}：${count} 人，${share(count)}`),
  ].join('\n')
}
