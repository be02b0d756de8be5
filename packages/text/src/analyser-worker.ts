import { workerData } from 'node:worker_threads'
import type { Mention } from '@guanlan/domain'
import { type AnalyserOptions, createAnalyser } from './analyse.ts'
import { runWorker } from './worker.ts'

// Analyses go back as text: reading that costs the main thread half of what taking in a structured clone does.
runWorker<readonly Mention[], string>(() => {
  const { analyse, version } = createAnalyser(workerData as AnalyserOptions)
  return { greeting: version, handle: mentions => JSON.stringify(mentions.map(analyse)) }
})
