import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMentionIndex } from '@guanlan/embedded'
import { mentionIndexContract } from './mention-index.ts'

mentionIndexContract('the embedded index', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-index-'))
  const index = await openMentionIndex(join(folder, 'index.db'))
  return { index, done: () => rm(folder, { recursive: true, force: true }) }
})
