import { connect, createServer, type Server } from 'node:net'

/** Below the range from which systems lend ports to outgoing connections: a killed server finds its port free when it comes back. */
const LOWEST = 15_000
const HIGHEST = 29_999

/** `count` different ports of 127.0.0.1 that nothing listens on now; another process may still be quicker, so callers try again. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held: Server[] = []
  try {
    const ports: number[] = []
    while (ports.length < count) {
      const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST + 1))
      const server = await listen(port)
      if (server === null) continue
      held.push(server)
      ports.push(port)
    }
    return ports
  } finally {
    await Promise.all(held.map(server => new Promise(done => server.close(done))))
  }
}

function listen(port: number): Promise<Server | null> {
  return new Promise(resolve => {
    const server = createServer()
    server.once('error', () => resolve(null))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

/** Whether something accepts connections on this port of 127.0.0.1. */
export function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port })
    const answer = (yes: boolean) => {
      socket.destroy()
      resolve(yes)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
}
