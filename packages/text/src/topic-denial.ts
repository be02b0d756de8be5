import type { Document } from './document.ts'

const BEFORE = 8
const AFTER = 10
const CLAUSE = '[^，。；！？,;!?\\n]'
const NOT_THIS = new RegExp(`(?<!是)(?:不是|并非|不怪|别怪|不关)${CLAUSE}{0,3}$`)
const THIS_ENDS = /^[^，。；！？,;!?\n吗么不没]{0,3}(?:的(?:问题|事|错|责任|锅)|问题|[，,；;]|$)/
const WITH_THIS = new RegExp(`(?:跟|和|与|同)${CLAUSE}{0,3}$`)
const NO_MATTER = new RegExp(`^${CLAUSE}{0,4}(?:没关系|没有关系|没什么关系|无关|不相干)`)

/**
 * Whether the writer says that the words at a place are not what this is about: "不是出租车的问题", "说的不是公交，是班车",
 * "跟平台没关系". A question ("是不是公交的问题") and a retort ("这不是公交吗") deny nothing.
 */
export function isDenied({ folded }: Document, from: number, to: number): boolean {
  const before = folded.slice(Math.max(0, from - BEFORE), from)
  if (before.length < 1) return false
  const after = folded.slice(to, to + AFTER)
  if (NOT_THIS.test(before) && THIS_ENDS.test(after)) return true
  return WITH_THIS.test(before) && NO_MATTER.test(after)
}
