import { nameId } from '@guanlan/desk'
import type { NameEntry } from '@guanlan/domain'
import type { City } from '@guanlan/scenario'

/** The city's table of names, as a bureau would import its own. */
export function cityNames({ geography }: City): readonly NameEntry[] {
  const of = (kind: NameEntry['kind'], names: readonly string[]) =>
    [...new Set(names)].map(name => ({ id: nameId(kind, name), kind, name, aliases: [] }))
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
