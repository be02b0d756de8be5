import { copyFileSync, globSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What servers say, as against Kafka's data, whose segments are called .log too. */
const LOGS = ['server.log', '*/server.log', 'logs/*.log']

/** Copies the logs of a server's folder to a new folder that stays, says so on standard error, and returns that folder; null when there are none. */
export function keepLogs(folder: string, why: string): string | null {
  const logs = globSync(LOGS, { cwd: folder })
  if (logs.length === 0) return null
  const kept = mkdtempSync(join(tmpdir(), 'guanlan-logs-'))
  for (const log of logs) copyFileSync(join(folder, log), join(kept, log.replaceAll('/', '-')))
  process.stderr.write(`${why}；日志保留在 ${kept}\n`)
  return kept
}
