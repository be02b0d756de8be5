import { numberBefore } from './entity-number.ts'

/** An amount of money in yuan or a count of people that stands at [from, to); `value` null when too vague. */
export type CountFound = Readonly<{ from: number; to: number; value: number | null }>

/** What money is counted in, and how many yuan one is; null for money that is none of ours. */
export const MONEY_UNITS: Readonly<Record<string, number | null>> = {
  元: 1,
  元钱: 1,
  元人民币: 1,
  圆: 1,
  块: 1,
  块钱: 1,
  角: 0.1,
  角钱: 0.1,
  毛: 0.1,
  毛钱: 0.1,
  分钱: 0.01,
  美元: null,
  港元: null,
  港币: null,
  欧元: null,
  日元: null,
}

/** 一元化, 三元桥: the character counts no money here. */
const NO_YUAN = /^[旦素件宵月老帅首勋年化论里桥结]/
const NO_PIECE = /^[砖石板地牌屏玻电标路广指空草水铁木瓷绿菜田布肉豆表区儿展金银奖骨煤冰腹]/
/** A small number of 块 is money only where the sentence goes on as after a price. */
const PRICE_GOES_ON =
  /^(?:$|[，。！？；、,.!?;:：\s）)“”"…]|[一二三四五六七八九\d](?!起)|多|的|了|起|也|都|就|还|才|吧|呢|吗|每|\/)/
const TENTHS =
  /^(?:([1-9一二三四五六七八九])(?:角|毛)钱?|([1-9一二三四五六七八九])(?![\d十百千万起个位辆人年月天次块元公名座路米条家趟]))/
const DIGITS = '一二三四五六七八九'

const digit = (written: string) => (/\d/.test(written) ? Number(written) : DIGITS.indexOf(written) + 1)
/** Money is exact to the cent. */
const cents = (value: number) => Math.round(value * 100) / 100

/** The amount that the unit at [at, to) ends: 三万余元, 1.5亿元, 5角, 三块五; null when it counts no money. */
export function amountAt(folded: string, unit: string, at: number, to: number): CountFound | null {
  const number = numberBefore(folded, at)
  if (number === null) return null
  const { from, value, digits } = number
  const rest = folded.slice(to, to + 4)
  const each = MONEY_UNITS[unit]!
  if (unit === '元' && NO_YUAN.test(rest)) return null
  if (unit === '块') {
    if (NO_PIECE.test(rest)) return null
    if (!digits && value !== null && value < 10 && !PRICE_GOES_ON.test(rest)) return null
  }
  if (unit === '分钱' && !digits && value === 1) return null
  if ((unit === '毛' || unit === '角' || unit === '圆') && !digits) return null
  if (value === null || each === null) return { from, to, value: null }
  const tenths = unit === '元' || unit === '块' ? TENTHS.exec(rest) : null
  const more = tenths === null || (unit === '元' && tenths[1] === undefined) ? null : tenths
  if (more === null) return { from, to, value: cents(value * each) }
  return { from, to: to + more[0].length, value: cents(value * each + digit((more[1] ?? more[2])!) / 10) }
}

const AFTER_SIGN = /\s?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([万亿]?)(?:元|块)?/y

/** The amount that a sign of money at [at, to) begins: ￥99.5. */
export function amountAfter(folded: string, at: number, to: number): CountFound | null {
  AFTER_SIGN.lastIndex = to
  const match = AFTER_SIGN.exec(folded)
  if (match === null) return null
  const scale = match[3] === '万' ? 10_000 : match[3] === '亿' ? 100_000_000 : 1
  const value = Number(`${match[1]!.replaceAll(',', '')}${match[2] ?? ''}`) * scale
  return { from: at, to: to + match[0].length, value: cents(value) }
}

/** What people are counted in. */
export const PEOPLE_UNITS: readonly string[] = ['名', '位', '人', '个人', '口人', '个', '死', '伤']

const MODIFIERS =
  '出租车|网约车|出租|大货车|货车|公交车|公交|客车|大巴|班车|教练车|涉事|外地|本地|被困|滞留|受伤|遇难|退休|残疾|小|老|女|男|年轻|中年|热心|值班|一线|在场|现场|其他|建筑|环卫|施工|养护|重型货车|危货|专业|普通|执法'
const NOUNS =
  '驾驶员|驾驶人|司机|师傅|乘客|旅客|学生|小学生|老人|老年人|群众|村民|居民|业主|农民工|工人|民工|学员|市民|职工|员工|人员|男子|女子|女士|先生|教练员|教练|家长|孩子|儿童|小孩|民警|交警|警察|队员|执法人员|工作人员|伤者|伤员|的哥|的姐|同学|老师|教师|游客|车主|商户|代表|人大代表|志愿者|船员|从业人员|从业者|安全员|司乘人员|乘务员|网友|网民|党员|干部|专家|记者|医生|护士|骑手|快递员|外卖员|候选人|考生|个体户|渔民|农民|船工|顾客|消费者|粉丝|负责人|局长|收费员|保安|热心人|孕妇|病人|患者|死者|幼儿|婴儿|妇女|青年|退伍军人|考官|养护工|环卫工|委员|评委|同志|施工人员|技术人员|安检员|辅警|站务员|老乡|老兵|特警|武警|消防员|救援人员|考生家长|学生家长|大学生|中学生|孩子们|外卖小哥|小哥|大爷|大妈|大叔|阿姨|老汉|姑娘|女孩|男孩|女生|男生|女性|男性|旅客群众'
const PERSON = new RegExp(`(?:的)?(?:${MODIFIERS}){0,2}(?:${NOUNS})`, 'y')
/** Bare 个 counts people only straight before a person. */
const NEEDS_NOUN: ReadonlySet<string> = new Set(['位', '个'])
const NO_NAME = /^[列单字次额片优称义牌气]/
const NO_PERSON =
  /^参(?![加与会赛保观])|^[民行座次间大均体类口力事物道气心脸家工格性文身像份缘情格种才形货选造影制头马手]/
const NO_RANK = /[第前排列]$|核[载定]$|限载$|定员$|可坐$|载客$/
const HURT = /^(?:死|伤|受|遇|失|重|轻|当|被|溺|获|昏|骨|坠|落|不治)/

function noun(folded: string, to: number): number {
  PERSON.lastIndex = to
  const match = PERSON.exec(folded)
  return match === null ? to : to + match[0].length
}

/** The count of people that the unit at [at, to) ends, with the word for the people when it follows: 三十余名|司机. */
export function peopleAt(folded: string, unit: string, at: number, to: number): CountFound | null {
  const number = numberBefore(folded, at)
  if (number === null || NO_RANK.test(folded.slice(Math.max(0, number.from - 2), number.from))) return null
  const { from, value } = number
  if (value !== null && !Number.isInteger(value)) return null
  const end = unit.endsWith('人') ? to : noun(folded, to)
  const rest = folded.slice(to, to + 3)
  if (NEEDS_NOUN.has(unit)) return end === to ? null : { from, to: end, value }
  if (unit === '名') return NO_NAME.test(rest) ? null : { from, to: end, value }
  if (unit === '死' || unit === '伤') return pairOf(folded, unit, from, to) ? { from, to, value } : null
  if (NO_PERSON.test(rest)) return null
  if (value === 1 && !HURT.test(rest)) return null
  if (value === null && folded.slice(from, at) === '多' && /[很许好太更众大最]/.test(folded[from - 1] ?? ''))
    return null
  return { from, to, value }
}

/** 2死7伤: the dead and the hurt are told one after the other. */
function pairOf(folded: string, unit: string, from: number, to: number): boolean {
  return unit === '死' ? /^[\d一二三四五六七八九十]{1,3}伤/.test(folded.slice(to)) : folded[from - 1] === '死'
}
