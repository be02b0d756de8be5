import { expect, test } from 'vitest'
import { crash, shown } from './ingest-crash.ts'

test('kill -9 during intake, ten times: what a door answered 202 for is there, once, in order', async () => {
  const report = await crash(10, 20261124, () => {})
  console.log(shown(report))
  expect(report).toMatchObject({ kills: 10, lost: 0, doubled: 0, strangers: 0, deadLetters: 0, disordered: [] })
  expect(report.searchable).toBe(report.acknowledged)
  expect(report.acknowledged).toBeGreaterThan(100)
  expect(report.failures).toBeGreaterThan(0) // else no kill met a request on its way
  expect(report.verdict.ok).toBe(true)
  expect(report.exitCode).toBe(0)
}, 300_000)
