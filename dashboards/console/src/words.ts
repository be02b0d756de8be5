/** Names people see for the codes that travel; the codes are the domain's. */

export const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  gov: '政务网站',
  news: '新闻',
  comment: '跟帖',
  weibo: '微博',
  wechat: '微信',
  forum: '论坛',
  board: '留言板',
  video: '短视频',
  print: '报刊',
  hotline: '热线',
  app: '应用反馈',
  survey: '调查',
}

export const SENTIMENT_NAMES: Readonly<Record<string, string>> = { negative: '负面', neutral: '中性', positive: '正面' }

export const TOPIC_NAMES: Readonly<Record<string, string>> = {
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
}

export const RULE_NAMES: Readonly<Record<string, string>> = {
  surge: '突增',
  volume: '声量',
  hard: '硬触发',
  hotline: '热线',
}

export const STAGES = ['collecting', 'consulting', 'judging', 'responding', 'evaluating'] as const

export const STAGE_NAMES: Readonly<Record<string, string>> = {
  collecting: '收集',
  consulting: '会商',
  judging: '研判',
  responding: '回应',
  evaluating: '评估',
  closed: '办结',
}

export const SOURCE_KIND_NAMES: Readonly<Record<string, string>> = {
  rss: 'RSS 订阅',
  atom: 'Atom 订阅',
  jsonfeed: 'JSON 订阅',
  'weibo-json': '微博接口',
  list: '列表页',
  sitemap: '网站地图',
  door: '推送接口',
  'wechat-push': '公众号推送',
  file: '文件导入',
}

export const MEDIA_RANK_NAMES: Readonly<Record<string, string>> = {
  none: '非媒体',
  local: '本地媒体',
  provincial: '省级媒体',
  national: '国家级媒体',
}

export const ROLE_NAMES: Readonly<Record<string, string>> = {
  officer: '值班员',
  reviewer: '审核人',
  secrecy: '保密审查员',
  signer: '签发人',
  analyst: '分析员',
  admin: '管理员',
}

export const ENTITY_NAMES: Readonly<Record<string, string>> = {
  place: '地点',
  road: '道路',
  stake: '桩号',
  line: '线路',
  station: '站点',
  organisation: '机构',
  plate: '车牌',
  date: '日期',
  amount: '金额',
  people: '人数',
}

/** First-level topics of messages to a government: `transport` is the bureau's own business, the rest is passed on 转办. */
export const GOVERNMENT_NAMES: Readonly<Record<string, string>> = {
  transport: '交通运输',
  construction: '城乡建设',
  labour: '劳动和社会保障',
  education: '教育文体',
  commerce: '商贸旅游',
  environment: '环境保护',
  health: '卫生计生',
}

export const CUE_NAMES: Readonly<Record<string, string>> = {
  action: '行动',
  casualty: '伤亡',
  conflict: '冲突',
  corruption: '廉政',
  interest: '利益',
  complaint: '抱怨',
}

export const STANCE_NAMES: Readonly<Record<string, string>> = {
  affirmed: '确指',
  negated: '否定',
  hypothetical: '假设',
  past: '过去',
  reported: '转述',
}

export const ACT_NAMES: Readonly<Record<string, string>> = {
  complaint: '投诉',
  question: '询问',
  suggestion: '建议',
  praise: '表扬',
  rumour: '传闻',
  call: '号召线下行动',
  denial: '辟谣',
  quotation: '转述他人',
}

export const DISGUISE_NAMES: Readonly<Record<string, string>> = {
  invisible: '夹有不可见字符',
  split: '字间插入符号或表情',
  homoglyph: '用形近字母代替',
  pinyin: '用拼音代替',
}

export const STREAM_NAMES: Readonly<Record<string, string>> = {
  fetches: '待抓取',
  raw: '原始条目',
  mentions: '提及',
  analysed: '已分析',
}

/** The name of a code, or the code itself where we know no name. */
export function nameOf(names: Readonly<Record<string, string>>, code: string): string {
  return names[code] ?? code
}

/** Options for a drop-down list. */
export function optionsOf(names: Readonly<Record<string, string>>): { value: string; label: string }[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }))
}
