import { expect, test } from 'vitest'
import { busCounts, metricsText } from './bus-metrics.ts'

test('counts what was done and tells it in the text format', () => {
  const counts = busCounts()
  counts.appended('raw', 2)
  counts.appended('raw', 3)
  counts.consumed('raw', 'ingest', 4)
  counts.setAside('raw', 'ingest', 0)
  counts.setAside('raw', 'a"b\\c', 1)
  const metrics = counts.metrics([{ stream: 'raw', group: 'ingest', waiting: 7 }], [{ stream: 'raw', waiting: 1 }])
  const lines = metricsText(metrics).split('\n')
  expect(lines).toContain('guanlan_bus_appended_total{stream="raw"} 5')
  expect(lines).toContain('guanlan_bus_appended_total{stream="mentions"} 0')
  expect(lines).toContain('guanlan_bus_consumed_total{stream="raw",group="ingest"} 4')
  expect(lines).toContain('guanlan_bus_set_aside_total{stream="raw",group="a\\"b\\\\c"} 1')
  expect(lines).toContain('guanlan_bus_lag{stream="raw",group="ingest"} 7')
  expect(lines).toContain('guanlan_bus_dead_letters{stream="raw"} 1')
  expect(lines.filter(line => line === '# TYPE guanlan_bus_appended_total counter')).toHaveLength(1)
  expect(lines.at(-1)).toBe('')
})
