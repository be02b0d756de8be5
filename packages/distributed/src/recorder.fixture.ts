import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a server of our own answers: 200, JSON and Elasticsearch's name unless said otherwise. */
export type Answer = Readonly<{ status?: number; body?: unknown; product?: boolean; type?: string }>

/** A request as it came in. */
export type Asked = Readonly<{ path: string; headers: IncomingMessage['headers']; body: string }>

/** A server that answers as it is told and remembers what it was asked. */
export async function recorder(
  answer: (request: IncomingMessage, body: string) => Answer,
): Promise<Readonly<{ asked: readonly Asked[]; url: string; close: () => Promise<void> }>> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    asked.push({ path: request.url ?? '', headers: request.headers, body: text })
    const { status = 200, body = {}, product = true, type = 'application/json' } = answer(request, text)
    response.writeHead(status, { 'content-type': type, ...(product ? { 'x-elastic-product': 'Elasticsearch' } : {}) })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    asked,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

/** Answers the greeting as Elasticsearch of a version would. */
export const elasticsearch =
  (version: string) =>
  ({ url }: IncomingMessage): Answer =>
    url?.startsWith('/_cluster/health')
      ? { body: { cluster_name: 'c', status: 'green' } }
      : { body: { nodes: { n: { version } } } }
