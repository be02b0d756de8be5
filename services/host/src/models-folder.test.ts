import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepModel, modelsFolder, ownModels, useModels } from './models-folder.ts'
import { fallen, noiseOf } from './train-command.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-models-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('without a word of its own a bureau uses the models of the house', () => {
  expect(ownModels(join(folder, 'none'))).toEqual({ sentiment: null, government: null, trainedAt: null })
  expect(modelsFolder({ models: '', data: folder })).toBe(join(folder, 'models'))
  expect(modelsFolder({ models: '/elsewhere', data: folder })).toBe('/elsewhere')
})

test('a kept model lies under its version; the ones in use are named beside it, whole or not at all', () => {
  const first = keepModel(folder, 'sentiment-1.bin', new Uint8Array([1]))
  useModels(folder, { sentiment: first, government: null, trainedAt: 7 })
  const second = keepModel(folder, 'sentiment-2.bin', new Uint8Array([2]))
  expect(ownModels(folder)).toEqual({ sentiment: first, government: null, trainedAt: 7 })
  useModels(folder, { sentiment: second, government: null, trainedAt: 8 })
  expect(ownModels(folder).sentiment).toBe(second)
  expect([...readFileSync(first)]).toEqual([1])
})

test.each(['', '{"sentiment":', 'null'])('a broken list of models is named: %j', text => {
  writeFileSync(join(folder, 'current.json'), text)
  expect(() => ownModels(folder)).toThrow(expect.objectContaining({ code: 'models/damaged' }))
})

test('a name never leads out of the folder', () => {
  writeFileSync(join(folder, 'current.json'), JSON.stringify({ sentiment: '../../etc/passwd', government: 7 }))
  expect(ownModels(folder)).toMatchObject({ sentiment: join(folder, 'passwd'), government: null })
})

test('a part falls when it is worse by more than chance explains', () => {
  const compared = (texts: number, before: number | null, after: number) => ({
    part: `${texts}`,
    before: before === null ? null : { macroF1: before },
    after: { macroF1: after, texts },
  })
  expect(noiseOf(10_000)).toBe(0.01)
  expect(noiseOf(100)).toBe(0.05)
  const figures = [
    compared(10_000, 0.83, 0.821),
    compared(10_000, 0.83, 0.819),
    compared(100, 0.83, 0.79),
    compared(100, 0.83, 0.77),
    compared(100, null, 0),
    compared(10_000, 0.5, 0.9),
  ]
  expect(fallen(figures)).toEqual([figures[1], figures[3]])
})
