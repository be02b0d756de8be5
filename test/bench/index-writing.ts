import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Analysed, Mention } from '@guanlan/domain'
import { openMentionIndex } from '@guanlan/embedded'
import { generateRaws } from '@guanlan/scenario'
import { createAnalyser } from '@guanlan/text'
import { mentionOf } from './mention-of.ts'

const SEED = 7
const BATCH = 500

/** Mentions a second into a fresh mention index, analysed, of about fifty characters, 500 a write, each write durable when it settles. */
export async function benchIndexWriting(count = 20_000): Promise<number> {
  const { analyse } = createAnalyser({ gazetteer: [] })
  const mentions = [...generateRaws(SEED, count, Date.now())].map((raw): Analysed => {
    const mention: Mention = mentionOf(raw)
    return { ...mention, analysis: analyse(mention) }
  })
  const folder = await mkdtemp(join(tmpdir(), 'guanlan-bench-index-'))
  const index = await openMentionIndex(join(folder, 'index.db'), { readers: 1 })
  try {
    const began = performance.now()
    for (let from = 0; from < count; from += BATCH) await index.write(mentions.slice(from, from + BATCH))
    return Math.round(count / ((performance.now() - began) / 1000))
  } finally {
    await index.close()
    await rm(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) console.log(await benchIndexWriting())
