import { Unavailable } from '@guanlan/domain'
import type { Clock } from '@guanlan/ports'
import type { Admin, Kafka } from 'kafkajs'
import { retryOf, TIMING } from './kafka-settings.ts'

/** Waits between tries: three seconds in all, for a leader that has just been chosen or a topic that was just made. */
const WAITS_MS = [100, 200, 400, 800, 1500]

/** Questions to the cluster over one connection. */
export type Asking = Readonly<{
  /** @throws {Unavailable} bus/away */
  ask: <T>(question: (admin: Admin) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}>

/**
 * Asks again over a fresh connection: kafkajs's admin client keeps asking a broker that is gone or leads no more.
 * Questions must therefore be such that asking twice changes nothing.
 */
export function askingAdmin(kafka: Kafka, clock: Clock): Asking {
  let current: Promise<Admin> | null = null

  const connect = async () => {
    const admin = kafka.admin({ retry: retryOf({ ...TIMING, retries: 3 }) })
    await admin.connect()
    return admin
  }
  const drop = async (held: Promise<Admin>) => {
    if (current === held) current = null
    await held.then(admin => admin.disconnect()).catch(() => undefined)
  }
  const once = async <T>(question: (admin: Admin) => Promise<T>): Promise<T> => {
    current ??= connect()
    const held = current
    try {
      return await question(await held)
    } catch (cause) {
      await drop(held)
      throw cause
    }
  }

  return {
    async ask(question) {
      for (let tries = 0; ; tries++) {
        try {
          return await once(question)
        } catch (cause) {
          if (tries === WAITS_MS.length) throw new Unavailable('bus/away', { cause })
          await clock.waitUntil(clock.now() + WAITS_MS[tries]!)
        }
      }
    },
    async close() {
      if (current !== null) await drop(current)
    },
  }
}
