import { join } from 'node:path'
import { openElasticLedger } from '@guanlan/distributed'
import { anchorNotes } from '@guanlan/embedded'
import { afterAll, beforeAll } from 'vitest'
import { elasticPlace, testServer } from './elastic-place.ts'
import { ledgerContract } from './ledger.ts'
import { temporaryFolder } from './place.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

ledgerContract('in Elasticsearch', async () => {
  const folder = await temporaryFolder()
  const anchors = anchorNotes(join(folder.path, 'anchors.ndjson'), { key: async () => new Uint8Array(32).fill(7) })
  const place = await elasticPlace(server.url(), ['ledger'], (elastic, clock) =>
    openElasticLedger(elastic, { clock, anchors }),
  )
  return {
    ...place,
    async destroy() {
      await place.destroy()
      await folder.remove()
    },
  }
})
