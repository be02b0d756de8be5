import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { estypes } from '@elastic/elasticsearch'
import { canonicalJson } from '@guanlan/domain'

/** What the house keeps in Elasticsearch: one alias each; mentions have one a year besides. */
export const COLLECTIONS = {
  ledger: 'ledger',
  events: 'events',
  assignments: 'assignments',
  'event-log': 'event-log',
  'event-states': 'documents',
  identities: 'documents',
  contents: 'documents',
  leases: 'documents',
  'host-notes': 'documents',
  'source-health': 'documents',
  'key-prints': 'documents',
  evidence: 'documents',
  receipts: 'receipts',
  visits: 'visits',
  accounts: 'accounts',
  sessions: 'sessions',
  doors: 'doors',
} as const satisfies Readonly<Record<string, string>>

/** A collection by name; its alias is `<prefix>-<collection>`. */
export type Collection = keyof typeof COLLECTIONS

/** One of our templates as Elasticsearch is to hold it; `digest` recognises it there. */
export type Template = Readonly<{ name: string; digest: string; body: estypes.IndicesPutIndexTemplateRequest }>

/** The settings that every index shares. */
export type SharedSettings = Readonly<{
  name: string
  digest: string
  body: estypes.ClusterPutComponentTemplateRequest
}>

/** The files of infra/elasticsearch, each a request body under the prefix `guanlan`. */
const FOLDER = new URL('../../../infra/elasticsearch/', import.meta.url)

/** The templates of one prefix, by the name of their file. */
export async function indexTemplates(prefix: string): Promise<Readonly<Record<string, Template>>> {
  const names = [...new Set(['mentions', ...Object.values(COLLECTIONS)])]
  const read = names.map(async name => {
    const { body, digest } = await readBody<Omit<estypes.IndicesPutIndexTemplateRequest, 'name'>>(name, prefix)
    const full = `${prefix}-${name}`
    return [name, { name: full, digest, body: { ...body, name: full, _meta: { owner: 'guanlan', digest } } }] as const
  })
  return Object.fromEntries(await Promise.all(read))
}

/** The component template of one prefix. */
export async function sharedSettings(prefix: string): Promise<SharedSettings> {
  const { body, digest } = await readBody<Omit<estypes.ClusterPutComponentTemplateRequest, 'name'>>('settings', prefix)
  const name = `${prefix}-settings`
  return { name, digest, body: { ...body, name, _meta: { owner: 'guanlan', digest } } }
}

async function readBody<Body>(name: string, prefix: string): Promise<Readonly<{ body: Body; digest: string }>> {
  const text = await readFile(new URL(`${name}.json`, FOLDER), 'utf8')
  const body = JSON.parse(text.replaceAll('"guanlan-', `"${prefix}-`)) as Body
  return { body, digest: createHash('sha256').update(canonicalJson(body)).digest('hex') }
}
