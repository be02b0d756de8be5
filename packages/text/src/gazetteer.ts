import type { EntityKind } from '@guanlan/domain'

/** One entry of the table of names that the bureau imports. Aliases are told under the main name, with its `id`. */
export type GazetteerEntry = Readonly<{
  kind: EntityKind
  name: string
  aliases?: readonly string[]
  id?: string | null // what the bureau's own registers call it; null or absent when they do not know it
}>

/** Authorities and operators that every Chinese city has under this name; a region may stand before them. */
export const AGENCIES: readonly string[] = [
  '交通运输局 交通运输厅 交通运输部 交通局 公路局 公路管理局 公路事业发展中心 公路管理站 公路管理所 运管局 运管处 运管所',
  '路政大队 路政支队 治超办 治超站 交通运输综合行政执法支队 交通运输综合行政执法大队 综合行政执法支队 综合执法支队',
  '综合执法大队 综合行政执法局 交通执法支队 交通执法大队 执法支队 执法大队 海事局 海事处 港航局 航道局 城管局 城市管理局',
  '公安局 公安分局 交管局 交警支队 交警大队 交警中队 派出所 信访局 住建局 发改委 发展改革委 发展和改革委员会 应急管理局',
  '应急局 市场监管局 市场监督管理局 生态环境局 自然资源局 水务局 水利局 农业农村局 商务局 审计局 税务局 司法局 民政局',
  '教育局 卫健委 人社局 文旅局 财政局 物价局 邮政管理局 网信办 宣传部 纪委监委 消防救援大队 人民法院 检察院 消协 消费者协会',
  '人民政府 人民政府办公室 政府办公室 管委会 管理委员会 镇政府 乡政府 市政府 县政府 区政府 省政府 街道办事处 街道办 居委会',
  '市场监管总局 国家发展改革委 税务总局 国家铁路局 村委会 公交公司 公交总公司 公交集团',
].flatMap(line => line.split(' '))

/** Firms that travellers everywhere name without saying what they are: hailing, freight and bicycle platforms, and what people call them. */
export const RIDE_AND_FREIGHT_FIRMS: readonly Readonly<{ name: string; aliases: readonly string[] }>[] = [
  { name: '滴滴出行', aliases: ['滴滴打车', '滴滴快车', '滴滴专车', '滴滴顺风车', '滴滴平台', '滴滴'] },
  { name: '高德打车', aliases: ['高德平台', '高德地图', '高德'] },
  { name: '美团打车', aliases: [] },
  { name: '百度打车', aliases: [] },
  { name: '花小猪打车', aliases: ['花小猪'] },
  { name: '曹操出行', aliases: ['曹操专车'] },
  { name: 'T3出行', aliases: [] },
  { name: '首汽约车', aliases: [] },
  { name: '神州专车', aliases: [] },
  { name: '嘀嗒出行', aliases: ['嘀嗒打车', '嘀嗒拼车', '嘀嗒顺风车', '嘀嗒'] },
  { name: '哈啰出行', aliases: ['哈啰顺风车', '哈啰单车', '哈啰打车', '哈啰'] },
  { name: '享道出行', aliases: [] },
  { name: '如祺出行', aliases: [] },
  { name: '阳光出行', aliases: [] },
  { name: '携程', aliases: ['携程网'] },
  { name: '货拉拉', aliases: [] },
  { name: '满帮集团', aliases: ['满帮', '运满满', '货车帮'] },
  { name: '快狗打车', aliases: [] },
]

const ROAD_NAMES =
  '人民 解放 建设 中山 新华 文化 和平 胜利 青年 光明 朝阳 滨江 滨河 滨湖 环城 迎宾 学府 工农 工业 五一 五四 八一 七一 红旗 东风 团结 幸福 友谊 民主 建国 文昌 站前 车站 公园 体育 科技 创业 劳动 前进 新民 中心 中央 世纪 开发 沿江 沿河 兴业 富强 振兴 育才 健康 花园 广场 商业 长江 黄河 北京 上海 南京'
/** Roads that nearly every Chinese city has: the segmenter tears 人民路口 apart, these are looked for as they stand. */
export const COMMON_ROADS: readonly string[] = ROAD_NAMES.split(' ').flatMap(name =>
  ['', '东', '西', '南', '北', '中', '一', '二', '三'].flatMap(part =>
    ['路', '大道', '街'].filter(end => part === '' || end !== '大道').map(end => `${name}${part}${end}`),
  ),
)
