import { type EpochMs, MINUTE_MS, Rejected } from '@guanlan/domain'

const MOST_FAILURES = 5
const WINDOW_MS = 15 * MINUTE_MS
const MOST_KEYS = 10_000

/** Log-in attempts that failed lately, by account and address. In memory: a restart forgives. */
export class Attempts {
  readonly #failures = new Map<string, EpochMs[]>()

  /**
   * What `check` makes of a guess, null when it is wrong. A guess counts while it is being checked, so that guesses
   * made at the same moment count too; one the house could not check, because the check threw, is not held against
   * anyone.
   * @throws {Rejected} desk/too-many-attempts after 5 failures within 15 minutes
   */
  async check<Right>(key: string, now: EpochMs, check: () => Promise<Right | null>): Promise<Right | null> {
    this.#begin(key, now)
    try {
      const right = await check()
      if (right !== null) this.#failures.delete(key)
      return right
    } catch (error) {
      this.#takeBack(key, now)
      throw error
    }
  }

  #begin(key: string, now: EpochMs): void {
    const recent = (this.#failures.get(key) ?? []).filter(at => at > now - WINDOW_MS)
    if (recent.length >= MOST_FAILURES) {
      const minutes = Math.ceil((recent[0]! + WINDOW_MS - now) / MINUTE_MS)
      throw new Rejected('desk/too-many-attempts', { detail: `请在 ${minutes} 分钟后再试` })
    }
    this.#failures.delete(key)
    this.#failures.set(key, [...recent, now])
    if (this.#failures.size > MOST_KEYS) this.#forgetOldest()
  }

  #takeBack(key: string, at: EpochMs): void {
    const failures = this.#failures.get(key) ?? []
    const index = failures.indexOf(at)
    if (index < 0) return
    if (failures.length === 1) this.#failures.delete(key)
    else this.#failures.set(key, failures.toSpliced(index, 1))
  }

  #forgetOldest(): void {
    const oldest = this.#failures.keys().next()
    if (!oldest.done) this.#failures.delete(oldest.value)
  }
}
