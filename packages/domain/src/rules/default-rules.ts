import type { Channel } from '../channel.ts'
import type { Level } from '../level.ts'
import type { MediaRank } from '../mention.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time.ts'
import type { Topic } from '../topic.ts'

/** What a level asks for; null = this figure never suggests the level. Any one reached figure suggests it. */
export type Thresholds = Readonly<{
  mentions: number | null // counted mentions in the window, >=
  reach: number | null // reads of one counted mention, >=
  interactions: number | null // reposts + comments + likes of counted mentions in the window, >=
  media: MediaRank | null // a negative report of this rank or higher
  growth: number | null // last hour over the hour before, minus 1, >= (3 = 300 %)
}>

/** A happening that overrides the figures: an affirmed cue with these words, in company where one is needed. */
export type HardRule = Readonly<{
  id: string
  name: string // Chinese, as shown
  words: readonly string[] // the cue's words contain one of these
  company: readonly string[] // one of these stands in the same sentence; empty: none needed
  unless: readonly string[] // none of these stands in the same sentence
  level: Level // at least
}>

/** Every number the rules use. `basis` 依据 says where the numbers of a part come from: 默 = our product default. */
export type Rules = Readonly<{
  version: string
  surge: Readonly<{
    windowMs: number
    everyMs: number
    weeks: number // weeks of the same hour-of-week in the baseline
    weeklyFromMs: number // history needed for it
    days: number // days of the same hour while history is shorter
    dailyFromMs: number // history needed for that
    least: number // mentions in the window, >=
    leastWithoutHistory: number
    fires: number // (x − b) / s, >=
    recovers: number // <
    running: number // readings in a row that must fire
    recoverMs: number // below `recovers` for so long
    madFactor: number // makes the MAD of a normal distribution its standard deviation
    leadMentions: number // mentions in the window an event needs to carry a watch's alert
    basis: string
  }>
  heat: Readonly<{
    scale: number
    halfLifeMs: number
    media: Readonly<Record<Exclude<MediaRank, 'none'>, number>>
    channels: Readonly<Partial<Record<Channel, number>>>
    other: number
    repost: number
    comment: number
    like: number
    basis: string
  }>
  negativity: Readonly<{ z: number; least: number; basis: string }>
  risk: Readonly<{
    growthLeast: number
    growthSpan: number // growth that makes 100
    topics: Readonly<Partial<Record<Topic, number>>>
    topicDefault: number
    topicShare: number // share of an event's mentions a topic needs to be one of the event's, 0..1
    callToAct: number
    basis: string
  }>
  levels: Readonly<{
    windowMs: number
    growthLeast: number
    mediaConfidence: number // confidence a negative report needs before its rank counts, 0..1
    thresholds: Readonly<Record<Exclude<Level, 'general'>, Thresholds>>
    basis: string
  }>
  hard: Readonly<{ rules: readonly HardRule[]; basis: string }>
  hotline: Readonly<{ windowMs: number; orders: number; basis: string }> // complaint hot spot: orders of one event
  freshMs: number // an alert is raised only for an event active within this long
}>

const DRIVERS = [
  '司机',
  '的哥',
  '的姐',
  '师傅',
  '驾驶员',
  '出租',
  '网约车',
  '货车',
  '从业人员',
  '集体',
  '全市',
  '车队',
  '罢',
]
const ROUTINE = [
  '大风',
  '大雾',
  '暴雨',
  '台风',
  '冰冻',
  '降雪',
  '暴雪',
  '检修',
  '末班',
  '枯水',
  '恶劣天气',
  '演练',
  '演习',
]

const CROWD: HardRule = {
  id: 'crowd',
  name: '围堵机关、堵塞道路或聚众',
  words: ['围堵', '堵路', '堵门', '堵大门', '堵住大门', '聚众', '打砸', '静坐', '拉横幅', '堵桥'],
  company: [],
  unless: ['演练', '演习'],
  level: 'major',
}

const STRIKE: HardRule = {
  id: 'strike',
  name: '从业人员集体停运、罢运',
  words: ['罢运', '罢工', '停运', '停驶', '罢驶', '罢市'],
  company: DRIVERS,
  unless: ROUTINE,
  level: 'major',
}

const PETITION: HardRule = {
  id: 'collective-petition',
  name: '集体上访、集会',
  words: ['集体上访', '上访', '集会', '联名'],
  company: ['集体', '几十', '上百', '数十', '数百', '三十', '百余'],
  unless: ['演练', '演习'],
  level: 'major',
}

const CASUALTY: HardRule = {
  id: 'casualty',
  name: '人员伤亡',
  words: ['死亡', '身亡', '遇难', '伤亡', '丧生', '人死', '死了', '撞死', '溺亡', '重伤', '没了呼吸'],
  company: [],
  unless: ['演练', '演习', '模拟', '零伤亡', '宣传'],
  level: 'major',
}

const VULNERABLE: HardRule = {
  id: 'vulnerable',
  name: '学生、老人等群体受影响',
  words: ['受伤', '摔伤', '伤', '被困', '昏迷', '骨折', '晕倒', '追尾', '翻车', '侧翻'],
  company: ['学生', '孩子', '小学', '中学', '幼儿园', '校车', '老人', '老年'],
  unless: ['演练', '演习', '模拟', '宣传'],
  level: 'major',
}

const ENFORCEMENT: HardRule = {
  id: 'enforcement',
  name: '执法冲突',
  words: [
    '执法冲突',
    '暴力执法',
    '执法打人',
    '打人',
    '殴打',
    '动手打',
    '推搡',
    '扭打',
    '追打',
    '冲突',
    '抢手机',
    '围殴',
    '野蛮执法',
  ],
  company: ['执法', '稽查', '运管', '治超', '路政', '查车', '检查站', '大队'],
  unless: ['演练', '演习'],
  level: 'major',
}

/** The defaults of the house, each part with its basis 依据; a bureau's own values replace any of them under a version of their own. */
export const DEFAULT_RULES: Rules = {
  version: '默认规则 2026.11',
  surge: {
    windowMs: HOUR_MS,
    everyMs: 5 * MINUTE_MS,
    weeks: 8,
    weeklyFromMs: 21 * DAY_MS,
    days: 7,
    dailyFromMs: 3 * DAY_MS,
    least: 10,
    leastWithoutHistory: 30,
    fires: 4,
    recovers: 2,
    running: 2,
    recoverMs: HOUR_MS,
    madFactor: 1.4826,
    leadMentions: 3,
    basis: '默认值：同一周内时段近 8 周中位数与绝对中位差；无官方数值标准',
  },
  heat: {
    scale: 100,
    halfLifeMs: DAY_MS,
    media: { national: 3, provincial: 2, local: 1 },
    channels: { gov: 1 },
    other: 0.5,
    repost: 3,
    comment: 2,
    like: 1,
    basis: '默认值：按媒体层级与互动加权，24 小时衰减一半；无官方数值标准',
  },
  negativity: { z: 1.96, least: 10, basis: '默认值：威尔逊区间下限（1927），置信水平 95%' },
  risk: {
    growthLeast: 30,
    growthSpan: 5,
    topics: { safety: 50, conduct: 50, taxi: 50 },
    topicDefault: 30,
    topicShare: 0.2,
    callToAct: 80,
    basis: '默认值：六项取最大；主题分值由本单位配置',
  },
  levels: {
    windowMs: DAY_MS,
    growthLeast: 30,
    mediaConfidence: 0.6,
    thresholds: {
      major: { mentions: 50, reach: 10_000, interactions: 500, media: 'local', growth: null },
      serious: { mentions: 300, reach: 100_000, interactions: null, media: 'provincial', growth: 3 },
      grave: { mentions: 1000, reach: 1_000_000, interactions: null, media: 'national', growth: null },
    },
    basis: '默认值：分级名称见各地预案，国家无统一数值；运行首月后按本地 P75/P95/P99 重定',
  },
  hard: {
    rules: [STRIKE, CROWD, PETITION, CASUALTY, VULNERABLE, ENFORCEMENT],
    basis: '各地交通运输舆情预案中的硬性情形（例）与默认值',
  },
  hotline: { windowMs: DAY_MS, orders: 5, basis: '默认值：同一事项 24 小时内工单数' },
  freshMs: DAY_MS,
}
