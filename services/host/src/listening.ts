import type { AddressInfo } from 'node:net'
import { Unavailable } from '@guanlan/domain'
import type { FastifyInstance } from 'fastify'

/** Starts to listen and gives the address; port 0 is any that is free. @throws {Unavailable} host/port-taken naming the address */
export async function listening(app: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await app.close()
    throw new Unavailable('host/port-taken', { cause, detail: `${host}:${port}` })
  }
  const taken = (app.server.address() as AddressInfo).port
  return `http://${host.includes(':') ? `[${host}]` : host}:${taken}`
}
