import type { estypes } from '@elastic/elasticsearch'

type Mapping = estypes.MappingTypeMapping
type Property = Readonly<Record<string, unknown>>
type Properties = Readonly<Record<string, unknown>>

/** A field that cannot be used as ours, with what was found and what was expected. */
export type ForeignField = Readonly<{ field: string; found: string; expected: string }>

/** What must agree in a field, with what Elasticsearch leaves out because it is the default. */
const TRAITS: Readonly<Record<string, unknown>> = {
  type: 'object',
  analyzer: 'default',
  format: undefined,
  index: true,
  doc_values: true,
  enabled: true,
}

/** The first field that stands differently, or `dynamic` when unknown fields would be taken in; null when all fits so far. */
export function foreignField(found: Mapping, wanted: Mapping): ForeignField | null {
  const dynamic = String(found.dynamic ?? 'true')
  if (dynamic !== String(wanted.dynamic)) return { field: 'dynamic', found: dynamic, expected: String(wanted.dynamic) }
  return differing(found.properties ?? {}, wanted.properties ?? {}, '')
}

/** Fields of ours that do not stand there yet: an older release made the index. */
export function missingFields(found: Properties, wanted: Properties, path = ''): readonly string[] {
  return Object.entries(wanted).flatMap(([name, property]) => {
    const standing = found[name]
    if (standing === undefined) return [`${path}${name}`]
    const [here, inner] = [propertiesOf(standing), propertiesOf(property)]
    return inner === null ? [] : missingFields(here ?? {}, inner, `${path}${name}.`)
  })
}

function differing(found: Properties, wanted: Properties, path: string): ForeignField | null {
  for (const [name, property] of Object.entries(wanted)) {
    const standing = found[name]
    if (standing === undefined) continue
    const inner = propertiesOf(property)
    const trait = Object.keys(TRAITS).find(one => traitOf(standing, one) !== traitOf(property, one))
    if (trait !== undefined) {
      const told = (value: unknown) => `${trait}=${String(traitOf(value, trait))}`
      return { field: `${path}${name}`, found: told(standing), expected: told(property) }
    }
    const deeper = inner === null ? null : differing(propertiesOf(standing) ?? {}, inner, `${path}${name}.`)
    if (deeper !== null) return deeper
  }
  return null
}

const traitOf = (property: unknown, trait: string) => (property as Property)[trait] ?? TRAITS[trait]

function propertiesOf(property: unknown): Properties | null {
  const inner = (property as Property).properties
  return typeof inner === 'object' && inner !== null ? (inner as Properties) : null
}
