/** The five stages of 国办发〔2016〕80号 — 收集、会商、研判、回应、评估 — and the end, in order. */
export const STAGES = ['collecting', 'consulting', 'judging', 'responding', 'evaluating', 'closed'] as const
export type Stage = (typeof STAGES)[number]

/** What each stage is called. */
export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  collecting: '收集',
  consulting: '会商',
  judging: '研判',
  responding: '回应',
  evaluating: '评估',
  closed: '办结',
}

/** The stage after this one; null after the end. */
export function nextStage(stage: Stage): Stage | null {
  return STAGES[STAGES.indexOf(stage) + 1] ?? null
}

/** Whether `a` comes before `b`. */
export function isBefore(a: Stage, b: Stage): boolean {
  return STAGES.indexOf(a) < STAGES.indexOf(b)
}

/** Where a case may be sent back to, with a reason. */
export const BACK_EDGES: Readonly<Record<Stage, readonly Stage[]>> = {
  collecting: [],
  consulting: ['collecting'],
  judging: ['consulting', 'collecting'],
  responding: ['judging', 'consulting'],
  evaluating: ['responding', 'judging'],
  closed: ['evaluating', 'responding'],
}

/** What must be watched: six kinds (国办发〔2016〕80号). A person chooses; not the same list as MUST_RESPOND_REASONS. */
export const COLLECT_SCOPES = {
  decision: '重要决策部署',
  interest: '涉及公众切身利益且可能产生较大影响的媒体报道',
  credibility: '引发关注、可能影响政府公信力',
  disaster: '重大突发事件处置和自然灾害应对',
  morality: '严重冲击社会道德底线的民生舆情',
  falsehood: '严重危害社会秩序和国家利益的不实信息',
} as const
export type CollectScope = keyof typeof COLLECT_SCOPES

/** When an answer is owed: five reasons (国办发〔2016〕61号) and the sixth that many places add, 公众关注的社会热点. */
export const MUST_RESPOND_REASONS = {
  misreading: '对重大政策存在误解误读',
  interest: '涉及公众切身利益且产生较大影响',
  morality: '冲击社会道德底线',
  emergency: '涉及突发事件处置和自然灾害应对',
  superior: '上级要求主动回应',
  hotspot: '公众关注的社会热点',
} as const
export type MustRespondReason = keyof typeof MUST_RESPOND_REASONS

/** Grade of the happening itself 突发事件等级, which alone chooses the statutory clock; never the 舆情 level. */
export const EMERGENCY_CLASSES = ['none', 'general', 'major', 'serious', 'grave'] as const
export type EmergencyClass = (typeof EMERGENCY_CLASSES)[number]

/** What each class is called. */
export const EMERGENCY_CLASS_NAMES: Readonly<Record<EmergencyClass, string>> = {
  none: '不属于突发事件',
  general: '一般',
  major: '较大',
  serious: '重大',
  grave: '特别重大',
}

/** Whether the class is 重大 or 特别重大: the short clocks and the emergency channel. */
export function isGrave(emergencyClass: EmergencyClass | null): boolean {
  return emergencyClass === 'serious' || emergencyClass === 'grave'
}

/** Kinds of unit that are consulted 会商. */
export const UNIT_KINDS = {
  publicity: '宣传部门',
  cyberspace: '网信部门',
  cyberpolice: '公安网安（网警）',
  petitions: '信访部门',
  government: '政府办公室',
  locality: '属地政府',
  section: '业务科室',
  other: '其他单位',
} as const
export type UnitKind = keyof typeof UNIT_KINDS

/** Without an opinion of each of these, a 重大 case cannot close. */
export const MUST_CONSULT: readonly UnitKind[] = ['publicity', 'cyberspace', 'cyberpolice']

/** How an answer is given: an answer of our own, 转办 to the unit in charge, or 无需回应. */
export const RESPONSES = { respond: '由本局回应', transfer: '转办有关单位', none: '无需回应' } as const
export type Response = keyof typeof RESPONSES

/** Who has to answer 责任认定 (属地管理、分级负责、谁主管谁负责). */
export const RESPONSIBILITIES = {
  own: '本局为第一责任主体',
  locality: '属地政府',
  superior: '垂直管理，由上级主管部门',
  'common-superior': '涉及多个地方，由共同上级',
  joint: '涉及多个部门，分工负责、口径一致',
  'head-of-government': '特别重大，由政府主要负责人牵头',
  'not-ours': '不属本局职责',
} as const
export type Responsibility = keyof typeof RESPONSIBILITIES

/** How a release may be given out: 先审查后公开, each with its reason. */
export const OPENNESS = { active: '主动公开', 'on-request': '依申请公开', closed: '不予公开' } as const
export type Openness = keyof typeof OPENNESS
