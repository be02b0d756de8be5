import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openSecrets } from '@guanlan/embedded'
import { embeddedPlace } from './place.ts'
import { secretsContract } from './secrets.ts'

secretsContract('embedded', async () => {
  let keys = ''
  const place = await embeddedPlace((folder, clock) => {
    keys = join(folder, 'keys')
    return openSecrets(join(folder, 'secrets.db'), keys, clock)
  })
  return {
    ...place,
    loseKey: name => rm(join(keys, `${name}.key`)),
    exchangeKey: name => writeFile(join(keys, `${name}.key`), 'ab'.repeat(32)),
  }
})
