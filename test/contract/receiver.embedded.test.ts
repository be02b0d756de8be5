import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openConsoleReceiver } from '@guanlan/embedded'
import type { Notice } from '@guanlan/ports'
import { embeddedPlace } from './place.ts'
import { receiverContract } from './receiver.ts'

receiverContract('console', async () => {
  let file = ''
  const place = await embeddedPlace(folder => {
    file = join(folder, 'notices.ndjson')
    return openConsoleReceiver(file)
  })
  const arrived = async () =>
    (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Notice)
  return { ...place, arrived }
})
