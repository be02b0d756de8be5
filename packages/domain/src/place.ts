import type { Raw } from './mention.ts'

/** Where an item stands: what its id is computed from (house rule "Identity"); `url` canonical. Null when it names nothing. */
export function placeOf({ channel, externalId, url }: Pick<Raw, 'channel' | 'externalId' | 'url'>): string | null {
  return externalId === null ? url : `${channel}\n${externalId}`
}
