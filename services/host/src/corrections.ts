import type { MentionLabel } from '@guanlan/domain'
import { type Config, openLog, Records } from '@guanlan/runtime'
import { openHouseClient } from './house-client.ts'
import { runningAddress, wire } from './wire.ts'

/** A mention with what people say of it. */
export type CorrectedText = Readonly<{ id: string; title: string; text: string; label: MentionLabel }>

/** Every correction whose text is still kept as the person read it: from the house that runs on the data, else from the data itself. */
export async function readCorrections(config: Config, account: string | undefined): Promise<readonly CorrectedText[]> {
  const address = runningAddress(config)
  return address === null ? fromData(config) : fromHouse(address, account)
}

async function fromHouse(address: string, account: string | undefined): Promise<readonly CorrectedText[]> {
  const house = await openHouseClient(address, account)
  const lines = await (await house.ask('/api/labels')).text()
  return lines
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as CorrectedText)
}

const PAGE = 500

async function fromData(config: Config): Promise<readonly CorrectedText[]> {
  const ports = await wire(config, { log: openLog(config.logLevel) })
  try {
    const records = await Records.open(ports.ledger, () => {})
    try {
      const labels = records.list('label')
      const corrected: CorrectedText[] = []
      for (let at = 0; at < labels.length; at += PAGE) {
        const page = labels.slice(at, at + PAGE)
        const mentions = await ports.index.getMany(page.map(({ id }) => id))
        for (const [i, mention] of mentions.entries()) {
          const label = page[i]!.state
          if (mention?.contentVersion !== label.contentVersion) continue
          corrected.push({ id: mention.id, title: mention.title, text: mention.text, label })
        }
      }
      return corrected
    } finally {
      await records.close()
    }
  } finally {
    await ports.close()
  }
}
