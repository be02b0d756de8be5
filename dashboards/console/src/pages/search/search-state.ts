/** Facets of a search, in the order of the page. */
export const FACET_FIELDS = ['channel', 'sentiment', 'unsure', 'topic', 'government', 'region', 'source'] as const
export type FacetField = (typeof FACET_FIELDS)[number]

/** What a search asks for; all of it stands in the page's address, so a link gives the same view. */
export type SearchState = Readonly<{
  q: string
  from: number | null // seen at or after, ms
  to: number | null // seen before, ms
  chosen: Readonly<Record<FacetField, readonly string[]>>
}>

/** Nothing asked for. */
export const EVERYTHING: SearchState = {
  q: '',
  from: null,
  to: null,
  chosen: { channel: [], sentiment: [], unsure: [], topic: [], government: [], region: [], source: [] },
}

function time(word: string | null): number | null {
  const at = word === null || word === '' ? Number.NaN : Number(word)
  return Number.isSafeInteger(at) && at >= 0 ? at : null
}

/** Reads the address; what is not understood is left out. */
export function readSearch(params: URLSearchParams): SearchState {
  const list = (field: FacetField) => [...new Set((params.get(field) ?? '').split(',').filter(value => value !== ''))]
  return {
    q: params.get('q') ?? '',
    from: time(params.get('from')),
    to: time(params.get('to')),
    chosen: {
      channel: list('channel'),
      sentiment: list('sentiment'),
      unsure: list('unsure'),
      topic: list('topic'),
      government: list('government'),
      region: list('region'),
      source: list('source'),
    },
  }
}

/** The parameters of the address, and of the desk's search: one spelling for both. */
export function writeSearch({ q, from, to, chosen }: SearchState): Readonly<Record<string, string>> {
  const pairs: (readonly [string, string])[] = [
    ['q', q],
    ['from', from === null ? '' : String(from)],
    ['to', to === null ? '' : String(to)],
    ...FACET_FIELDS.map(field => [field, chosen[field].join(',')] as const),
  ]
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''))
}

/** Adds a facet's value, or takes it away. */
export function toggle(state: SearchState, field: FacetField, value: string): SearchState {
  const values = state.chosen[field]
  const next = values.includes(value) ? values.filter(one => one !== value) : [...values, value]
  return { ...state, chosen: { ...state.chosen, [field]: next } }
}
