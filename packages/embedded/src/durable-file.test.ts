import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFile, replaceFile } from './durable-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guanlan-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

test('replaces a file whole, making its folder, leaving no draft', async () => {
  const path = join(folder, 'a', 'b', 'file')
  await replaceFile(path, 'first')
  await replaceFile(path, 'second')
  expect(readFileSync(path, 'utf8')).toBe('second')
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['file'])
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('of many who create one file exactly one does', async () => {
  const path = join(folder, 'file')
  const created = await Promise.all(Array.from({ length: 10 }, (_, n) => createFile(path, `${n}`)))
  const winner = created.indexOf(true)
  expect(created.filter(Boolean)).toHaveLength(1)
  expect(readFileSync(path, 'utf8')).toBe(`${winner}`)
  expect(readdirSync(folder)).toEqual(['file'])
})

test('what the file system refuses is away, not a bug', async () => {
  writeFileSync(join(folder, 'file'), '')
  const beneath = join(folder, 'file', 'x')
  await expect(replaceFile(beneath, '')).rejects.toMatchObject({ name: 'Unavailable', code: 'data/away', detail: 'x' })
  await expect(createFile(beneath, '')).rejects.toMatchObject({ name: 'Unavailable', code: 'data/away' })
})
