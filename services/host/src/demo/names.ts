import type { City } from '@guanlan/scenario'
import type { GazetteerEntry } from '@guanlan/text'

/** The city's table of names, as a bureau would import its own. */
export function cityNames({ geography }: City): readonly GazetteerEntry[] {
  const of = (kind: GazetteerEntry['kind'], names: readonly string[]) => names.map(name => ({ kind, name }))
  const {
    districts,
    towns,
    streets,
    bridges,
    stops,
    schools,
    coachStations,
    ferries,
    tollStations,
    hospitals,
    villages,
  } = geography
  return [
    ...of('place', [
      ...districts,
      ...towns,
      ...streets,
      ...bridges,
      ...stops,
      ...schools,
      ...coachStations,
      ...ferries,
      ...tollStations,
      ...hospitals,
      ...villages,
    ]),
    ...of('road', geography.roads),
    ...of('line', geography.busLines),
    ...of('organisation', [...geography.drivingSchools, ...geography.taxiCompanies, ...geography.platforms]),
  ]
}
