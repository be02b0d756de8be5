import type { Site } from '../item.ts'
import type { StrandName } from './storm-strands.ts'

/** The posts that start and feed the storm, at fixed minutes after its first mention. The first one is the first of all. */
export const STARTERS: readonly Readonly<{
  strand: StrandName
  site: Site
  section: string
  afterMinutes: number
  title: string
  text: string
  sentiment: 'negative' | 'neutral'
  lift: number
}>[] = [
  {
    strand: 'stop',
    site: 'forum',
    section: 'dige',
    afterMinutes: 0,
    title: '听说{stopDay}出租车要停运一天？',
    text: '听说{stopDay}全市出租车要停运一天，说是因为出租汽车改革经营权要收回，(谁知道真假|是真是假)？我们{taxi}车队(没接到通知|还没人通知)。',
    sentiment: 'neutral',
    lift: 8,
  },
  {
    strand: 'stop',
    site: 'weibo',
    section: '',
    afterMinutes: 23,
    title: '',
    text: '“停运通知”截图：{stopDate}零点起全市出租汽车集体停运，(抗议|不满)改革收回经营权、份子钱不降。(转起来，让他们看看|都转一转|是真的就转)！#云州出租车停运#',
    sentiment: 'negative',
    lift: 30,
  },
  {
    strand: 'permit',
    site: 'wechat',
    section: '',
    afterMinutes: 64,
    title: '重磅！出租汽车改革后经营权将无偿收回',
    text: '(刚刚|昨晚|今早)流出的出租汽车改革方案第六条(明确|写得清清楚楚)：经营权期满无偿收回。\n有司机算了一笔账，当年(十几万|二十万|借了八万)办下来的手续，如今(一分不剩|一文不值)，还要继续交份子钱。\n(这样的改革，谁来替开车的人说句话|{taxi}的老师傅问：以后靠什么养家)？',
    sentiment: 'negative',
    lift: 12,
  },
  {
    strand: 'film',
    site: 'video',
    section: '',
    afterMinutes: 92,
    title: '今天云州出租车全停了，站前排队画面',
    text: '今天云州出租车全停了！{station}门口排成长龙，(打不到车的赶紧看，听说|赶车的别来了，据说)一直停运到(月底|下周)。',
    sentiment: 'negative',
    lift: 34,
  },
  {
    strand: 'rent',
    site: 'video',
    section: '',
    afterMinutes: 148,
    title: '司机讲述：份子钱到底怎么算',
    text: '司机讲述：一天份子钱{rent}，气费、保险、违章自己扛，网约车平台一来单子少一半，出租汽车改革要是还不降份子钱，真的跑不下去了。',
    sentiment: 'negative',
    lift: 16,
  },
  {
    strand: 'insider',
    site: 'weibo',
    section: '',
    afterMinutes: 201,
    title: '',
    text: '网传视频：(几十辆|上百辆|一排)出租车把交通局门口围了，据说局里(内定经营权归谁|早和{taxi}谈好了)，改革征求意见就是走过场。(有没有人出来解释|敢不敢出来说清楚)？#云州交通局被围#',
    sentiment: 'negative',
    lift: 26,
  },
]

/** What the papers print about the storm, in this order. */
export const STORM_REPORTS: readonly Readonly<{
  site: Site
  afterMinutes: number
  sentiment: 'negative' | 'neutral'
  title: string
  text: string
}>[] = [
  {
    site: 'daily',
    afterMinutes: 262,
    sentiment: 'neutral',
    title: '网传{stopDay}出租车集体停运 记者致电多家企业：未接到通知',
    text: '一则“{stopDate}全市出租汽车集体停运”的截图从昨天起在本地论坛和微博流传，引发市民关注。\n记者致电{taxi}等多家出租汽车企业，均表示未接到停运通知，车辆正常运营。多名驾驶员同时表示，对改革方案中经营权和份子钱的表述存有疑问，希望有人当面解释。\n截至发稿，主管部门尚未发布说明。本报将继续关注。',
  },
  {
    site: 'observer',
    afterMinutes: 335,
    sentiment: 'negative',
    title: '澄江评论：出租汽车改革不能让传言跑在回应前面',
    text: '云州“出租车{stopDay}停运”的传言发酵数小时，打不打得到车成了市民最焦虑的问题，主管部门却迟迟没有声音，令人失望。\n传言固然不实，背后的怨气却是真的：份子钱多年不降，经营权去留语焉不详，出租汽车改革方案的征求意见被指走过场。\n改革牵动上千名驾驶员的饭碗，缺位的回应只会让误解越积越深。该说清的，请尽快说清。',
  },
]

/** What the bureau publishes: minutes are counted from the response, not from the first mention. */
export const STORM_RESPONSES: readonly Readonly<{ afterMinutes: number; title: string; text: string }>[] = [
  {
    afterMinutes: 0,
    title: '关于网传“出租汽车集体停运”的情况说明',
    text: '近日，网传“{stopDate}全市出租汽车集体停运”。经核实，有关部门和出租汽车企业均未发布过停运通知，网传排队画面系{oldYear}年旧视频，今日全市出租汽车运营正常，未发生罢运。\n《深化出租汽车改革实施方案（征求意见稿）》正在公开征求意见。第六条完整表述为：经营权期满后，经服务质量考核合格的可以延续，并非“无偿收回”。\n关于驾驶员反映的份子钱问题，我局将组织企业和驾驶员代表座谈，结果及时公布。咨询电话12328。',
  },
  {
    afterMinutes: 180,
    title: '出租汽车改革司机座谈会纪要',
    text: '今日，市交通运输局召开出租汽车改革座谈会，{taxi}等企业和{count}名驾驶员代表参加。\n会议逐条解释了经营权延续条件、份子钱核算办法和网约车平台管理要求，收集意见建议若干条，将在征求意见结束后公布采纳情况。\n各企业表示，{stopDay}及后续车辆照常运营。',
  },
]
