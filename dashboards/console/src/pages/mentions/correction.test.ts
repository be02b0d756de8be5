import { expect, test } from 'vitest'
import type { LabelView } from '../../api/label.ts'
import type { MentionView } from '../../api/mention.ts'
import {
  type CorrectionFields,
  correctionFields,
  correctionOf,
  entityChoices,
  namedEntities,
  namesToAdd,
} from './correction.ts'

const span = { field: 'text', from: 0, to: 2 } as const
const entity = (kind: string, name: string) => ({ kind, kindName: kind, name, id: null, value: null, span })
const label: LabelView = {
  version: 1,
  sentiment: 'neutral',
  topics: ['bus', 'taxi'],
  government: null,
  entities: [{ kind: 'line', name: '3路' }],
  relevant: true,
  contentVersion: 1,
  machine: { model: 'm', run: 1, sentiment: 'negative', topics: ['bus'], government: null },
  note: null,
  by: { kind: 'person', id: 'lin', name: '林晓舟', post: '值班员' },
  at: 0,
}

function mention(said: LabelView | null): MentionView {
  const entities = [entity('line', '3路'), entity('line', '3路'), entity('place', '东站')]
  const topics = [{ topic: 'bus', confidence: 0.9, reasons: [] }]
  return { sentiment: 'negative', topics, entities, label: said } as unknown as MentionView
}

const change = (said: LabelView | null, fields: Partial<CorrectionFields>) =>
  correctionOf(mention(said), { ...correctionFields(mention(said)), ...fields })

test.each([
  { why: 'nothing touched says nothing', said: null, fields: {}, sent: {} },
  { why: 'nothing touched of an earlier correction either', said: label, fields: {}, sent: {} },
  {
    why: 'the same label as the machine is an answer too',
    said: null,
    fields: { sentiment: 'negative' as const },
    sent: { sentiment: 'negative' },
  },
  { why: 'topics only when the person says them', said: null, fields: { topics: ['taxi'] }, sent: {} },
  { why: 'no topic at all', said: null, fields: { saysTopics: true, topics: [] }, sent: { topics: [] } },
  { why: 'the order of topics is no change', said: label, fields: { topics: ['taxi', 'bus'] }, sent: {} },
  {
    why: 'what was said can be taken back',
    said: label,
    fields: { sentiment: '' as const, saysTopics: false, relevant: '' as const },
    sent: { sentiment: null, topics: null, relevant: null },
  },
  {
    why: 'an entity that is wrong is left out',
    said: null,
    fields: { saysEntities: true, entities: ['place 东站'] },
    sent: { entities: [{ kind: 'place', name: '东站' }] },
  },
  {
    why: 'a name the machine missed stands beside what it found, and once',
    said: null,
    fields: { saysEntities: true, missedKind: 'road', missedName: ' 云安大道 ' },
    sent: {
      entities: [
        { kind: 'line', name: '3路' },
        { kind: 'place', name: '东站' },
        { kind: 'road', name: '云安大道' },
      ],
    },
  },
  {
    why: 'a missed name that was found after all is no second one',
    said: null,
    fields: { saysEntities: true, entities: ['line 3路'], missedKind: 'line', missedName: '3路' },
    sent: { entities: [{ kind: 'line', name: '3路' }] },
  },
  {
    why: 'not ours',
    said: null,
    fields: { government: 'health', relevant: 'no' as const },
    sent: { government: 'health', relevant: false },
  },
])('$why', ({ said, fields, sent }) => {
  expect(change(said, fields)).toEqual(sent)
})

test('an entity named twice is corrected once', () => {
  expect(namedEntities(mention(null)).map(({ name }) => name)).toEqual(['3路', '东站'])
  expect(correctionFields(mention(null)).entities).toEqual(['line 3路', 'place 东站'])
})

test('what people added stays a choice, and is offered for the table unless the machine linked it there', () => {
  const added = {
    ...label,
    entities: [...label.entities!, { kind: 'road', name: '云安大道' }, { kind: 'date', name: '今天' }],
  }
  const shown = mention(added)
  expect(entityChoices(shown).map(({ key }) => key)).toEqual(['line 3路', 'place 东站', 'road 云安大道', 'date 今天'])
  expect(change(added, { entities: ['road 云安大道'] }).entities).toEqual([{ kind: 'road', name: '云安大道' }])
  expect(namesToAdd(shown).map(({ name }) => name)).toEqual(['3路', '云安大道'])
  const linked = { ...shown, entities: shown.entities.map(one => ({ ...one, id: 'line-3' })) }
  expect(namesToAdd(linked).map(({ name }) => name)).toEqual(['云安大道'])
})
