import type { Act } from '@guanlan/domain'
import { describe, expect, test } from 'vitest'
import { type Feeling, findActs } from './act.ts'
import { findCues } from './cue.ts'
import { findSigns } from './cue-signs.ts'
import { undisguise } from './disguise.ts'
import { originalAt, prepare } from './document.ts'
import { loadSegmenter } from './segment.ts'

const segmenter = loadSegmenter()
const CALM: Feeling = { negative: 0.1, positive: 0.1, reasons: [] }

function read(text: string, { title = '', feeling = CALM } = {}): readonly Act[] {
  const document = prepare(segmenter, title, text)
  const signs = findSigns(document, undisguise(document))
  const acts = findActs(document, signs, findCues(document, signs, 2026), feeling)
  for (const { span, words } of acts) expect(originalAt(document, span)).toBe(words)
  return acts
}
const kinds = (text: string) => [...new Set(read(text).map(({ kind }) => kind))].sort()

describe('what the writer does', () => {
  test.each([
    ['司机拒载，还骂人', ['complaint']],
    ['大家26日一起停运', ['call']],
    ['网传号召停运系谣言', ['denial']],
    ['出租车司机集体停运三天', []], // telling of it calls nobody
    ['大家不要堵路', []], // bidding against it calls nobody
    ['建议在路口增设公交站', ['suggestion']],
    ['建议市民错峰出行', []], // advice by an office
    ['感谢司机师傅等我妈上车', ['praise']],
    ['谢谢你们的不作为', ['complaint']], // thanks that accuse
    ['感谢您的来电，祝您生活愉快', []], // courtesy
    ['没有不满意的地方', ['praise']], // turned round twice
    ['谈不上满意', ['complaint']], // praise turned round
    ['难道老百姓的时间就不是时间吗？', ['complaint']], // a question that says what it asks
    ['请问老年卡在哪里办理', ['question']],
    ['末班车几点', ['question']], // no mark, but the question word stands at the end
    ['这条线路周日开不开？', ['question']],
    ['听说月底要涨价，是真的吗？', ['question', 'rumour']],
    ['有网友称司机半路加价', ['complaint', 'quotation']],
    ['公交集团澄清，并无裁员计划', ['denial']],
    ['我市未发生罢运', ['denial']],
    ['回复不属实，没人来过', ['complaint']], // an answer accused, not a claim denied
    ['您反映的拒载问题已转交相关单位', []], // an office repeats what was complained of
    ['6路公交自明日起恢复原线路', []],
    ['', []],
    ['？', []],
  ])('%s: %j', (text, expected) => {
    expect(kinds(text)).toEqual(expected)
  })

  test('each sentence does what it does, once of a kind', () => {
    const acts = read('司机拒载，又绕路。请问向哪里投诉？车上还抽烟，太脏了')
    expect(acts.map(({ kind }) => kind)).toEqual(['complaint', 'question', 'complaint'])
  })

  test('title and text are read apart', () => {
    expect(read('多谢师傅帮忙', { title: '请问末班车几点' }).map(({ kind, span }) => [kind, span.field])).toEqual([
      ['question', 'title'],
      ['praise', 'text'],
    ])
  })

  test('a call is shown from whom it bids to what it bids them do', () => {
    expect(read('下周一，兄弟们一起去堵路').map(({ words }) => words)).toEqual(['兄弟们一起去堵路'])
  })

  test.each(['明天全城司机罢🚫运，大家一起', '师傅们一起罢 运', '咱们明天b运'])(
    'a disguised risk is called to: %s',
    text => {
      expect(kinds(text)).toEqual(['call'])
    },
  )

  test('a text that feels strongly without words for it complains', () => {
    const reasons = [{ span: { field: 'text', from: 2, to: 4 }, words: '苦等', weight: 1 }] as const
    expect(read('天天苦等到天黑', { feeling: { negative: 0.8, positive: 0.1, reasons } })).toEqual([
      { kind: 'complaint', words: '苦等', span: { field: 'text', from: 2, to: 4 } },
    ])
  })

  test('a long text is read to its end, and no more than forty acts are told', () => {
    expect(read('司机拒载。'.repeat(3000))).toHaveLength(40)
    expect(read('司机拒载，'.repeat(3000)).length).toBeLessThanOrEqual(40)
  })
})
