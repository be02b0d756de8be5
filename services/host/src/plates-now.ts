import { type OperatingPlates, operatingPlates } from '@guanlan/domain'
import type { Records } from '@guanlan/runtime'

/** The plates of operating vehicles as the records of a running house say at each call. */
export function platesNow(records: Records): () => OperatingPlates {
  return () => operatingPlates(records.find('vehicles', 'bureau')?.state ?? null)
}
