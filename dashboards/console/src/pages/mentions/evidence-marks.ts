import type { MentionView, Reason, Span } from '../../api/mention.ts'
import type { Mark } from '../../parts/layered-marks.ts'
import {
  ACT_NAMES,
  CUE_NAMES,
  DISGUISE_NAMES,
  ENTITY_NAMES,
  nameOf,
  SENTIMENT_NAMES,
  STANCE_NAMES,
  TOPIC_NAMES,
} from '../../words.ts'

/** What may be marked in a mention, in the order of the page. */
export const LAYERS = [
  { id: 'sentiment', name: '情感依据' },
  { id: 'topic', name: '主题依据' },
  { id: 'government', name: '归口依据' },
  { id: 'cue', name: '风险词' },
  { id: 'act', name: '言语行为' },
  { id: 'entity', name: '实体' },
  { id: 'disguise', name: '变形写法' },
] as const
export type LayerId = (typeof LAYERS)[number]['id']

/** A marked place of one field of the mention. */
export type EvidenceMark = Mark & Readonly<{ layer: LayerId; field: Span['field'] }>

/** Every place of the mention that carried a label or was recognised, with what it means in words. */
export function evidenceMarks(mention: MentionView): readonly EvidenceMark[] {
  const at = (layer: LayerId, { field, from, to }: Span, note: string) => ({ layer, field, from, to, note })
  const because = (layer: LayerId, reasons: readonly Reason[], note: string) =>
    reasons.map(({ span }) => at(layer, span, note))
  return [
    ...because('sentiment', mention.reasons, `情感 ${nameOf(SENTIMENT_NAMES, mention.sentiment)} 的依据`),
    ...mention.topics.flatMap(({ topic, reasons }) =>
      because('topic', reasons, `主题 ${nameOf(TOPIC_NAMES, topic)} 的依据`),
    ),
    ...because('government', mention.government?.reasons ?? [], `归口 ${mention.government?.name ?? ''} 的依据`),
    ...mention.cues.map(({ kind, stance, span }) =>
      at('cue', span, `风险词 ${nameOf(CUE_NAMES, kind)}，${nameOf(STANCE_NAMES, stance)}`),
    ),
    ...mention.acts.map(({ kind, span }) => at('act', span, `言语行为 ${nameOf(ACT_NAMES, kind)}`)),
    ...mention.entities.map(({ kind, span }) => at('entity', span, `实体 ${nameOf(ENTITY_NAMES, kind)}`)),
    ...mention.disguises.map(({ kind, meant, span }) =>
      at('disguise', span, `变形写法 ${nameOf(DISGUISE_NAMES, kind)}，读作 ${meant}`),
    ),
  ]
}

/** Whether two spans are the same place. */
export function samePlace(a: Span | null, b: Span | null): boolean {
  return a !== null && b !== null && a.field === b.field && a.from === b.from && a.to === b.to
}
