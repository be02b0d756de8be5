import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Elastic, openElasticEvidence } from '@guanlan/distributed'
import { evidenceFiles } from '@guanlan/embedded'
import type { Secrets } from '@guanlan/ports'
import { afterAll, beforeAll } from 'vitest'
import { elasticPlace, testServer } from './elastic-place.ts'
import { evidenceContract } from './evidence.ts'
import { temporaryFolder } from './place.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

const keyed = (byte: number): Pick<Secrets, 'key'> => ({ key: async () => new Uint8Array(32).fill(byte) })

evidenceContract('in Elasticsearch and a shared folder', async () => {
  const folder = await temporaryFolder()
  let connection: Elastic
  const openWith = (secrets: Pick<Secrets, 'key'>) =>
    openElasticEvidence(connection, { clock: place.clock, files: evidenceFiles(folder.path, secrets) })
  const place = await elasticPlace(server.url(), ['evidence', 'receipts', 'documents'], (elastic, clock) => {
    connection = elastic
    return openElasticEvidence(elastic, { clock, files: evidenceFiles(folder.path, keyed(1)) })
  })
  const files = async () => Array.fromAsync(glob('*/*/*', { cwd: folder.path }))
  return {
    ...place,
    async damage(hash) {
      const file = join(folder.path, (await files()).find(name => name.includes(hash))!)
      const bytes = await readFile(file)
      bytes[bytes.length - 3]! ^= 1
      await writeFile(file, bytes)
    },
    async stored() {
      const index = `${connection.prefix}-evidence`
      await connection.ask(client => client.indices.refresh({ index }))
      const notes = await connection.ask(client => client.search({ index, size: 1000 }))
      const contents = (await files()).map(name => readFile(join(folder.path, name)))
      return Buffer.concat([Buffer.from(JSON.stringify(notes.hits.hits)), ...(await Promise.all(contents))])
    },
    withOtherKey: async () => openWith(keyed(2)),
    async destroy() {
      await place.destroy()
      await folder.remove()
    },
  }
})
