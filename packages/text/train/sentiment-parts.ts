import { readNegation } from './own.ts'
import { type Labelled, OURS, readSet, SETS } from './sets.ts'
import { SENTIMENT_TABLE } from './table.ts'
import { readWeak } from './weak.ts'

/** Texts no model is trained on, with what the best measured peer reaches on other texts of the same set; null when none was measured. */
export type Part = Readonly<{ name: string; texts: readonly Labelled[]; peer: number | null }>

/** Best macro-F1 of the peers on the sealed parts, by set. */
const PEERS: Readonly<Record<string, number>> = {
  ewect_usual: 0.827,
  ewect_virus: 0.774,
  nlpcc14_emotion: 0.644,
  ecisa_implicit: 0.714,
  waimai_10k: 0.899,
  chnsenticorp: 0.883,
}

const LETTERS = /[\p{L}\p{N}]/gu
const GRAM = 8
const COPIED = 0.5

function gramsOf(text: string): readonly string[] {
  const letters = (text.normalize('NFKC').match(LETTERS) ?? []).join('')
  return Array.from({ length: Math.max(0, letters.length - GRAM + 1) }, (_, at) => letters.slice(at, at + GRAM))
}

/** The texts of which less than half of all runs of eight letters stand anywhere in the others. */
export function withoutNearCopies(texts: readonly Labelled[], others: readonly Labelled[]): readonly Labelled[] {
  // the smaller side is held in memory; what is kept of the other is only what both have
  const letters = (some: readonly Labelled[]) => some.reduce((sum, { text }) => sum + text.length, 0)
  const whole = new Set((letters(others) < letters(texts) ? others : texts).flatMap(({ text }) => gramsOf(text)))
  const found = letters(others) < letters(texts) ? whole : new Set<string>()
  if (found !== whole)
    for (const { text } of others) for (const gram of gramsOf(text)) if (whole.has(gram)) found.add(gram)
  return texts.filter(({ text }) => {
    const grams = gramsOf(text)
    return grams.filter(gram => found.has(gram)).length < COPIED * grams.length || grams.length === 0
  })
}

/** Our own sentences: the hand-written table, and the negations held back. Here wherever the project is. */
export function ownParts(): readonly Part[] {
  const table = SENTIMENT_TABLE.map(([text, sentiment], at) => ({
    id: `table-${at}`,
    text,
    sentiment,
    weight: 1,
    twoWay: false,
    set: OURS,
  }))
  return [
    { name: 'our table', texts: table, peer: null },
    { name: 'our negations', texts: readNegation('held-back'), peer: null },
  ]
}

/** Every part never trained on: official validation parts, a tenth of each set held back by id, rule-labelled government texts, our own. */
export function sentimentParts(folder: string): readonly Part[] {
  const parts: Part[] = []
  for (const plan of SETS) {
    const peer = PEERS[plan.name] ?? null
    parts.push({ name: `${plan.name} valid`, texts: readSet(folder, plan, 'valid'), peer })
    parts.push({ name: `${plan.name} held back`, texts: readSet(folder, plan, 'held-back'), peer })
  }
  const reviews = SETS.filter(({ name }) => ['chnsenticorp', 'htl_all', 'online_shopping_10_cats'].includes(name))
  const others = reviews.flatMap(plan => readSet(folder, plan, 'train'))
  const copied = parts.filter(({ name }) => name.startsWith('chnsenticorp')).flatMap(({ texts }) => texts)
  parts.push({
    name: 'chnsenticorp, near copies removed',
    texts: withoutNearCopies(copied, others),
    peer: PEERS.chnsenticorp ?? null,
  })
  parts.push({ name: 'government, rule labels', texts: readWeak(folder, 'held-back'), peer: null })
  return [...parts, ...ownParts()].filter(({ texts }) => texts.length > 0)
}
