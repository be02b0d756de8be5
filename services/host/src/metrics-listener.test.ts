import { createServer } from 'node:net'
import { openLog } from '@guanlan/runtime'
import { expect, test } from 'vitest'
import { openMetricsListener } from './metrics-listener.ts'

const log = openLog('silent')
const place = { host: '127.0.0.1', metricsPort: 0 }

test('a process that serves nobody says that it stands, and its figures', async () => {
  const { address, stop } = await openMetricsListener(place, async () => 'guanlan_bus_lag 7\n', log)
  try {
    const health = await fetch(`${address}/healthz`)
    expect([health.status, await health.json()]).toEqual([200, { ok: true }])
    const metrics = await fetch(`${address}/metrics`)
    expect(metrics.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    expect(await metrics.text()).toBe('guanlan_bus_lag 7\n')
  } finally {
    await stop()
  }
})

test('a port that is taken stops the start by its address', async () => {
  const holder = createServer()
  await new Promise<void>(settle => holder.listen(0, '127.0.0.1', settle))
  const { port } = holder.address() as { port: number }
  const opening = openMetricsListener({ ...place, metricsPort: port }, async () => '', log)
  await expect(opening).rejects.toMatchObject({ code: 'host/port-taken', detail: `127.0.0.1:${port}` })
  holder.close()
})
