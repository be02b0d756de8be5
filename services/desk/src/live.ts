import type { ServerResponse } from 'node:http'
import { type Account, type Commit, type EpochMs, SECOND_MS } from '@guanlan/domain'
import type { Clock, Ledger } from '@guanlan/ports'
import type { Log, Records } from '@guanlan/runtime'

const TICK_MS = 15 * SECOND_MS
const MOST_MISSED = 1000 // commits: behind by more, the console reads everything again
const PAGE = 200
const MOST_BUFFERED = 1_048_576 // bytes a slow reader may lag; then it is cut off and resumes

/** What the live stream stands on. */
export type LiveDeps = Readonly<{
  ledger: Ledger
  records: Records
  clock: Clock
  log: Log
  dataAt: () => Promise<EpochMs | null>
}>

/** One open screen. `stillAllowed` is asked at every tick: a session that ended ends its stream. */
export type Screen = Readonly<{
  out: ServerResponse
  account: Account
  lastEventId: number | null
  stillAllowed: () => Promise<boolean>
}>

/** What a commit tells a screen: which records it touched, never what they hold. Accounts are for administrators. */
function eventOf(commit: Commit, account: Account): string {
  const refs = commit.moves
    .filter(move => move.kind !== 'account' || account.roles.includes('admin'))
    .map(({ kind, id, type }) => ({ kind, id, type }))
  return frame('commit', { position: commit.position, refs }, commit.position)
}

function frame(name: string, data: object, id?: number): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`
}

/**
 * Commits as they come, in order and without gaps, to every open screen; resumes after the position a screen names.
 * Nothing is held per screen but its position.
 */
export class Live {
  readonly #deps: LiveDeps
  readonly #open = new Set<AbortController>()

  constructor(deps: LiveDeps) {
    this.#deps = deps
  }

  /** Serves one screen until it goes, its session ends or the desk closes. */
  async serve(screen: Screen): Promise<void> {
    const ending = new AbortController()
    this.#open.add(ending)
    screen.out.once('close', () => ending.abort())
    screen.out.write('retry: 2000\n\n')
    try {
      await Promise.all([this.#commits(screen, ending), this.#ticks(screen, ending)])
    } catch (error) {
      this.#deps.log.warn({ err: error }, 'live stream broke off')
    } finally {
      this.#open.delete(ending)
      ending.abort()
      screen.out.end()
    }
  }

  async #commits(screen: Screen, ending: AbortController): Promise<void> {
    const { records } = this.#deps
    let position = screen.lastEventId ?? records.position
    const behind = records.position - position
    if (behind > MOST_MISSED || behind < 0) {
      position = records.position
      this.#send(screen, ending, frame('gap', { position }, position))
    }
    while (!ending.signal.aborted) {
      const news = this.#news(position, ending.signal)
      position = await this.#catchUp(position, screen, ending)
      await news
    }
  }

  /** Settles when this desk has folded in a commit after `position`, or the stream ends. */
  #news(position: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      const done = () => {
        stop()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const stop = this.#deps.records.onCommit(commit => {
        if (commit.position > position) done()
      })
      signal.addEventListener('abort', done)
      if (signal.aborted || this.#deps.records.position > position) done()
    })
  }

  async #catchUp(from: number, screen: Screen, ending: AbortController): Promise<number> {
    let position = from
    while (position < this.#deps.records.position && !ending.signal.aborted) {
      const commits = await this.#deps.ledger.read(position, PAGE)
      const folded = commits.filter(commit => commit.position <= this.#deps.records.position)
      if (folded.length === 0) break
      for (const commit of folded) this.#send(screen, ending, eventOf(commit, screen.account))
      position = folded.at(-1)!.position
    }
    return position
  }

  async #ticks(screen: Screen, ending: AbortController): Promise<void> {
    const { clock, dataAt } = this.#deps
    while (!ending.signal.aborted) {
      if (!(await screen.stillAllowed())) {
        ending.abort()
        return
      }
      const now = clock.now()
      this.#send(screen, ending, frame('tick', { now, dataAt: await dataAt() }))
      await clock.waitUntil(now + TICK_MS, ending.signal)
    }
  }

  #send({ out }: Screen, ending: AbortController, text: string): void {
    if (ending.signal.aborted) return
    out.write(text)
    if (out.writableLength > MOST_BUFFERED) ending.abort()
  }

  /** Ends every stream, so that the server can close. */
  close(): void {
    for (const ending of this.#open) ending.abort()
  }
}
