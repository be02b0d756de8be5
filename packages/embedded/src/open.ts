import type { Accounts, Bus, Clock, EventStore, Evidence, Frontier, Identity, Ledger } from '@guanlan/ports'
import { openAccounts } from './accounts.ts'
import { openBus } from './bus.ts'
import { systemClock } from './clock.ts'
import { type DataFolder, dataFolder, makeFolders, type OutsidePlaces } from './data-folder.ts'
import { openEventStore } from './event-store.ts'
import { openEvidence } from './evidence.ts'
import { openFrontier } from './frontier.ts'
import { openIdentity } from './identity.ts'
import { type OpenLease, openLease } from './lease.ts'
import { type LedgerReader, openLedger, openLedgerFile } from './ledger.ts'
import { type Lock, takeLock } from './lock.ts'
import { type ConsoleReceiver, openConsoleReceiver } from './receiver.ts'
import { type OpenSecrets, openSecrets, readOnlyKeys } from './secrets.ts'

/** How to open a data folder; the clock is the machine's unless given. */
export type EmbeddedOptions = OutsidePlaces & Readonly<{ clock?: Clock; partitions?: number }>

/** Every port of one data folder but the mention index, which opens beside them on `folder.index`. */
export type Embedded = Readonly<{
  folder: DataFolder
  lock: Pick<Lock, 'announce'>
  clock: Clock
  secrets: OpenSecrets
  bus: Bus
  ledger: Ledger
  events: EventStore
  identity: Identity
  frontier: Frontier
  lease: OpenLease
  accounts: Accounts
  evidence: Evidence
  receiver: ConsoleReceiver
  /** Lets batches in hand settle, closes every file, gives the folder up. Once. */
  close: () => Promise<void>
}>

/**
 * Takes a data folder for this process and opens every port on it; all or nothing.
 * @throws {Conflict} data/locked @throws {Rejected} data/newer, data/damaged, data/not-outside
 */
export async function openEmbedded(path: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const folder = dataFolder(path, options)
  const clock = options.clock ?? systemClock
  makeFolders(folder)
  const closing: (() => unknown)[] = []
  const close = async () => {
    const failures: unknown[] = []
    for (const step of closing.splice(0).reverse()) {
      try {
        await step()
      } catch (error) {
        failures.push(error) // the others must still be closed
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'closing the data folder')
  }
  const kept = <T extends Readonly<{ close: () => unknown }>>(port: T): T => {
    closing.push(() => port.close())
    return port
  }
  try {
    const lock = takeLock(folder.lock, clock.now())
    closing.push(lock.release)
    const secrets = kept(openSecrets(folder.secrets, folder.keyFolder, clock))
    const ledger = kept(openLedger(folder.ledger, { clock, secrets, anchorFile: folder.anchorFile }))
    const evidence = kept(await openEvidence(folder.evidence, { folder: folder.evidenceFolder, clock, secrets }))
    const events = kept(openEventStore(folder.events))
    const identity = kept(openIdentity(folder.identity))
    const frontier = kept(openFrontier(folder.crawl))
    const lease = kept(openLease(folder.lease, clock))
    const accounts = kept(openAccounts(folder.accounts, clock))
    const receiver = openConsoleReceiver(folder.notices)
    const { partitions } = options
    const bus = kept(openBus(folder.bus, partitions === undefined ? { clock } : { clock, partitions })) // last open, first closed: its batches use the others
    return {
      folder,
      lock,
      clock,
      secrets,
      bus,
      ledger,
      events,
      identity,
      frontier,
      lease,
      accounts,
      evidence,
      receiver,
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

/**
 * The ledger of a data folder, to read and verify while the house runs; takes no lock, makes no key.
 * @throws {NotFound} data/none @throws {Rejected} data/newer, data/older, data/damaged
 */
export function openLedgerReadOnly(path: string, places: OutsidePlaces = {}): LedgerReader {
  const { ledger, keyFolder, anchorFile } = dataFolder(path, places)
  return openLedgerFile(ledger, { secrets: readOnlyKeys(keyFolder), anchorFile })
}
