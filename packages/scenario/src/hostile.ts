import { HOUR_MS, type Sentiment } from '@guanlan/domain'
import { chance } from './chance.ts'
import { draft } from './drafting.ts'
import { type Geography, slots } from './geography.ts'
import type { Draft, Site } from './item.ts'

/** One attack or oddity: what a careful reader sees, and the bytes as a site serves them. */
type Trap = Readonly<{
  name: string
  site: Site
  title: string
  text: string
  html: string | null
  sentiment: Sentiment
}>

/** Markup that must stay inert, cells that must not calculate, numbers that must be masked. */
const TRAPS: readonly Trap[] = [
  {
    name: 'script',
    site: 'forum',
    title: '{line}司机态度差',
    text: '{line}司机在{stop}关门太快，夹到我的包了。\n希望公交公司管管。',
    html: '<p>{line}司机在{stop}关门太快，夹到我的包了。<script>document.title="pwned";fetch("/private/x")</script></p><p onclick="alert(1)">希望公交公司管管。<img src="x" onerror="alert(document.cookie)"></p>',
    sentiment: 'negative',
  },
  {
    name: 'bold-title',
    site: 'daily',
    title: '<b>{street}</b>施工提示：请绕行 & 慢行',
    text: '本报讯　{street}今起局部施工，过往车辆请绕行。\n标题里的尖括号是排版留下的，读者请见谅。',
    html: null,
    sentiment: 'neutral',
  },
  {
    name: 'link',
    site: 'forum',
    title: '点这里看{bridge}高清图',
    text: '{bridge}日出，点这里看高清图。\n还有一张夜景。',
    html: '<p>{bridge}日出，<a href="javascript:alert(1)">点这里看高清图</a>。</p><p><a href=" JaVaScRiPt:void(0)" style="background:url(javascript:1)">还有一张夜景</a>。</p><iframe src="data:text/html,<script>1</script>"></iframe>',
    sentiment: 'positive',
  },
  {
    name: 'formula',
    site: 'hotline',
    title: '',
    text: '=HYPERLINK("http://pay.example/","查看工单") 来电人反映{line}刷卡重复扣款{money}元，要求退回。',
    html: null,
    sentiment: 'negative',
  },
  {
    name: 'formula-title',
    site: 'board',
    title: '@SUM(1+1)*cmd|请问{line}末班车几点',
    text: '+8613800000000 请问{line}末班车几点？-1 分钟也等不了了。',
    html: null,
    sentiment: 'neutral',
  },
  {
    name: 'phone',
    site: 'forum',
    title: '车上捡到身份证，失主联系我',
    text: '在{line}车上捡到身份证一张，号码{idCard}，失主请打{phone}，我姓{name}。',
    html: null,
    sentiment: 'positive',
  },
  {
    name: 'caller-numbers',
    site: 'hotline',
    title: '',
    text: '来电人{name}（身份证{idCard}，回电{phone}）反映{driving}拖延退费{fee}元，车牌云Z·T{tail}的教练车一直闲置。',
    html: null,
    sentiment: 'negative',
  },
  {
    name: 'right-to-left',
    site: 'weibo',
    title: '',
    text: '\u202E号{line}\u202C在{stop}又没停\u200B\u200F，\uFEFF公交\u00AD公司看一看',
    html: null,
    sentiment: 'negative',
  },
  {
    name: 'entities',
    site: 'board',
    title: '{road}限高 < 3.5 米？',
    text: '{road}限高 < 3.5 米 && 货车 > 4 米怎么走？“绕行”牌在哪 &amp; 谁负责',
    html: null,
    sentiment: 'neutral',
  },
  {
    name: 'pushed-markup',
    site: 'wechat',
    title: '{station}出行提示</title><script>alert(1)</script>',
    text: '{station}今日客流平稳。<img src=x onerror=alert(1)> 图片加载失败属正常。',
    html: null,
    sentiment: 'neutral',
  },
  {
    name: 'only-pictures',
    site: 'video',
    title: '🚕🚕🚕',
    text: '🚕🚕🚕😂😂👨‍👩‍👧‍👦',
    html: null,
    sentiment: 'neutral',
  },
]

/** Hours of the day (UTC) at which a trap goes out; two a day show every trap within a week. */
const HOURS_UTC = [1, 8]

/** The traps of one hour (whole hours since 1970), none or one. */
export function hostile(seed: number, places: Geography, hour: number): Draft[] {
  const turn = HOURS_UTC.indexOf(hour % 24)
  if (turn < 0) return []
  const draw = chance(seed, 'hostile', hour)
  const trap = TRAPS[(Math.floor(hour / 24) * HOURS_UTC.length + turn) % TRAPS.length]!
  const words = slots(places, draw)
  const spoken = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => words(name))
  const told = { title: spoken(trap.title), text: spoken(trap.text), sentiment: trap.sentiment }
  const publishedAt = hour * HOUR_MS + draw.int(HOUR_MS)
  const standing = {
    truthId: `t${hour}`,
    site: trap.site,
    publishedAt,
    eventTruth: null,
    topics: [],
    kind: `trap-${trap.name}`,
  }
  const item = draft(told, standing, places, draw)
  return [trap.html === null ? item : { ...item, html: spoken(trap.html) }]
}

/** Names of all traps, so that a test can ask for each. */
export const TRAP_KINDS: readonly string[] = TRAPS.map(({ name }) => `trap-${name}`)
