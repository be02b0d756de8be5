import { workerData } from 'node:worker_threads'
import type { Analysis, Mention } from '@guanlan/domain'
import { type AnalyserOptions, createAnalyser } from './analyse.ts'
import { runWorker } from './worker.ts'

runWorker<readonly Mention[], readonly Analysis[]>(() => {
  const { analyse, version } = createAnalyser(workerData as AnalyserOptions)
  return { greeting: version, handle: mentions => mentions.map(analyse) }
})
