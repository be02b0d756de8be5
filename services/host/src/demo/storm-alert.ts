import type { Alert } from '@guanlan/domain'
import { type City, type ServedCity, STORM_ID, truth } from '@guanlan/scenario'
import type { Stage } from './stage.ts'

/** How an alert's event compares with what is true of the city: of its mentions, how many belong to the storm. */
export type Judged = Readonly<{ alert: Alert; members: number; ofStorm: number }>

/** Fewer mentions are a stray, not the storm. */
const LEAST = 10

/** The first alert whose event is mostly the storm and has grown, checked against the city's truth; null while there is none. */
export async function stormAlert({ ports, records }: Stage, city: City, served: ServedCity): Promise<Judged | null> {
  const known = truth(city, ports.clock.now(), served.origins)
  for (const { state: alert } of records.list('alert')) {
    const ids = (await ports.events.members(alert.eventId)).map(({ mentionId }) => mentionId)
    const mentions = (await ports.index.getMany(ids)).filter(mention => mention !== null)
    const ofStorm = mentions.filter(mention => known.of(mention)?.eventTruth === STORM_ID).length
    if (mentions.length >= LEAST && ofStorm * 2 > mentions.length) return { alert, members: mentions.length, ofStorm }
  }
  return null
}
