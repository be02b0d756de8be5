import { BlockList, isIP } from 'node:net'
import { Rejected } from '@guanlan/domain'
import { buildConnector } from 'undici'

const V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** With the forms that carry a v4 address inside: NAT64, 6to4 and Teredo could lead into the house by another name. */
const V6 = [
  '::/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

const closed = new BlockList()
for (const range of V4) closed.addSubnet(range.split('/')[0]!, Number(range.split('/')[1]), 'ipv4')
for (const range of V6) closed.addSubnet(range.split('/')[0]!, Number(range.split('/')[1]), 'ipv6')

/** Whether an IP address is not of the public internet: loopback, private, link-local, shared, documentation, multicast, v4 inside v6. */
export function isClosedAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  const family = isIP(bare)
  return family === 0 ? false : closed.check(bare, family === 4 ? 'ipv4' : 'ipv6')
}

/** Which `host:port` may be private; as written in the configuration, case ignored. */
export function allowList(entries: readonly string[]): (host: string, port: number) => boolean {
  const allowed = new Set(entries.map(entry => entry.trim().toLowerCase()))
  return (host, port) => allowed.has(`${host.toLowerCase()}:${port}`)
}

/** Whether a site is on the list. */
export function onList(entries: readonly string[]): (site: URL) => boolean {
  const allowed = allowList(entries)
  return site => allowed(site.hostname, Number(site.port) || (site.protocol === 'https:' ? 443 : 80))
}

/**
 * A connector that looks at the address really dialled, so that neither a literal, nor a name that points inward, nor one
 * that changes between look-up and dial gets through. The socket is destroyed before a byte of ours is written.
 */
export function guardedConnector(
  allowed: (host: string, port: number) => boolean,
  connectTimeoutMs: number,
): buildConnector.connector {
  const dial = buildConnector({ timeout: connectTimeoutMs })
  return (options, callback) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    const free = allowed(options.hostname, port)
    if (!free && isClosedAddress(options.hostname)) return callback(privateAddress(options.hostname), null)
    dial(options, (...result) => {
      const [error, socket] = result
      if (error !== null) return callback(error, null)
      const address = socket.remoteAddress
      if (!free && (address === undefined || isClosedAddress(address))) {
        socket.destroy()
        return callback(privateAddress(options.hostname), null)
      }
      callback(null, socket)
    })
  }
}

function privateAddress(host: string): Rejected {
  return new Rejected('fetch/private-address', { detail: host })
}
