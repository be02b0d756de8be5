import { type LookupAddress, lookup as resolveName } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Rejected } from '@guanlan/domain'

/** IANA's special-purpose registry for IPv4: nothing in it is of the public internet. 100.64/10 is carrier-grade NAT. */
const V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]
/** Cloud metadata that stands outside those ranges: Azure's host and Alibaba Cloud's. */
const METADATA = ['168.63.129.16/32', '100.100.100.200/32']
/** With the forms that carry a v4 address inside: NAT64, SIIT, 6to4 and Teredo could lead into the house by another name. */
const V6 = [
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/32',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
]

const closed = new BlockList()
for (const range of [...V4, ...METADATA]) closed.addSubnet(range.split('/')[0]!, Number(range.split('/')[1]), 'ipv4')
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
  return site => allowed(site.hostname, portOf(site))
}

/** The port a URL's server listens on. */
export function portOf({ port, protocol }: Pick<URL, 'port' | 'protocol'>): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80)
}

export type GuardOptions = Readonly<{
  allowPrivate: readonly string[] // host:port
  lookup?: LookupFunction // default the system's
  isClosed?: (address: string) => boolean // default isClosedAddress
}>

/**
 * What whoever dials outward asks: the crawler, and any receiver that is an address. Three looks, since each closes a door the others
 * leave open: at a literal, at what a name resolves to before anything is dialled, and at the address the socket really has.
 */
export type AddressGuard = Readonly<{
  /** @throws {Rejected} fetch/private-address for a literal of the house that is not on the list */
  checkHost(host: string, port: number): void
  /** For `net.connect`: fails with fetch/private-address when a name resolves to the house, even in part; whoever resolves it anew is checked anew. */
  lookupFor(host: string, port: number): LookupFunction
  /** @throws {Rejected} fetch/private-address when the socket ended up in the house after all */
  checkDialled(address: string | undefined, host: string, port: number): void
}>

/** Opens a guard over the list of addresses that may be private. */
export function addressGuard(options: GuardOptions): AddressGuard {
  const allowed = allowList(options.allowPrivate)
  const { lookup = resolveName as LookupFunction, isClosed = isClosedAddress } = options
  return {
    checkHost(host, port) {
      if (!allowed(host, port) && isClosed(host)) throw privateAddress(host)
    },
    lookupFor(host, port) {
      return allowed(host, port) ? lookup : guarded(lookup, isClosed)
    },
    checkDialled(address, host, port) {
      if (!allowed(host, port) && (address === undefined || isClosed(address))) throw privateAddress(host)
    },
  }
}

/** The answers are copied before they are looked at: what was checked is what will be dialled. */
function guarded(lookup: LookupFunction, isClosed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, answer, family) => {
      if (error !== null) return callback(error, [])
      const found: LookupAddress[] =
        typeof answer === 'string'
          ? [{ address: answer, family: family ?? 4 }]
          : answer.map(({ address, family }) => ({ address, family }))
      if (found.some(({ address }) => isIP(address.replace(/%.*$/, '')) === 0 || isClosed(address)))
        return callback(privateAddress(hostname), [])
      const first = found[0]
      if (options.all || first === undefined) return callback(null, found)
      return callback(null, first.address, first.family)
    })
}

function privateAddress(host: string): Rejected {
  return new Rejected('fetch/private-address', { detail: host })
}
