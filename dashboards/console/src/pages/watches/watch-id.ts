/** An id of the allowed form (2–64 of a–z 0–9 -) from a name that is mostly Chinese: its Latin parts and the time. */
export function watchId(name: string, now: number): string {
  const latin = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${latin === '' ? 'w' : latin.slice(0, 40)}-${now.toString(36)}`
}
