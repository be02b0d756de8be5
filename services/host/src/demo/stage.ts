import type { Records, Stop } from '@guanlan/runtime'
import type { Ports } from '../wire.ts'

/** The house of the demo as its story sees it, whether it is one process or many. */
export type Stage = Readonly<{
  ports: Ports
  records: Records
  desk: string // address where people work
  doors: string // address that partners push to
  stop: Stop
}>
