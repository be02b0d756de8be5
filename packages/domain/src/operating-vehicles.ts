import { Rejected } from './error.ts'
import type { Fold, Move } from './ledger.ts'
import { NO_PLATES, type OperatingPlates, plateKey } from './mask-plates.ts'

/** The plates of operating vehicles 营运车辆: they serve the public, so they stay readable. One record, id `bureau`. */
export type OperatingVehicles = Readonly<{ plates: readonly string[] }>

/** Most plates of one bureau's list: taxis, buses, coaches and lorries of a large city. */
export const MOST_OPERATING_PLATES = 200_000

/** A row of an imported list that was not taken; `row` counts from 1, the heading left out. */
export type RefusedPlate = Readonly<{ row: number; code: string }>

const HEADINGS = ['车牌', '车牌号', '车牌号码', '车辆牌照', '号牌', '号牌号码', '车辆号牌', '车号', 'plate']
const cellsOf = (line: string) => line.split(/[,，\t;；]/).map(cell => cell.replace(/^\s*"|"\s*$/g, '').trim())

/**
 * Plates of a list: one a line, or a table whose heading names the column (车牌, 车牌号 …), else its first column. A bad row is
 * reported with `vehicles/bad-plate` and spoils no other; a plate twice is one.
 */
export function readPlates(text: string): Readonly<{ plates: readonly string[]; refused: readonly RefusedPlate[] }> {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const heading = cellsOf(lines[0] ?? '').map(cell => cell.toLowerCase())
  const named = heading.findIndex(cell => HEADINGS.includes(cell))
  const rows = named < 0 ? lines : lines.slice(1)
  const plates = new Set<string>()
  const refused: RefusedPlate[] = []
  for (const [at, line] of rows.entries()) {
    if (line.trim() === '') continue
    const plate = plateKey(cellsOf(line)[Math.max(0, named)] ?? '')
    if (plate === null) refused.push({ row: at + 1, code: 'vehicles/bad-plate' })
    else plates.add(plate)
  }
  return { plates: [...plates], refused }
}

/**
 * What makes the list `wanted` out of what stands: the body of a `changed` move, null when nothing changes.
 * @throws {Rejected} vehicles/too-many
 */
export function platesChanged(
  before: OperatingVehicles | null,
  wanted: readonly string[],
): Readonly<{ added: readonly string[]; removed: readonly string[] }> | null {
  if (wanted.length > MOST_OPERATING_PLATES) throw new Rejected('vehicles/too-many', { detail: `${wanted.length}` })
  const known = new Set(before?.plates ?? [])
  const kept = new Set(wanted)
  const added = [...kept].filter(plate => !known.has(plate))
  const removed = [...known].filter(plate => !kept.has(plate))
  return added.length + removed.length === 0 ? null : { added, removed }
}

/** Moves: `changed` carries the plates added and removed, so that a long list is not written again for one vehicle. */
export const foldOperatingVehicles: Fold<OperatingVehicles> = (
  state: OperatingVehicles | null,
  { type, body }: Move,
) => {
  if (type !== 'changed') return state
  const { added, removed } = body as unknown as Readonly<{ added: readonly string[]; removed: readonly string[] }>
  const gone = new Set(removed)
  return { plates: [...(state?.plates ?? []).filter(plate => !gone.has(plate)), ...added] }
}

const sets = new WeakMap<OperatingVehicles, OperatingPlates>()

/** The list as masking asks it; made once for each state of the record. */
export function operatingPlates(vehicles: OperatingVehicles | null): OperatingPlates {
  if (vehicles === null) return NO_PLATES
  const known = sets.get(vehicles)
  if (known !== undefined) return known
  const made = new Set(vehicles.plates)
  sets.set(vehicles, made)
  return made
}
