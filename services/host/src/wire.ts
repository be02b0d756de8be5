import { dataFolder, openEmbedded, openLedgerReadOnly, openMentionIndex, runningHolder } from '@guanlan/embedded'
import type {
  Accounts,
  Bus,
  Clock,
  EventStore,
  Evidence,
  Frontier,
  Identity,
  Lease,
  Ledger,
  MentionIndex,
  Receiver,
  Secrets,
} from '@guanlan/ports'
import type { Config } from '@guanlan/runtime'

/** Every port of the house, opened; `close` ends them in reverse order. */
export type Ports = Readonly<{
  bus: Bus
  index: MentionIndex
  ledger: Ledger
  events: EventStore
  identity: Identity
  frontier: Frontier
  lease: Lease
  accounts: Accounts
  secrets: Secrets
  evidence: Evidence
  clock: Clock
  receivers: readonly Receiver[]
  /** Writes down where this process answers, for those who find the folder taken. */
  announce: (address: string) => void
  close: () => Promise<void>
}>

const places = ({ keys, data }: Config) => {
  const keyFolder = keys === '' ? `${data.replace(/\/+$/, '')}-keys` : keys
  return { keyFolder, anchorFile: `${keyFolder}/anchors.ndjson` }
}

/** Opens the adapters a configuration asks for. This file alone knows the mode. @throws as openEmbedded and openMentionIndex do */
export async function wire(config: Config, clock?: Clock): Promise<Ports> {
  const embedded = await openEmbedded(config.data, { ...places(config), ...(clock === undefined ? {} : { clock }) })
  try {
    const index = await openMentionIndex(embedded.folder.index)
    return {
      ...embedded,
      index,
      receivers: [embedded.receiver],
      announce: embedded.lock.announce,
      close: async () => {
        await index.close()
        await embedded.close()
      },
    }
  } catch (error) {
    await embedded.close()
    throw error
  }
}

/** The ledger alone, to read and verify beside a running house. */
export function wireLedger(config: Config): Pick<Ledger, 'read' | 'history' | 'head' | 'verify' | 'close'> {
  return openLedgerReadOnly(config.data, places(config))
}

/** Where a house answers that runs on this data right now; null when none does, or it has not said yet. */
export function runningAddress(config: Config): string | null {
  return runningHolder(dataFolder(config.data, places(config)).lock)?.http ?? null
}
