import { DAY_MS, type EpochMs } from '@guanlan/domain'

/** Deeper than any site we know; what goes on appending is a trap. */
const DEEPEST = 12
const LONGEST = 2000
/** Pages may be dated a little ahead; calendars go on for ever. */
const AHEAD_DAYS = 370
const OLDEST_YEAR = 1995
/** Addresses of one shape that one page may bring: a list has tens, a large sitemap has its 50,000. */
const MOST_OF_A_SHAPE = 1000

/**
 * What makes an address a trap, or null: a path without end or that repeats itself, a length nobody types, a date no page can have.
 * Digits alone are no date: ids may look like one.
 */
export function trapOf(address: string, now: EpochMs): 'deep' | 'repeating' | 'long' | 'far-date' | 'broken' | null {
  if (address.length > LONGEST) return 'long'
  if (!URL.canParse(address)) return 'broken'
  const { pathname, search } = new URL(address)
  const steps = pathname.split('/').filter(step => step !== '')
  if (steps.length > DEEPEST) return 'deep'
  if (repeats(steps)) return 'repeating'
  return farDate(`${pathname}${search}`, now) ? 'far-date' : null
}

/** `/a/b/a/b/a/b`: a run of one to three steps that stands there three times in a row. */
function repeats(steps: readonly string[]): boolean {
  for (let length = 1; length <= 3; length++) {
    for (let at = 0; at + 3 * length <= steps.length; at++) {
      const run = steps.slice(at, at + length)
      // figures may repeat: /2026/11/11/11.html
      if (run.every(step => /^\d+$/.test(step))) continue
      if (run.every((step, n) => step === steps[at + length + n] && step === steps[at + 2 * length + n])) return true
    }
  }
  return false
}

/** `2031-02`, `/2031/02/`, `year=2031&month=2`: a year and a month that say they are one. */
function farDate(path: string, now: EpochMs): boolean {
  const dated = /(?:^|[/=_.-])((?:1[89]|2\d)\d\d)([-/_])(1[0-2]|0?[1-9])(?=[-/_&.]|$)/.exec(path)
  const asked = /[?&](?:year|y)=(\d{4})(?:&|$)/i.exec(path)
  const year = Number(dated?.[1] ?? asked?.[1] ?? Number.NaN)
  if (Number.isNaN(year)) return false
  const month = Number(dated?.[3] ?? 1)
  return year < OLDEST_YEAR || Date.UTC(year, month - 1, 1) > now + AHEAD_DAYS * DAY_MS
}

/** The shape of an address: what pages of one kind have in common. Figures and the values of a query say which one it is. */
export function shapeOf(address: string): string {
  const { host, pathname, searchParams } = new URL(address)
  return `${host}${pathname.replace(/\d+/g, '#')}?${[...new Set(searchParams.keys())].sort().join('&')}`
}

/** Addresses worth a look, in the order given, and how many were passed over. */
export type Kept = Readonly<{ urls: readonly string[]; passedOver: number }>

/** Leaves out traps, and what of one shape is more than one page can mean. @param most of one shape */
export function withoutTraps(urls: readonly string[], now: EpochMs, most = MOST_OF_A_SHAPE): Kept {
  const counts = new Map<string, number>()
  const kept = urls.filter(url => {
    if (trapOf(url, now) !== null) return false
    const shape = shapeOf(url)
    const count = (counts.get(shape) ?? 0) + 1
    counts.set(shape, count)
    return count <= most
  })
  return { urls: kept, passedOver: urls.length - kept.length }
}
