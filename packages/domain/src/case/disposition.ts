import type { EpochMs } from '../time.ts'

/** One field of evidence that a duty asks for. */
export type DutyField = Readonly<{ name: string; label: string }>

/** The six lawful dispositions (国办发〔2016〕80号): what the matter is, what it obliges us to, what proves that it was done. */
export const DISPOSITIONS = {
  suggestion: {
    label: '建设性意见建议',
    duty: '吸收采纳情况对外公开',
    fields: [
      { name: 'adopted', label: '采纳、部分采纳或不采纳' },
      { name: 'reason', label: '理由' },
      { name: 'link', label: '公开链接' },
    ],
  },
  hardship: {
    label: '群众实际困难',
    duty: '研究解决情况对外公布',
    fields: [
      { name: 'measures', label: '措施' },
      { name: 'unit', label: '责任单位' },
      { name: 'completedBy', label: '完成时间' },
    ],
  },
  problem: {
    label: '重大问题',
    duty: '调查处置情况及时发布',
    fields: [
      { name: 'team', label: '调查组' },
      { name: 'conclusion', label: '结论' },
      { name: 'accountability', label: '责任追究' },
    ],
  },
  confusion: {
    label: '不了解或模糊认识',
    duty: '发布权威信息、解疑释惑',
    fields: [
      { name: 'explanation', label: '解读稿' },
      { name: 'basis', label: '政策依据' },
    ],
  },
  misconception: {
    label: '错误看法',
    duty: '发布信息引导和纠正',
    fields: [{ name: 'facts', label: '事实对照表' }],
  },
  falsehood: {
    label: '虚假和不实信息',
    duty: '及时回应；涉嫌违法的，情况和线索移交公安、网络监管',
    fields: [
      { name: 'facts', label: '事实核查结论' },
      { name: 'handover', label: '移交单位、时间、文号（不涉嫌违法的写明依据）' },
    ],
  },
} as const satisfies Readonly<Record<string, Readonly<{ label: string; duty: string; fields: readonly DutyField[] }>>>

/** One of the six. */
export type Disposition = keyof typeof DISPOSITIONS

/** What a chosen disposition obliges us to, open until its evidence is there. */
export type Duty = Readonly<{
  disposition: Disposition
  main: boolean
  evidence: Readonly<{ fields: Readonly<Record<string, string>>; by: string; at: EpochMs }> | null
}>

/** Labels of the evidence fields that are blank; empty = proven. */
export function missingEvidence(disposition: Disposition, fields: Readonly<Record<string, string>>): readonly string[] {
  const wanted: readonly DutyField[] = DISPOSITIONS[disposition].fields
  return wanted.filter(field => (fields[field.name] ?? '').trim() === '').map(field => field.label)
}

/** The duties of a new judgement; evidence already there for the same disposition stays, it is a fact. */
export function dutiesOf(
  chosen: readonly Readonly<{ disposition: Disposition; main: boolean }>[],
  before: readonly Duty[],
): readonly Duty[] {
  return chosen.map(({ disposition, main }) => ({
    disposition,
    main,
    evidence: before.find(duty => duty.disposition === disposition)?.evidence ?? null,
  }))
}
