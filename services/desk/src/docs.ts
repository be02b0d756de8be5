import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { API_PAGES_POLICY, withPolicy } from './content-policy.ts'

/** Collects the schema of every route registered after it. */
export async function describeApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: '观澜接口',
        version: '1',
        description: '网页界面所用的全部接口。错误按 RFC 9457，代码见 docs/errors.md。',
      },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'guanlan' } } },
      security: [{ session: [] }],
    },
  })
}

/** GET /api/docs pages for people, GET /api/openapi.json for machines; only these pages may write their styles inline. */
export async function showApi(app: FastifyInstance): Promise<void> {
  await app.register(async scope => {
    scope.addHook('onSend', async (_request, reply) => {
      withPolicy(reply, API_PAGES_POLICY)
    })
    await scope.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: false })
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}
