import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { decodeIdf, encodeIdf, readIdf } from './idf.ts'
import { readDictionary } from './segment.ts'
import { decodeModel, encodeModel, readModel } from './sentiment-model.ts'
import { FILTERS, WINDOW } from './sentiment-windows.ts'

const folder = mkdtempSync(join(tmpdir(), 'guanlan-text-'))
afterAll(() => rmSync(folder, { recursive: true }))

const table = (rows: number, from: number) =>
  Int8Array.from({ length: rows * WINDOW * FILTERS }, (_, at) => ((at + from) % 255) - 127)
const parts = {
  bits: 2,
  weights: Int8Array.from([1, -2, 3, -4, 5, -6, 7, -8, 9, -10, 11, -127]),
  scales: [0.5, 0.25, 0.125],
  biases: [0, -0.5, 1],
  windows: {
    letters: Uint16Array.of(0x597d),
    letterTable: table(3, 0),
    wordBits: 1,
    wordTable: table(3, 100),
    steps: [0.01, 0.02] as const,
    out: Array.from({ length: 2 * FILTERS * 3 }, (_, at) => at / 8),
  },
  reviewing: { bits: 2, weights: Int8Array.of(7, -7, 0, 1), scale: 0.25, bias: -1, shift: [0, -1, 1] },
  stretch: 0.7,
  registers: [{ name: 'all', shift: [0, 0.5, 0], stretch: 1 }],
}
const small = encodeModel(parts)
const damaged = { name: 'Rejected', code: 'text/model-damaged' }

test('a model file gives back what was written', () => {
  const { version, ...read } = decodeModel(small)
  expect(read).toEqual(parts)
  expect(version).toMatch(/^[0-9a-f]{12}$/)
})

test('a model file cut at any length, altered anywhere, or of another make is refused by name', () => {
  for (let length = 0; length < small.length; length++) {
    expect(() => decodeModel(small.subarray(0, length))).toThrow(expect.objectContaining(damaged))
  }
  for (let at = 0; at < small.length; at++) {
    const altered = Buffer.from(small)
    altered[at]! ^= 1
    expect(() => decodeModel(altered)).toThrow(expect.objectContaining(damaged))
  }
})

test('a missing file is Unavailable: it may be mounted later', () => {
  const missing = { name: 'Unavailable', code: 'text/model-missing' }
  expect(() => readModel(join(folder, 'none.bin'))).toThrow(expect.objectContaining(missing))
  expect(() => readIdf(join(folder, 'none.bin'))).toThrow(expect.objectContaining(missing))
})

test('the committed model and table are whole', () => {
  const { bits, registers } = readModel()
  expect(bits).toBeGreaterThan(15)
  expect(registers.length).toBeGreaterThan(1)
  const idf = readIdf()
  expect(idf('一个从未有过的词')).toBeGreaterThan(idf('公交'))
})

test('a word in fewer texts is rarer, and a cut table is refused', () => {
  const counts = [
    ['公交', 500],
    ['渡口', 5],
  ] as const
  const bytes = encodeIdf(new Map(counts), 1000)
  const idf = decodeIdf(bytes)
  expect(idf('渡口')).toBeGreaterThan(idf('公交'))
  expect(idf('公交')).toBeCloseTo(Math.log(1001 / 501), 1)
  expect(() => decodeIdf(bytes.subarray(0, 999))).toThrow(expect.objectContaining(damaged))
})

test('a dictionary with a broken line is refused with its number before the native library sees it', () => {
  const path = join(folder, 'words.txt')
  writeFileSync(path, '网约车\n治超 站\n')
  const broken = { name: 'Rejected', code: 'text/dictionary-broken', detail: 'line 2' }
  expect(() => readDictionary(path)).toThrow(expect.objectContaining(broken))
  const missing = { name: 'Unavailable', code: 'text/dictionary-missing' }
  expect(() => readDictionary(join(folder, 'none.txt'))).toThrow(expect.objectContaining(missing))
  writeFileSync(path, '网约车\n治超站\n')
  expect(readDictionary(path).words).toEqual(['网约车', '治超站'])
})
