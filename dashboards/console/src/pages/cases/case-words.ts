/** Names of the choices on a case's forms; the codes and what they mean are the domain's (国办发〔2016〕61号、80号). */

export const COLLECT_SCOPES: Readonly<Record<string, string>> = {
  decision: '重要决策部署',
  interest: '涉及公众切身利益且可能产生较大影响的媒体报道',
  credibility: '引发关注、可能影响政府公信力',
  disaster: '重大突发事件处置和自然灾害应对',
  morality: '严重冲击社会道德底线的民生舆情',
  falsehood: '严重危害社会秩序和国家利益的不实信息',
}

export const MUST_RESPOND_REASONS: Readonly<Record<string, string>> = {
  misreading: '对重大政策存在误解误读',
  interest: '涉及公众切身利益且产生较大影响',
  morality: '冲击社会道德底线',
  emergency: '涉及突发事件处置和自然灾害应对',
  superior: '上级要求主动回应',
  hotspot: '公众关注的社会热点',
}

export const EMERGENCY_CLASSES: Readonly<Record<string, string>> = {
  none: '不属于突发事件',
  general: '一般',
  major: '较大',
  serious: '重大',
  grave: '特别重大',
}

export const UNIT_KINDS: Readonly<Record<string, string>> = {
  publicity: '宣传部门',
  cyberspace: '网信部门',
  cyberpolice: '公安网安（网警）',
  petitions: '信访部门',
  government: '政府办公室',
  locality: '属地政府',
  section: '业务科室',
  other: '其他单位',
}

export const METHODS: Readonly<Record<string, string>> = {
  phone: '电话',
  letter: '公文',
  meeting: '会议',
  line: '专线',
  visit: '当面',
  other: '其他',
}

export const ADOPTIONS: Readonly<Record<string, string>> = {
  adopted: '采纳',
  partly: '部分采纳',
  declined: '未采纳',
  pending: '待复',
}

export const RESPONSES: Readonly<Record<string, string>> = {
  respond: '由本局回应',
  transfer: '转办有关单位',
  none: '无需回应',
}

export const RESPONSIBILITIES: Readonly<Record<string, string>> = {
  own: '本局为第一责任主体',
  locality: '属地政府',
  superior: '垂直管理，由上级主管部门',
  'common-superior': '涉及多个地方，由共同上级',
  joint: '涉及多个部门，分工负责、口径一致',
  'head-of-government': '特别重大，由政府主要负责人牵头',
  'not-ours': '不属本局职责',
}

export const OPENNESS: Readonly<Record<string, string>> = {
  active: '主动公开',
  'on-request': '依申请公开',
  closed: '不予公开',
}

export const REVIEW_STEPS: Readonly<Record<string, string>> = {
  first: '初审',
  second: '复审',
  secrecy: '保密审查',
  countersign: '会签',
  sign: '签发',
}

export type DutyField = Readonly<{ name: string; label: string }>

/** The six dispositions with the duty each opens and what proves it done (国办发〔2016〕80号). */
export const DISPOSITIONS: Readonly<
  Record<string, Readonly<{ label: string; duty: string; fields: readonly DutyField[] }>>
> = {
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
  misconception: { label: '错误看法', duty: '发布信息引导和纠正', fields: [{ name: 'facts', label: '事实对照表' }] },
  falsehood: {
    label: '虚假和不实信息',
    duty: '及时回应；涉嫌违法的，情况和线索移交公安、网络监管',
    fields: [
      { name: 'facts', label: '事实核查结论' },
      { name: 'handover', label: '移交单位、时间、文号（不涉嫌违法的写明依据）' },
    ],
  },
}

/** What a disposition is called. */
export function dispositionName(code: string): string {
  return DISPOSITIONS[code]?.label ?? code
}

/** Where a case may be sent back to. */
export const BACK_EDGES: Readonly<Record<string, readonly string[]>> = {
  consulting: ['collecting'],
  judging: ['consulting', 'collecting'],
  responding: ['judging', 'consulting'],
  evaluating: ['responding', 'judging'],
  closed: ['evaluating', 'responding'],
}

/** The stage after this one. */
export const NEXT_STAGE: Readonly<Record<string, string>> = {
  collecting: 'consulting',
  consulting: 'judging',
  judging: 'responding',
  responding: 'evaluating',
  evaluating: 'closed',
}
