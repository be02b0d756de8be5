import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openElasticSecrets } from '@guanlan/distributed'
import { keyFiles } from '@guanlan/embedded'
import { afterAll, beforeAll } from 'vitest'
import { elasticPlace, testServer } from './elastic-place.ts'
import { temporaryFolder } from './place.ts'
import { secretsContract } from './secrets.ts'

const server = testServer()
beforeAll(server.start)
afterAll(server.stop)

secretsContract('in Elasticsearch', async () => {
  const folder = await temporaryFolder()
  const files = keyFiles(folder.path)
  const place = await elasticPlace(server.url(), ['key-prints', 'doors', 'documents'], (elastic, clock) =>
    openElasticSecrets(elastic, { clock, files }),
  )
  const fileOf = (name: string) => join(folder.path, `${name}.key`)
  return {
    ...place,
    loseKey: name => rm(fileOf(name)),
    exchangeKey: name => writeFile(fileOf(name), 'ab'.repeat(32)),
    async destroy() {
      await place.destroy()
      await folder.remove()
    },
  }
})
