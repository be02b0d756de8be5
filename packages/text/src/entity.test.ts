import { fromWallClock } from '@guanlan/domain'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { TEST_NAMES } from '../train/entity-names.ts'
import { READ_AT, scoreEntities, sentencesOf } from '../train/entity-score.ts'
import { prepare } from './document.ts'
import { type EntityFinder, entityFinder } from './entity.ts'
import { nearestYear } from './entity-day.ts'
import { numberBefore, numeral } from './entity-number.ts'
import { findNumbered } from './numbered.ts'
import { loadSegmenter, type Segmenter } from './segment.ts'

let segmenter: Segmenter
let find: EntityFinder
beforeAll(() => {
  segmenter = loadSegmenter()
  find = entityFinder(TEST_NAMES)
})
const read = (text: string, now = READ_AT) => find(prepare(segmenter, '', text), now)
const said = (text: string) => read(text).map(({ kind, name }) => `${kind}:${name}`)
const worth = (text: string, now = READ_AT) => read(text, now)[0]?.value
const day = (text: string, now = READ_AT) => {
  const value = worth(text, now)
  return value == null ? value : new Date(value + 8 * 3_600_000).toISOString().slice(0, 10)
}

describe('shapes and their traps', () => {
  test.each([
    ['K787+532处', ['stake:K787+532']],
    ['K787+532至K790段', ['stake:K787+532', 'stake:K790']],
    ['桩号787+532左侧', ['stake:K787+532']],
    ['787公里532米处', ['stake:K787+532']],
    ['匝道AK0+120', ['stake:AK0+120']],
    ['K787次列车', []],
    ['G311国道、311国道与国道311线', ['road:G311', 'road:G311', 'road:G311']],
    ['G7峰会', []],
    ['G7高速拥堵', ['road:G7']],
    ['5G信号', []],
    ['12328、12345和110', []],
    ['3路公交', ['line:3路']],
    ['3路由器', []],
    ['三路人马', []],
    ['3、5、7路公交', ['line:3路', 'line:5路', 'line:7路']],
    ['7：37，7路车', ['line:7路']],
    ['2024路', []],
    ['一路平安', []],
    ['十字路口', []],
    ['3号线和3号线索', ['line:3号线']],
    ['豫K的车', []],
    ['豫KA1234', ['plate:豫K***']],
    ['豫K·D12345', ['plate:豫K***']],
    ['粤B2024款', []],
    ['司机站在门口', []],
    ['上坪村到白石镇', ['place:上坪村', 'place:白石镇']],
    ['北岭客运站和望湖公园站', ['station:北岭客运站', 'station:望湖公园站']],
    ['云西收费站', ['station:云西收费站']],
    ['一元化和元旦', ['date:元旦']],
    ['两块广告牌', []],
    ['核载7人', []],
    ['第3名', []],
  ])('%s names %j', (text, names) => {
    expect(said(text)).toEqual(names)
  })
})

test('an alias links to the entry of the table, a code found by shape too, what stands in no table to nothing', () => {
  const links = (text: string) => read(text).map(({ name, id }) => [name, id])
  expect(links('云州公交和云州公交集团')).toEqual([
    ['云州公交集团', 'firm-1'],
    ['云州公交集团', 'firm-1'],
  ])
  expect(links('坐203路走311国道，G311K5+200处')).toEqual([
    ['203路', 'line-203'],
    ['G311', 'road-311'],
    ['G311', 'road-311'],
    ['K5+200', null],
  ])
  expect(links('滴滴司机')).toEqual([['滴滴出行', null]])
})

describe('dates are told from the day the mention was seen', () => {
  test.each([
    ['昨天', '2026-11-23'],
    ['上周五', '2026-11-20'],
    ['12月1日', '2026-12-01'],
    ['3月15日', '2026-03-15'],
    ['26号', '2026-11-26'],
    ['去年12月1日', '2025-12-01'],
    ['上月15日', '2026-10-15'],
    ['三天前', '2026-11-21'],
    ['半个月前', '2026-11-09'],
    ['二〇二六年三月', '2026-03-01'],
    ['2026-07-08', '2026-07-08'],
    ['下周一', '2026-11-30'],
  ])('%s is %s', (text, expected) => {
    expect(day(text)).toBe(expected)
  })

  test('a day to come early next year, and one of late last year', () => {
    expect(day('1月5日', fromWallClock(2026, 12, 28))).toBe('2027-01-05')
    expect(day('12月28日', fromWallClock(2027, 1, 5))).toBe('2026-12-28')
  })

  test('the second day of a range is of the first one’s month', () => {
    const ends = read('10月30日至31日').map(({ value }) => value)
    expect(ends).toEqual([fromWallClock(2026, 10, 30), fromWallClock(2026, 10, 31)])
  })

  test.each(['每周五', '3号楼', '26号门', '3日内', '月票'])('%s is no date', text => {
    expect(said(text).filter(name => name.startsWith('date'))).toEqual([])
  })

  test('a day without a year lies within nine months of the past and half a year of the future', () => {
    const inYear = fc.integer({ min: 0, max: 364 })
    fc.assert(
      fc.property(inYear, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }), (offset, month, date) => {
        const now = fromWallClock(2026, 1, 1) + offset * 86_400_000
        const days = (nearestYear(now, month, date) - now) / 86_400_000
        expect(days).toBeGreaterThanOrEqual(-276)
        expect(days).toBeLessThanOrEqual(184)
      }),
      { numRuns: 300 },
    )
  })
})

describe('money and people come to a figure', () => {
  test.each([
    ['三万余元', 30_000],
    ['1.5亿元', 150_000_000],
    ['5角', 0.5],
    ['两千块', 2000],
    ['三块五', 3.5],
    ['1元6角', 1.6],
    ['￥1,280.50', 1280.5],
    ['数万元', null],
    ['200美元', null],
    ['三十余名司机', 30],
    ['上百名村民', 100],
    ['2000多人', 2000],
    ['数十名司机', null],
    ['十几个人', 10],
    ['七八个人', 7],
    ['三四十名学生', 30],
    ['十二名学生', 12],
    ['1.2万名驾驶员', 12_000],
  ])('%s is %s', (text, value) => {
    expect(worth(text)).toBe(value)
  })

  test('every Chinese numeral below ten thousand is read back', () => {
    const digits = '零一二三四五六七八九'
    const written = (n: number): string => {
      const places = [...String(n)].map(Number)
      const text = places.map((d, i) =>
        d === 0 ? '零' : `${digits[d]}${['', '十', '百', '千'][places.length - 1 - i]}`,
      )
      return text.join('').replace(/零+/g, '零').replace(/零$/, '')
    }
    for (let n = 1; n < 10_000; n++) if (numeral(written(n)) !== n) throw new Error(`${n}: ${numeral(written(n))}`)
  })

  test('any run of number characters gives a number, nothing, or null: never NaN', () => {
    const part = fc.constantFrom(...'0123456789.,零一二两三十百千万亿半几数余多来上近第元')
    fc.assert(
      fc.property(fc.array(part, { maxLength: 14 }), parts => {
        const run = parts.join('')
        const value = numberBefore(run, run.length)?.value ?? 0
        expect(Number.isNaN(value)).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})

test('what is found overlaps only where a name of the table stands inside a longer one, and lies in order', () => {
  const part = fc.constantFrom(
    ...'云安区,交通运输局,G311,K787+532,至,K790,3路,公交,豫KA1234,12月1日,昨天,三十余名,司机,1.5亿,元,北岭,客运站,澄江大道,公司,顺达驾校,上,百,0,路,号,村'.split(
      ',',
    ),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), parts => {
      const found = read(parts.join('')).map(({ span, id }) => ({ ...span, id }))
      found.forEach((one, n) => {
        expect(one.to).toBeGreaterThan(one.from)
        for (const other of found.slice(n + 1)) {
          expect(other.from).toBeGreaterThanOrEqual(one.from)
          if (other.from < one.to) expect(other.id ?? one.id).not.toBeNull()
        }
      })
    }),
    { numRuns: 300 },
  )
})

test('where private plates were masked before, a whole one is an operating vehicle’s and is told whole', () => {
  const told = (text: string, whole: boolean) => findNumbered(text, true, whole).map(({ name }) => name)
  expect(told('豫k·d12345撞了豫k8**6a', true)).toEqual(['豫KD12345', '豫K***'])
  expect(told('豫k·d12345撞了豫k8**6a', false)).toEqual(['豫K***', '豫K***'])
})

test('a long run of digits, letters or number words takes no long time', () => {
  for (const run of ['1', 'k', '三', 'k1+', '1月', '豫k', '百', '10公里']) {
    const long = run.repeat(20_000 / run.length)
    expect(findNumbered(long, true).length).toBeGreaterThanOrEqual(0)
    expect(read(long).length).toBeLessThanOrEqual(60)
  }
}, 2000)

test('finds nine of ten and is right nine times of ten on the sentences held back', () => {
  const total = { marked: 0, found: 0, right: 0 }
  for (const { marked, found, right } of scoreEntities(sentencesOf('held back')).tallies.values()) {
    total.marked += marked
    total.found += found
    total.right += right
  }
  expect(total.marked).toBeGreaterThan(250)
  expect(total.right / total.found).toBeGreaterThan(0.9)
  expect(total.right / total.marked).toBeGreaterThan(0.9)
})
