/** The list of operating vehicles 营运车辆: plates that hold what was looked for. */
export type Vehicles = Readonly<{ version: number; total: number; found: number; plates: readonly string[] }>

/** What became of an imported list. */
export type VehiclesOutcome = Readonly<{
  version: number
  total: number
  added: number
  removed: number
  refused: number
  report: readonly Readonly<{ row: number; code: string; message: string }>[]
}>
