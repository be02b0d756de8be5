import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse, parseQuery } from './parse.ts'
import type { Query } from './query.ts'

/** A query in brackets, so that a table can say how it was read. */
function shown(query: Query): string {
  switch (query.kind) {
    case 'phrase':
      return `${query.field === 'any' ? '' : `${query.field}:`}${query.words}`
    case 'label':
      return `${query.field}=${query.value}`
    case 'near': {
      const side = (phrases: readonly Query[]) => phrases.map(shown).join('|')
      return `<${side(query.left)} ${query.ordered ? '→' : '~'}${query.within} ${side(query.right)}>`
    }
    case 'or':
      return `[${query.any.map(shown).join(' | ')}]`
    case 'and':
      return `[${[...query.all.map(shown), ...query.none.map(one => `-${shown(one)}`)].join(' ')}]`
  }
}

describe('parse', () => {
  test.each([
    ['公交', '公交'],
    ['公交 事故', '[公交 事故]'],
    ['公交 AND 事故 与 停运', '[公交 事故 停运]'],
    ['甲 OR 乙 丙', '[甲 | [乙 丙]]'], // AND binds closer than OR
    ['甲 或 （乙 或 丙）', '[甲 | 乙 | 丙]'],
    ['甲 NOT 乙 OR 丙', '[[甲 -乙] | 丙]'],
    ['甲 AND NOT 乙 非 丙 －丁', '[甲 -乙 -丙 -丁]'],
    ['-乙 甲', '[甲 -乙]'], // the positive side may come after
    ['甲 -(乙 OR 丙)', '[甲 -[乙 | 丙]]'],
    ['“停运 通知” 甲-乙', '[停运 通知 甲-乙]'], // a minus inside a word excludes nothing
    ['ＡＮＤ班 and or', '[ＡＮＤ班 and or]'], // only the upper-case word alone is an operator
    ['"AND" "或"', '[AND 或]'],
    ['甲 NEAR/10 乙', '<甲 ~10 乙>'],
    ['甲 ONEAR/0 (乙 OR title:丙) 丁', '[<甲 →0 乙|title:丙> 丁]'],
    ['甲 -乙 NEAR/3 丙', '[甲 -<乙 ~3 丙>]'], // a distance binds closer than an exclusion
    ['标题：停运 渠道：微博', '[title:停运 channel=weibo]'],
    [
      'channel:(weibo OR 热线) topic:taxi 情感:负面',
      '[[channel=weibo | channel=hotline] topic=taxi sentiment=negative]',
    ],
    ['title:(甲 -乙)', '[title:甲 -title:乙]'],
    [
      'source:"rss 1" org:公交公司 url:https://a.example/x',
      '[source=rss 1 organisation:公交公司 url:https://a.example/x]',
    ],
    ['通知：明天停运', '通知：明天停运'], // pasted text is not a field
    ['甲，乙、丙；3,000 班', '[甲 乙 丙 3,000 班]'],
    ['「停运 通知」', '停运 通知'],
  ])('%s is read as %s', (source, expected) => {
    const parsed = parse(source)
    expect(parsed.ok ? shown(parsed.ast) : parsed.message).toBe(expected)
  })

  test.each<[string, number, number, string, string | null]>([
    ['', 0, 0, '请输入要检索的词', null],
    ['-乙', 0, 2, '只有排除的词', null],
    ['甲 OR -乙', 5, 2, '只有排除的词', '甲  -乙'],
    ['甲 (NOT 乙)', 3, 5, '只有排除的词', null],
    ['(甲 乙', 0, 1, '左括号没有配对', '(甲 乙)'],
    ['甲 (', 2, 1, '括号里是空的', '甲'],
    ['甲 乙）', 3, 1, '多了一个右括号', '甲 乙'],
    ['甲 "乙', 2, 1, '引号没有成对', '甲 "乙"'],
    ['甲 AND', 2, 3, '缺少一个词', '甲'],
    ['AND 甲', 0, 3, '运算符前面缺少一个词', '甲'],
    ['甲 AND OR 乙', 6, 2, '两个运算符连在一起', '甲 AND  乙'],
    ['甲 () 乙', 2, 2, '括号里是空的', '甲   乙'],
    ['甲 - 乙', 2, 1, '减号后面要紧跟', '甲  乙'],
    ['甲 ！ 乙', 2, 1, '没有可以检索的字', '甲  乙'],
    ['chanel:微博', 0, 7, '没有名为“chanel”的字段', '"chanel:微博"'],
    ['channel:微勃', 8, 2, '可以写：政务网站、', null],
    ['title:', 0, 6, '后面缺少要找的内容', null],
    ['title:(text:甲)', 7, 5, '里面不能再写字段', 'title:(甲)'],
    ['甲 NEAR 乙', 2, 4, 'NEAR/10', '甲 NEAR/10 乙'],
    ['甲 ONEAR/9999 乙', 2, 10, '0 至 1000', '甲 ONEAR/1000 乙'],
    ['甲 NEAR/3 乙 NEAR/3 丙', 11, 6, '一次只能连两边', '甲 NEAR/3 乙  丙'],
    ['甲 NEAR/3 (乙 丙)', 9, 5, '只能是词', null],
    ['title:甲 NEAR/3 text:乙', 8, 6, '同一个字段', null],
    ['x'.repeat(2001), 2000, 1, '最长 2000 个字符', null],
    [Array.from({ length: 201 }, () => '甲').join(' '), 400, 1, '最多 200 个', null],
    [`${'('.repeat(51)}甲${')'.repeat(51)}`, 50, 1, '最多套 50 层', null],
  ])('%s is refused at %i, %i long: %s; proposed instead: %s', (source, at, length, message, repair) => {
    const parsed = parse(source)
    expect(parsed).toMatchObject({ ok: false, at, length, repair })
    expect(parsed.ok ? '' : parsed.message).toContain(message)
  })

  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '(',
        ')',
        '（',
        '）',
        '"',
        '“',
        '」',
        'AND',
        'OR',
        'NOT',
        '非',
        '-',
        '－',
        ':',
        'title:',
        '渠道：',
        'channel:微博',
      ],
    ),
    fc.constantFrom(
      ...['NEAR/3', 'ONEAR/', 'NEAR', '公交', '95路', '*', '，', '!', ' ', '\u0000', '\ud800', 'http://a'],
    ),
    fc.string({ unit: 'binary', maxLength: 4 }),
  )
  test('never throws, points inside the query, and what it proposes can be read', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('', ' '), (pieces, between) => {
        const source = pieces.join(between)
        const parsed = parse(source)
        if (parsed.ok) {
          expect(JSON.parse(JSON.stringify(parsed.ast))).toEqual(parsed.ast)
          return
        }
        expect(parsed.at).toBeGreaterThanOrEqual(0)
        expect(parsed.at + parsed.length).toBeLessThanOrEqual(source.length)
        expect(parsed.message).toMatch(/\p{Script=Han}/u)
        if (parsed.repair !== null) expect(parse(parsed.repair).ok).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  test('a stored query that cannot be read is refused with its place', () => {
    expect(() => parseQuery('甲 AND')).toThrow(
      expect.objectContaining({ name: 'Rejected', code: 'query/bad', detail: expect.stringContaining('第 3 个字符') }),
    )
  })
})
