import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { NotFound } from '@guanlan/domain'
import type { FastifyInstance } from 'fastify'

const PLACEHOLDER = '__NONCE__'

/**
 * Serves the built console: its files as they are, index.html with this answer's nonce, and index.html for every path that
 * is a page of the console. Without a folder there is only the API.
 */
export async function serveConsole(app: FastifyInstance, folder: string | null): Promise<void> {
  const index = folder === null ? null : await readFile(join(folder, 'index.html'), 'utf8')
  if (folder !== null) {
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      maxAge: '1y',
      immutable: true,
      allowedPath: path => path !== '/index.html' && path !== '/',
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !/^\/(api|door|assets)\//.test(request.url)
    if (index === null || !page) throw new NotFound('http/no-such-page', { detail: request.url.slice(0, 200) })
    return reply
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(index.replaceAll(PLACEHOLDER, request.nonce))
  })
}
