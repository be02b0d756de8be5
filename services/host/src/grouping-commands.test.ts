import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, expect, test } from 'vitest'
import { clusterCommand } from './cluster-command.ts'
import { similarCommand } from './similar-command.ts'

const folder = mkdtempSync(join(tmpdir(), 'guanlan-grouping-'))
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  process.exitCode = undefined
})

const lines = (rows: readonly unknown[]) =>
  rows.map(row => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n')

/** Writes the rows, gzipped, and runs a command from them to a file; returns its rows. */
async function ran(
  command: (options: { in: string; out: string; closeness: number }) => Promise<void>,
  rows: readonly unknown[],
): Promise<readonly Record<string, unknown>[]> {
  const [from, to] = [join(folder, 'in.ndjson.gz'), join(folder, 'out.ndjson')]
  writeFileSync(from, gzipSync(lines(rows)))
  await command({ in: from, out: to, closeness: 1 })
  const text = readFileSync(to, 'utf8').trim()
  return text === '' ? [] : text.split('\n').map(line => JSON.parse(line) as Record<string, unknown>)
}

const BRIDGE = '石桥镇大桥今晨封闭检修，两岸司机绕行二十公里'

test('messages keep their ids and the order of the file; the same happening has one event whatever its time is written like', async () => {
  const events = await ran(clusterCommand, [
    { id: 'late', text: `${BRIDGE}，苦不堪言`, time: '2026-02-28 12:40:00' },
    { id: 7, title: '封桥', text: BRIDGE, time: '2026/2/28 11:25:05', likes: 3 },
    { id: 'other', text: '驾校收了学费却不排课，要求退费', time: '2026/2/28 11:30:00' },
    { id: 'blank', text: '' },
  ])
  expect(events.map(({ id }) => id)).toEqual(['late', 7, 'other', 'blank'])
  expect(events[0]!.event).toBe(events[1]!.event)
  expect(new Set(events.map(({ event }) => event)).size).toBe(3)
  expect(process.exitCode).toBeUndefined()
})

test('rows that are none are told and left out, and the command says so by its exit code', async () => {
  const rows = [{ id: 1, text: BRIDGE }, 'not json', { text: BRIDGE }, { id: 2, text: 5 }, { id: 3, time: '昨日' }]
  expect(await ran(clusterCommand, rows)).toHaveLength(1)
  expect(process.exitCode).toBe(1)
})

test('pairs have a score each, and a row without an id is named by its number', async () => {
  const scores = await ran(similarCommand, [{ a: BRIDGE, b: BRIDGE }, '[]', { id: 'x', a: BRIDGE, b: '驾校要求退费' }])
  expect(scores.map(({ id }) => id)).toEqual([1, 'x'])
  expect(scores[0]!.score).toBeGreaterThan(0.5)
  expect(scores[1]!.score).toBeLessThan(0.5)
  expect(process.exitCode).toBe(1)
})
