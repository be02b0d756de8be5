import type { AddressGuard } from '@guanlan/runtime'
import { portOf } from '@guanlan/runtime'
import { buildConnector } from 'undici'

/**
 * A connector for undici that dials only where the guard lets it: nothing is sent, nor a handshake begun, to an address of the house,
 * whether it came as a literal, as a name that points inward, or as one that changes between look-up and dial.
 */
export function guardedConnector(guard: AddressGuard, connectTimeoutMs: number): buildConnector.connector {
  return (options, callback) => {
    const host = options.hostname
    const port = portOf({ port: options.port, protocol: options.protocol })
    try {
      guard.checkHost(host, port)
    } catch (error) {
      return callback(error as Error, null)
    }
    const dial = buildConnector({ timeout: connectTimeoutMs, lookup: guard.lookupFor(host, port) })
    dial(options, (...result) => {
      const [error, socket] = result
      if (error !== null) return callback(error, null)
      try {
        guard.checkDialled(socket.remoteAddress, host, port)
      } catch (refusal) {
        socket.destroy()
        return callback(refusal as Error, null)
      }
      callback(null, socket)
    })
  }
}
