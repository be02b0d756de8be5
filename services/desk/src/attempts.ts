import { type EpochMs, MINUTE_MS, Rejected } from '@guanlan/domain'

const MOST_FAILURES = 5
const WINDOW_MS = 15 * MINUTE_MS
const MOST_KEYS = 10_000

/** Log-in attempts that failed lately, by account and address. In memory: a restart forgives. */
export class Attempts {
  readonly #failures = new Map<string, EpochMs[]>()

  /**
   * Counts an attempt as failed until `succeeded` takes it back, so that guesses made at the same moment count too.
   * @throws {Rejected} desk/too-many-attempts after 5 failures within 15 minutes
   */
  begin(key: string, now: EpochMs): void {
    const recent = (this.#failures.get(key) ?? []).filter(at => at > now - WINDOW_MS)
    if (recent.length >= MOST_FAILURES) {
      const minutes = Math.ceil((recent[0]! + WINDOW_MS - now) / MINUTE_MS)
      throw new Rejected('desk/too-many-attempts', { detail: `请在 ${minutes} 分钟后再试` })
    }
    this.#failures.delete(key)
    this.#failures.set(key, [...recent, now])
    if (this.#failures.size > MOST_KEYS) this.#forgetOldest()
  }

  succeeded(key: string): void {
    this.#failures.delete(key)
  }

  #forgetOldest(): void {
    const oldest = this.#failures.keys().next()
    if (!oldest.done) this.#failures.delete(oldest.value)
  }
}
