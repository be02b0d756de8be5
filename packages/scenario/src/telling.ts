import type { Sentiment } from '@guanlan/domain'
import { type Chance, hash32 } from './chance.ts'
import type { Site } from './item.ts'
import { type Slots, say } from './phrase.ts'
import type { Phrases } from './wording/wording.ts'

/** What one item says. */
export type Told = Readonly<{ title: string; text: string; sentiment: Sentiment }>

const CALLER = '来电人'
const TITLED: readonly Site[] = ['portal', 'daily', 'observer', 'weekly', 'forum', 'board', 'wechat', 'video']
const PRINTED: readonly Site[] = ['portal', 'daily', 'observer', 'weekly', 'hotline']

/** The phrases one seed's people know: about four in five, so that another seed is a fair held-out test of wording too. */
export function known(seed: number, phrases: Phrases): Phrases {
  const kept = (list: readonly string[]) => {
    const some = list.filter(phrase => hash32(`${seed}/${phrase}`) % 5 !== 0)
    return some.length === 0 ? list : some
  }
  return Object.fromEntries(Object.entries(phrases).map(([sentiment, list]) => [sentiment, kept(list)]))
}

/** Says one of the phrases as people on this site would: operators write hotline orders, others never speak like them. */
export function tell(phrases: Phrases, titles: readonly string[], site: Site, slots: Slots, draw: Chance): Told {
  const all = (Object.entries(phrases) as [Sentiment, readonly string[]][]).flatMap(([sentiment, list]) =>
    list.map(phrase => ({ sentiment, phrase })),
  )
  const suited = site === 'hotline' ? all : all.filter(({ phrase }) => !phrase.startsWith(CALLER))
  const { sentiment, phrase } = draw.pick(suited.length > 0 ? suited : all)
  const said = say(phrase, slots, draw)
  const text = site === 'hotline' ? noted(said, sentiment, slots, draw) : fit(said, site, draw)
  return { title: titleFor(site, titles, text, slots, draw), text, sentiment }
}

/** Says one fixed piece, a report or a statement. */
export function recite(
  piece: Readonly<{ title: string; text: string }>,
  slots: Slots,
  draw: Chance,
): Omit<Told, 'sentiment'> {
  return { title: say(piece.title, slots, draw), text: say(piece.text, slots, draw) }
}

/** The first clause of a text, at most 24 characters: what people type as a title when they have none. */
export function firstClause(text: string): string {
  const clause = text.split(/[，。！？…\n；]/u).find(part => part.trim() !== '') ?? text
  return [...clause.trim()].slice(0, 24).join('')
}

function titleFor(site: Site, titles: readonly string[], text: string, slots: Slots, draw: Chance): string {
  if (!TITLED.includes(site)) return ''
  const printed = PRINTED.includes(site)
  if (titles.length > 0 && (printed || draw.yes(0.5))) return say(draw.pick(titles), slots, draw)
  return firstClause(text)
}

const PICTURES = /\p{Extended_Pictographic}\uFE0F?|\[[\u4e00-\u9fff]{1,4}\]/gu

/** How an operator closes an order. */
const CLOSINGS = [
  '',
  '',
  '',
  '请核实回复。',
  '希望尽快处理。',
  '要求回电告知。',
  '（{district}）',
  '来电人表示在{stop}附近居住。',
  '已做好解释。',
  '需转{district}核实。',
]
const VERBS: Readonly<Record<Sentiment, string>> = { negative: '反映', neutral: '咨询', positive: '表扬' }

/** As an operator writes it down: third person, no pictures, a full stop at the end. */
function noted(said: string, sentiment: Sentiment, slots: Slots, draw: Chance): string {
  const plain = said.replace(PICTURES, '').trim()
  const told = plain.startsWith(CALLER) ? plain : `${CALLER}${VERBS[sentiment]}：${plain}`
  const ended = /[。？！…]$/u.test(told) ? told : `${told}。`
  return ended + say(draw.pick(CLOSINGS), slots, draw)
}

function fit(said: string, site: Site, draw: Chance): string {
  if (PRINTED.includes(site)) return said
  const asCitizen = said.startsWith(CALLER)
    ? said.replace(/^来电人(询问|咨询|反映|投诉|表扬|感谢|对)?[：，]?/u, '')
    : said
  return typed(asCitizen, draw)
}

/** Slips of the thumb and household spelling, each rare. */
const SLIPS: readonly (readonly [string, string])[] = [
  ['怎么', '咋'],
  ['什么', '啥'],
  ['在', '再'],
  ['的', '地'],
  ['没有', '木有'],
  ['知道', '晓得'],
  ['司机', '師傅'],
  ['这样', '酱紫'],
]
const ENDINGS = ['', '', '', '', '。', '！！', '……', ' 😂', ' 🙏', ' [允悲]', ' 🤦', '哈', ' 求解', '～']

function typed(text: string, draw: Chance): string {
  let out = text
  if (draw.yes(0.12)) {
    const [right, slip] = draw.pick(SLIPS)
    out = out.replace(right, slip)
  }
  return /[\p{L}\p{N}]$/u.test(out) ? out + draw.pick(ENDINGS) : out
}
