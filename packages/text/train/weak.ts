import type { Labelled } from './sets.ts'
import { isHeldBack, OURS, readRows } from './sets.ts'

/** Titles by which a citizen's message is plainly a complaint. */
const COMPLAINT =
  /投诉|举报|严重|扰民|违规|违法|不合理|乱收|强制|拖欠|欺骗|噪音|污染|不作为|诈骗|侵害|侵占|霸王|虚假|隐患|危险|黑车|太差|恶劣|恶意|被骗|坑人|臭|破坏/
/** Titles by which it is plainly a question and nothing else. */
const QUESTION = /咨询|请问|能否|是否|何时|什么时候|如何|吗[？?]?$/
/** Words that make a question a complaint after all. */
const TROUBLE = /问题|遭|损|差|坑|违|黑|乱|难|拖|不合理|反映|取缔|管管|还没|一直|欠|停工|烂尾/

const MESSAGE_WEIGHT = 0.5
const REPLY_WEIGHT = 0.3
const HEADLINE_WEIGHT = 0.3
const HEADLINES = ['finance', 'politics', 'science', 'education', 'realty', 'stocks']
const EVERY_NTH_HEADLINE = 3
const REPLY_BODY = 300

const weak = (id: string, text: string, sentiment: Labelled['sentiment'], weight: number): Labelled => ({
  id,
  text,
  sentiment,
  weight,
  twoWay: false,
  set: OURS,
})

function fromMessage(row: Record<string, unknown>): Labelled | null {
  const { id, title, text } = row
  if (typeof id !== 'string' || typeof title !== 'string' || typeof text !== 'string') return null
  const whole = `${title}\n${text}`
  if (COMPLAINT.test(title)) return weak(id, whole, 'negative', MESSAGE_WEIGHT)
  if (QUESTION.test(title) && !TROUBLE.test(title)) return weak(id, whole, 'neutral', MESSAGE_WEIGHT)
  return null
}

/**
 * Texts of our own field labelled by rule, because no labelled set speaks the language of complaints to a government:
 * messages by plain words of their title, official replies and sober headlines as neutral. Labels are weak, so weights are low.
 */
export function readWeak(folder: string, part: 'train' | 'held-back'): readonly Labelled[] {
  const labelled: Labelled[] = []
  const take = (one: Labelled | null) => {
    if (one !== null && isHeldBack(one.id) === (part === 'held-back')) labelled.push(one)
  }
  for (const set of ['zhengwu_hot', 'zhengwu_unlabelled']) {
    for (const row of readRows(folder, set, 'messages')) take(fromMessage(row))
  }
  for (const { id, reply } of readRows(folder, 'zhengwu_replies', 'replies')) {
    if (typeof id === 'string' && typeof reply === 'string') {
      take(weak(`${id}-reply`, reply.slice(0, REPLY_BODY), 'neutral', REPLY_WEIGHT))
    }
  }
  readRows(folder, 'thucnews_titles10', 'train').forEach(({ id, text, label }, at) => {
    if (typeof id !== 'string' || typeof text !== 'string' || !HEADLINES.includes(String(label))) return
    if (at % EVERY_NTH_HEADLINE === 0) take(weak(id, text, 'neutral', HEADLINE_WEIGHT))
  })
  return labelled
}
