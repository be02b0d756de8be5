/** Where a field was read: a site's rule, meta tags, JSON-LD, embedded state, the layout around the text, or the page's <title>. */
export type OriginPlace = 'rule' | 'meta' | 'json-ld' | 'state' | 'layout' | 'page-title'

/**
 * Where a field was read and how sure that is, 0..1: each kind of place has an estimate of its own (a label 来源： 0.97, a bare name
 * beside the time 0.75, the site's own name 0.7 …), kept in order by counting on pages of known truth; other places that say the
 * same raise it (the chances that each is wrong multiply), a strong one that contradicts lowers it by a fifth.
 */
export type Origin = Readonly<{ from: OriginPlace; sure: number }>

/** One field as read, with its origin. */
export type Found<Value> = Readonly<{ value: Value; from: OriginPlace; sure: number }>

/** A weaker reading that differs says nothing against a stronger one: the site's name against the outlet it reprints. */
const CONTRADICTS = 0.82

/** The first of several readings, in order of trust, surer for every later one that agrees and less sure for one that does not. */
export function weigh<Value>(
  readings: readonly (Found<Value> | null)[],
  agree: (one: Value, other: Value) => boolean,
): Found<Value> | null {
  const [first, ...others] = readings.filter(reading => reading !== null)
  if (first === undefined) return null
  let doubt = 1 - first.sure
  for (const other of others) {
    if (agree(first.value, other.value)) doubt *= Math.max(0.1, 1 - other.sure)
    else if (other.sure > CONTRADICTS) doubt = Math.min(1, doubt + 0.2 * (1 - doubt))
  }
  return { ...first, sure: Math.round((1 - doubt) * 100) / 100 }
}
