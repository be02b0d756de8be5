import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Rejected } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { foldWords, loadSegmenter, readDictionary, TRANSPORT_DICTIONARY } from './segment.ts'

test.each([
  ['网约车', '巡游车', '农村公路', '治超站', '从业资格证'],
  ['4s店', 'etc', '百吨王', '公交站亭', '顺风车', '份子钱'],
  ['超限率', '施救费', '渡船', '驾校', '罢运', '公交专用道'],
])('words of the trade stay whole: %s %s %s', (...words) => {
  expect(loadSegmenter().cut(words.join('，'))).toEqual(words.flatMap((word, at) => (at === 0 ? [word] : ['，', word])))
})

test('the committed dictionary is what text is folded to, sorted, each word once', () => {
  const { words } = readDictionary(TRANSPORT_DICTIONARY)
  expect(foldWords(words)).toEqual(words)
})

test('no word is listed that the segmenter itself holds with more weight', () => {
  const own = new Map<string, number>()
  const { DEFAULT_DICT } = createRequire(import.meta.url)('nodejieba') as { DEFAULT_DICT: string }
  for (const line of readFileSync(DEFAULT_DICT, 'utf8').split('\n')) {
    const [word, count] = line.split(' ')
    own.set(word!, Number(count))
  }
  const middle = [...own.values()].sort((a, b) => a - b)[own.size >> 1]!
  const { words } = readDictionary(TRANSPORT_DICTIONARY)
  const heavier = words.filter(word => (own.get(word) ?? 0) > middle)
  expect(heavier).toEqual(['便道', '占道', '报站', '省道']) // these it cuts apart all the same
})

test("the bureau's own words hold too, are folded, and stand in the version", () => {
  const plain = loadSegmenter()
  expect(plain.cut('迎宾苑二期门口的BD12专线'.toLowerCase())).not.toContain('迎宾苑二期')
  const own = loadSegmenter(undefined, ['迎賓苑二期', 'BD12专线'])
  expect(own.cut('迎宾苑二期门口的bd12专线')).toEqual(['迎宾苑二期', '门口', '的', 'bd12专线'])
  expect(own.version).toMatch(/^[0-9a-f]{12}\+[0-9a-f]{8}$/)
  expect(own.version.split('+')[0]).toBe(plain.version)
  expect(loadSegmenter(undefined, ['bd12专线', '迎宾苑二期', '迎宾苑二期']).version).toBe(own.version)
  expect(() => plain.cut('云州')).toThrow('another dictionary') // rather than words that its version does not name
  expect(loadSegmenter(undefined, ['路口']).cut('堵 路口')).toEqual(['堵', ' ', '路口']) // a word already: it loses no weight
  expect(loadSegmenter().cut('')).toEqual([])
})

test.each([
  ['一', '"一"'],
  ['云州 东站', '"云州 东站"'],
  ['一条长得没有人会去说也没有人会去写的没用的词语', '"一条长得没有人会去说也没有人会去写的没用的词语"'],
  ['', '""'],
  ['a\nb', '"a\\nb"'],
])('%j is no word and is named', (word, named) => {
  expect(() => foldWords(['好词', word])).toThrow(new Rejected('text/dictionary-broken', { detail: named }))
})

test('a broken line is told by its number, a file that is away by its path', () => {
  const path = join(tmpdir(), `guanlan-dictionary-${process.pid}.txt`)
  writeFileSync(path, '网约车\n巡游 车\n')
  expect(() => loadSegmenter(path)).toThrow(new Rejected('text/dictionary-broken', { detail: 'line 2' }))
  expect(() => loadSegmenter(`${path}.none`)).toThrow(expect.objectContaining({ code: 'text/dictionary-missing' }))
})
