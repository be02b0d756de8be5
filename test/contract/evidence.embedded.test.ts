import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openEvidence } from '@guanlan/embedded'
import type { Evidence, Secrets } from '@guanlan/ports'
import { evidenceContract } from './evidence.ts'
import { embeddedPlace } from './place.ts'

const keyed = (byte: number): Pick<Secrets, 'key'> => ({ key: async () => new Uint8Array(32).fill(byte) })

evidenceContract('embedded', async () => {
  let openWith: (secrets: Pick<Secrets, 'key'>) => Promise<Evidence>
  let root = ''
  const place = await embeddedPlace((folder, clock) => {
    root = folder
    openWith = secrets => openEvidence(join(folder, 'evidence.db'), { folder: join(folder, 'files'), clock, secrets })
    return openWith(keyed(1))
  })
  const files = async (pattern: string) => Array.fromAsync(glob(pattern, { cwd: root }))
  return {
    ...place,
    async damage(hash) {
      const [file] = await files(`files/**/${hash}.*`)
      const bytes = await readFile(join(root, file!))
      bytes[bytes.length - 3]! ^= 1
      await writeFile(join(root, file!), bytes)
    },
    async stored() {
      const all = (await files('**/*')).filter(file => /\.(db|db-wal|masked|unmasked)$/.test(file))
      return Buffer.concat(await Promise.all(all.map(file => readFile(join(root, file)))))
    },
    withOtherKey: () => openWith(keyed(2)),
  }
})
