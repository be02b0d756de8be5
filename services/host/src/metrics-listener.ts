import type { Log, Stop } from '@guanlan/runtime'
import { bareListener } from './bare-listener.ts'
import { listening } from './listening.ts'
import { metricsRoute } from './metrics-route.ts'

/** Where a process is looked at that serves nobody else. */
export type MetricsListener = Readonly<{ address: string; stop: Stop }>

/** /metrics and /healthz for a process that has no listener of its own. @throws {Unavailable} host/port-taken */
export async function openMetricsListener(
  { host, metricsPort }: Readonly<{ host: string; metricsPort: number }>,
  metrics: () => Promise<string>,
  log: Log,
): Promise<MetricsListener> {
  const app = bareListener(log)
  await app.register(metricsRoute(metrics))
  return { address: await listening(app, host, metricsPort), stop: async () => void (await app.close()) }
}
