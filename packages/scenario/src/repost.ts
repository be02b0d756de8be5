import type { Chance } from './chance.ts'
import type { Draft, Site } from './item.ts'
import { firstClause } from './telling.ts'

const HEADS = ['转发：', '转：', '【求扩散】', '转自网络：', '群里看到的，', '刚刷到，', '同事发来的：']
const TAILS = [
  '大家怎么看？',
  '扩散一下',
  '真的假的',
  '转给身边人看看',
  '有没有懂的',
  '求真相',
  '唉',
  '顶',
  '已转家人群',
  '蹲一个后续',
  '@云州身边事 看看',
  '#云州#',
]
const REMARKS = ['真的吗', '服了', '转发微博', '看看再说', '？？？', '难怪早上打不到车', '先马住', '又来', '等官方']
const SWAPS: readonly (readonly [string, string])[] = [
  ['出租车', '的士'],
  ['集体停运', '一起停运'],
  ['没有', '没'],
  ['今天', '今日'],
  ['全市', '全云州'],
  ['司机', '师傅'],
  ['听说', '据说'],
  ['为什么', '为啥'],
  ['知道', '清楚'],
]

/** What a repost says on a site: the same words, or nearly; a reader would call it the same content. */
export function repost(original: Draft, site: Site, draw: Chance): Pick<Draft, 'title' | 'text'> {
  if (site === 'hotline') return { title: '', text: original.text }
  const form = draw.weighted({ same: 26, tail: 24, head: 14, swap: 16, cut: 8, quote: site === 'weibo' ? 22 : 0 })
  const short = site === 'weibo' || site === 'video'
  const text = again(short ? shortened(original) : original.text, form, original.author, draw)
  const title = site === 'weibo' ? '' : original.title || firstClause(text)
  return { title, text }
}

function again(text: string, form: string, author: string | null, draw: Chance): string {
  if (form === 'tail') return `${text}${draw.pick(['', ' ', '\n'])}${draw.pick(TAILS)}`
  if (form === 'head') return `${draw.pick(HEADS)}${text}`
  if (form === 'quote') return `${draw.pick(REMARKS)}//@${author ?? '云州网友'}: ${text}`
  if (form === 'swap')
    return SWAPS.reduce((out, [word, other]) => (draw.yes(0.6) ? out.replace(word, other) : out), text)
  if (form === 'cut') return text.replace(/([。！？…])[^。！？…\n]{2,40}[。！？…]?$/u, '$1')
  return text
}

/** A long article as one carries it to a place of short posts: its headline in brackets and the first sentences. */
function shortened(original: Draft): string {
  if (original.text.length <= 140) return original.text
  const opening = original.text.replaceAll('\n', '').slice(0, 110)
  const end = Math.max(opening.lastIndexOf('。'), opening.lastIndexOf('，'), 40)
  return `${original.title === '' ? '' : `【${original.title}】`}${opening.slice(0, end + 1)}`
}
