/** Topic codes of domain rules §7, with their names. */
export const TOPICS = {
  taxi: '出租汽车',
  ridehail: '网约车',
  bus: '公交',
  rural: '农村公路',
  maint: '养护施工',
  overload: '治超执法',
  coach: '道路客运',
  freight: '货运物流',
  driving: '驾培',
  repair: '维修',
  water: '水运海事',
  permit: '许可审批',
  parking: '停车',
  safety: '安全生产',
  project: '工程建设',
  toll: '收费通行',
  service: '政务热线',
  conduct: '行风廉政',
  rumor: '不实信息',
} as const

/** One topic code. */
export type Topic = keyof typeof TOPICS

/** Whether an unknown word is a topic code. */
export function isTopic(word: unknown): word is Topic {
  return typeof word === 'string' && Object.hasOwn(TOPICS, word)
}
