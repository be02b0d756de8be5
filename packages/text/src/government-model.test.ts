import { expect, test } from 'vitest'
import { decodeGovernment, encodeGovernment, readGovernment } from './government-model.ts'

const small = encodeGovernment({
  bits: 1,
  rows: Int8Array.from([1, -2, 3, -4, 5, -6, 7, 100, -1, 2, -3, 4, -5, 6, -127, 0]),
  scales: [0.5, 0.25, 0.125, 1, 2, 4, 8],
  biases: [0, -0.5, 1, 0, 0, 0, -1],
})
const damaged = { name: 'Rejected', code: 'text/model-damaged' }

test('a model file gives back what was written', () => {
  const { bits, rows, scales, biases, version } = decodeGovernment(small)
  expect([bits, scales, biases]).toEqual([1, [0.5, 0.25, 0.125, 1, 2, 4, 8], [0, -0.5, 1, 0, 0, 0, -1]])
  expect([...rows]).toEqual([1, -2, 3, -4, 5, -6, 7, 100, -1, 2, -3, 4, -5, 6, -127, 0])
  expect(version).toMatch(/^[0-9a-f]{12}$/)
})

test('a model file cut at any length or altered anywhere is refused by name', () => {
  for (let length = 0; length < small.length; length++) {
    expect(() => decodeGovernment(small.subarray(0, length))).toThrow(expect.objectContaining(damaged))
  }
  for (let at = 0; at < small.length; at++) {
    const altered = Buffer.from(small)
    altered[at]! ^= 1
    expect(() => decodeGovernment(altered)).toThrow(expect.objectContaining(damaged))
  }
})

test('a missing file is Unavailable: it may be mounted later', () => {
  const missing = { name: 'Unavailable', code: 'text/model-missing' }
  expect(() => readGovernment('/nowhere/government.bin')).toThrow(expect.objectContaining(missing))
})

test('the committed model is whole and at most 3 MB', () => {
  expect(readGovernment().rows.length).toBeLessThanOrEqual(3_000_000)
})
