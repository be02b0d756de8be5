import { setTimeout as pause } from 'node:timers/promises'
import type { Child } from './child.ts'

const EVERY_MS = 100

/**
 * Asks until `ready` says yes; a question that fails counts as no.
 * @throws {Error} when the time is up or a server ends meanwhile, with its last words
 */
export async function until(
  what: string,
  limitMs: number,
  servers: readonly Child[],
  ready: () => Promise<boolean>,
): Promise<void> {
  const last = performance.now() + limitMs
  while (!(await ready().catch(() => false))) {
    const ended = servers.find(server => !server.running())
    if (ended) throw new Error(`${what}时，服务器已退出（${await ended.ended}）。其最后输出：\n${ended.lastWords()}`)
    if (performance.now() > last) {
      const words = servers.map(server => server.lastWords()).join('\n——\n')
      throw new Error(`${what}超过 ${Math.round(limitMs / 1000)} 秒仍未完成。其最后输出：\n${words}`)
    }
    await pause(EVERY_MS)
  }
}

/** A failure that another attempt would only repeat, such as a setting the server refuses. */
export class Hopeless extends Error {}

/** Runs `attempt` up to `times`, each anew, and tells on standard error why it tries again; the last failure is thrown. */
export async function tried<T>(what: string, times: number, attempt: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await attempt()
    } catch (error) {
      if (n >= times || error instanceof Hopeless) throw error
      process.stderr.write(`${what}第 ${n} 次未成功，重试：${error instanceof Error ? error.message : error}\n`)
    }
  }
}
