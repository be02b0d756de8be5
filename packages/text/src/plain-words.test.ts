import { readFileSync } from 'node:fs'
import { Rejected, Unavailable } from '@guanlan/domain'
import { expect, test } from 'vitest'
import { decodePlainWords, encodePlainWords, PLAIN_WORDS, readPlainWords } from './plain-words.ts'

test('common words are told from names', () => {
  const plain = readPlainWords()
  expect(['接受', '统筹', '偏远'].map(plain)).toEqual(['act', 'act', 'act'])
  expect(['优势', '农业'].map(plain)).toEqual(['thing', 'thing'])
  expect(['望湖', '青坡', '幸福'].map(plain)).toEqual([null, null, null])
})

test('what was put in is found again', () => {
  const plain = decodePlainWords(encodePlainWords(['行驶', '停运'], ['车辆']))
  expect(['行驶', '停运', '车辆', '云溪'].map(plain)).toEqual(['act', 'act', 'thing', null])
})

test('a file cut short, altered or missing is told, not used', () => {
  const bytes = readFileSync(PLAIN_WORDS)
  const altered = Buffer.from(bytes)
  altered[1000]! ^= 1
  for (const broken of [bytes.subarray(0, 1000), altered, Buffer.alloc(0)]) {
    expect(() => decodePlainWords(broken)).toThrow(expect.objectContaining({ code: 'text/model-damaged' }))
    expect(() => decodePlainWords(broken)).toThrow(Rejected)
  }
  expect(() => readPlainWords(`${PLAIN_WORDS}.none`)).toThrow(Unavailable)
})
