import { GOVERNMENT_TOPICS } from '@guanlan/domain'
import { GOVERNMENT_CLASSES } from '../src/government-model.ts'
import { isHeldBack, readRows } from './sets.ts'

/** A citizen's message with its topic as a class number; `bare` when only its words are known, without stop words. */
export type GovernmentText = Readonly<{ id: string; text: string; class: number; bare: boolean }>

const NAMES: readonly unknown[] = GOVERNMENT_CLASSES.map(topic => GOVERNMENT_TOPICS[topic])

/** Every labelled message of the set. */
export function readGovernmentTexts(folder: string): readonly GovernmentText[] {
  return readRows(folder, 'zhengwu_topic7', 'train').flatMap(({ id, text, label, form }) => {
    const topic = NAMES.indexOf(label)
    if (typeof id !== 'string' || typeof text !== 'string' || topic < 0) return []
    return [{ id, text, class: topic, bare: form === 'seg' }]
  })
}

/** Whether a message is never trained on: the held-back tenth of the texts as people wrote them. */
export function isGovernmentHeldBack({ id, bare }: GovernmentText): boolean {
  return !bare && isHeldBack(id)
}

/** Which of five parts an untouched message belongs to, for figures over all of them. */
export function partOf({ id }: GovernmentText): number {
  let hash = 7
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash * 31 + id.charCodeAt(i), 0x9e3779b1)
  return (hash >>> 8) % 5
}
