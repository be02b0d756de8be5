import type { GovernmentVerdict } from '@guanlan/domain'
import { type Document, standsAlone } from './document.ts'
import { matcher } from './matcher.ts'

type Leaves = GovernmentVerdict['leaves']

/** Words of one leaf by how much each says for it alone. */
type LeafRule = Readonly<{ leaf: string; sure: string; likely: string; hint: string }>

/**
 * Leaves of 交通运输 in the published scheme of messages to a provincial government (second level/third level), with
 * words of ours. The scheme holds a second 出租车管理 under 交通运输/交通运输; it is the same business and is not given.
 */
const RULES: readonly LeafRule[] = [
  {
    leaf: '出租车管理/网约车问题',
    sure: '网约车 网络预约出租 网约司机 顺风车 滴滴 聚合平台 网约平台',
    likely: '专车司机 快车司机 打车软件 约车软件 叫车软件 双证',
    hint: '平台 派单 抽成 接单 专车 快车',
  },
  {
    leaf: '出租车管理/运价监管',
    sure: '起步价 出租车涨价 出租车运价 不打表 打表 计价器 一口价',
    likely: '运价 燃油附加费 议价 漫天要价 起步费 乱要价 喊价 收费乱象 的士收费 出租车收费',
    hint: '宰客 里程价 多收钱 多收费 乱收费',
  },
  {
    leaf: '出租车管理/经营权转让',
    sure: '出租车经营权 出租车产权 出租车指标 经营权转让 出租车报废更新',
    likely: '份子钱 承包金 承包费 经营权 转让费 出租车公司化 挂靠费 确权 管理费 牌照费',
    hint: '过户 产权 押金 合同到期',
  },
  {
    leaf: '出租车管理/行业监管',
    sure: '甩客 拼客 绕路 出租车司机态度 克隆出租车 出租车罢运 黑出租 出租车拼车',
    likely: '拒载 黑车 摩的 非法营运 非法运营 挑客 绕道 电召 打车难',
    hint: '服务态度 拼车 投诉司机 无证',
  },
  { leaf: '出租车管理/其他', sure: '', likely: '出租车 出租汽车 的士 的哥 巡游车', hint: '打车 打的' },
  {
    leaf: '建设管理/规划建设',
    sure: '公路建设 道路建设 公路规划 道路规划 高速公路建设 修建公路 高速规划 公路改造 道路拓宽 公路拓宽 扩建公路 连接线 国道改线',
    likely:
      '修路 修建 规划 新建 扩建 动工 开工 通车 建成 立项 改扩建 互通 断头路 未通 硬化 村村通 拓宽 提质改造 高架桥 铁路规划 设站',
    hint: '建设 施工 工程 征地 拆迁 完工 竣工 路线',
  },
  {
    leaf: '建设管理/设施维护',
    sure: '坑坑洼洼 坑洼 路面破损 年久失修 破烂不堪 路面损坏 公路养护 道路维修 烂路 危桥 坑槽 道路损坏',
    likely: '养护 护栏 减速带 标线 路灯 路面 标志牌 塌方 破损 压坏 路况 维修 红绿灯 排水沟 积水 涵洞',
    hint: '灰尘 扬尘 泥泞 难走 安全隐患 修复',
  },
  {
    leaf: '建设管理/公路收费',
    sure: '收费站 通行费 过路费 过桥费 高速收费 高速费 公路收费 etc 绿色通道',
    likely: '收费公路 撤站 年票制 免费通行 收费标准 重复收费',
    hint: '收费 高速 扣费',
  },
  {
    leaf: '建设管理/规费征稽',
    sure: '养路费 车船使用税 车购税 车辆购置税 规费 征稽 客运附加费',
    likely: '滞纳金 补缴',
    hint: '缴费',
  },
  {
    leaf: '建设管理/运营权管理',
    sure: '线路经营权 线路牌 公交经营权 收费经营权 特许经营 客运经营权',
    likely: '运营权 经营权 垄断经营 线路承包 挂靠经营',
    hint: '垄断 承包 挂靠',
  },
  { leaf: '建设管理/其他', sure: '', likely: '交通建设 公路局 施工单位', hint: '公路 道路 大桥' },
  {
    leaf: '客货运输/旅客运输',
    sure: '公交车 公交 客运站 汽车站 长途客车 班车 客运班线 中巴车 中巴 客运 校车 地铁 轻轨 火车票 高铁站 火车站 大巴 公交线路 城际铁路 机场大巴',
    likely: '票价 班次 车票 站台 站点 客车 首末班 末班车 老年卡 公交卡 一卡通 候车 航班 轮渡 渡口',
    hint: '线路 晚点 涨价 出行 司机 乘坐 乘客 乘车 坐车',
  },
  {
    leaf: '客货运输/货物运输',
    sure: '货运 货车 货车司机 大货车 渣土车 运输证 砂石车 拉货',
    likely: '道路运输证 拖车 挂车 运费 营运证 半挂 危险品运输 运煤车 年审 治超',
    hint: '运输 罚款 卸货',
  },
  {
    leaf: '客货运输/物流管理',
    sure: '物流价格 物流公司 物流园 物流中心 托运部 物流企业',
    likely: '物流 托运 专线物流 仓储 货运站',
    hint: '货物 丢失 赔偿',
  },
  {
    leaf: '客货运输/运输安全',
    sure: '超载 超员 疲劳驾驶 超速行驶 超限 交通事故 车祸 危险驾驶 翻车',
    likely: '超速 事故 安全带 安全隐患 带病上路 无证驾驶',
    hint: '危险 安全 隐患',
  },
  {
    leaf: '客货运输/其他',
    sure: '',
    likely: '驾校 驾培 从业资格证 运管所 运管处 运管局 学车 汽修 道路运输驾驶员 继续教育',
    hint: '营运 教练',
  },
  {
    leaf: '邮政管理/快递市场管理',
    sure: '快递 快递公司 快递员 快递柜 丰巢 菜鸟驿站 快件',
    likely: '包裹 派送 派件 驿站 取件 代收点',
    hint: '送货 签收 丢件',
  },
  {
    leaf: '邮政管理/邮政市场监管',
    sure: '邮政局 邮政快递 中国邮政 ems 挂号信 平信 邮递员 投递员 邮政',
    likely: '邮局 信件 报刊 投递 邮寄 邮件',
    hint: '汇款 报纸',
  },
  { leaf: '邮政管理/邮政行业规划', sure: '邮政网点 邮政所 邮政编码 设立邮局', likely: '邮编 信报箱', hint: '网点' },
  { leaf: '邮政管理/其他', sure: '', likely: '邮政储蓄 集邮', hint: '' },
]

/** The leaf of a message that is ours but says none of the words above. */
const OTHER = '其他/其他'
const OTHER_CONFIDENCE = 0.3

const WEIGHTS = { sure: 0.7, likely: 0.4, hint: 0.15 } as const
const OPENING = 40
const PASSING = 0.6
const LEAST = 0.3
const MOST_LEAVES = 3

type Meaning = Readonly<{ leaf: number; weight: number }>
const meanings = new Map<string, Meaning[]>()
RULES.forEach((rule, leaf) => {
  for (const strength of ['sure', 'likely', 'hint'] as const) {
    for (const word of rule[strength].split(' ')) {
      if (word === '') continue
      const known = meanings.get(word) ?? []
      known.push({ leaf, weight: WEIGHTS[strength] })
      meanings.set(word, known)
    }
  }
})
const patterns = [...meanings.keys()]
const find = matcher(patterns)

/**
 * The leaves a transport message belongs to, surest first, at most three; 其他 when none of our words stands there.
 * Confidence is 1 − Π(1 − weight) over the words found, each once; what stands beyond the opening counts less.
 */
export function transportLeaves(document: Document): Leaves {
  const doubts = new Float64Array(RULES.length).fill(1)
  const seen = new Set<number>()
  let coveredTo = 0
  for (const { pattern, from, to } of find(document.units, document.length)) {
    if (to <= coveredTo || seen.has(pattern) || !standsAlone(document, from, to)) continue
    coveredTo = to
    seen.add(pattern)
    const share = from < OPENING ? 1 : PASSING
    for (const { leaf, weight } of meanings.get(patterns[pattern]!)!) doubts[leaf]! *= 1 - weight * share
  }
  const leaves = RULES.map(({ leaf }, at) => ({ leaf, confidence: Math.round((1 - doubts[at]!) * 1000) / 1000 }))
    .filter(({ confidence }) => confidence >= LEAST)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MOST_LEAVES)
  return leaves.length > 0 ? leaves : [{ leaf: OTHER, confidence: OTHER_CONFIDENCE }]
}
