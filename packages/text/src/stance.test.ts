import { describe, expect, test } from 'vitest'
import { findCues } from './cue.ts'
import { findSigns } from './cue-signs.ts'
import { undisguise } from './disguise.ts'
import { prepare } from './document.ts'
import { loadSegmenter } from './segment.ts'

const segmenter = loadSegmenter()
function stances(text: string): readonly string[] {
  const document = prepare(segmenter, '', text)
  const signs = findSigns(document, undisguise(document))
  return findCues(document, signs, 2026).map(({ cue }) => `${cue.words} ${cue.stance}`)
}

describe('the stance of the sentence', () => {
  test.each([
    ['未发生罢运', ['罢运 negated']],
    ['如果司机停运', ['停运 hypothetical']],
    ['去年司机罢运', ['罢运 past']],
    ['有网友称司机罢运', ['罢运 reported']],
    ['司机罢运的消息是假的', ['罢运 negated']], // taken back behind it
    ['罢运取消', ['罢运 negated']],
    ['大桥坍塌？没有的事', ['坍塌 negated']], // asked, and answered by the next sentence
    ['难道不是拒载吗', ['拒载 affirmed']], // the question says what it asks
    ['这不是乱罚款吗', ['乱罚款 affirmed']],
    ['不是第一次甩站', ['甩站 affirmed']], // a negator that negates nothing
    ['没办法才罢运', ['罢运 affirmed']], // the negation is over
    ['去年说整改，今年还是乱收费', ['乱收费 affirmed']], // back from the past
    ['出租车停运了吗', ['停运 hypothetical']],
    ['请问怎么投诉', ['投诉 hypothetical']],
    ['集中整治甩客、宰客', ['甩客 hypothetical', '宰客 hypothetical']],
    ['拒载，答复却不属实', ['拒载 affirmed']], // the answer is denied, not what it answers
    ['共受理投诉六十件', []],
    ['两会时间冲突', []],
    ['司机罢🚫运', ['罢🚫运 affirmed']],
    ['市局辟谣：没有罢 运', ['罢 运 negated']],
  ])('%s: %j', (text, expected) => {
    expect(stances(text)).toEqual(expected)
  })
})
