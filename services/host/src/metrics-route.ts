import type { FastifyPluginAsync } from 'fastify'

/** GET /metrics: figures of this process and what waits in the streams, as Prometheus reads them. No mention, no person is in them. */
export const metricsRoute =
  (metrics: () => Promise<string>): FastifyPluginAsync =>
  async app => {
    app.get(
      '/metrics',
      { schema: { tags: ['运行'], summary: 'Prometheus 指标', response: { 200: { type: 'string' } } } },
      async (_request, reply) => reply.type('text/plain; version=0.0.4; charset=utf-8').send(await metrics()),
    )
  }
