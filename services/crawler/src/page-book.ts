import { PAGES_NOTE, type ReadPage, type RuleStanding, standingNote, withPage, withReading } from '@guanlan/domain'
import type { Frontier } from '@guanlan/ports'

/** How a page was read by a rule. */
export type RuleUse = Readonly<{ ruleId: string; version: number; matched: boolean; sourceId: string }>

/** Which pages of a host were read last, and how rules did on them; kept as the frontier's notes of the host. */
export type PageBook = Readonly<{ add(page: ReadPage, use: RuleUse | null): Promise<void> }>

/** This process is the only one that notes about the hosts it reads; notes of one host never overtake each other. */
export function openPageBook(frontier: Frontier): PageBook {
  const pages = new Map<string, Promise<readonly ReadPage[]>>()
  const standings = new Map<string, Promise<RuleStanding | null>>()

  const change = async <State>(
    kept: Map<string, Promise<State>>,
    host: string,
    name: string,
    next: (before: State) => State,
    none: State,
    at: number,
  ): Promise<void> => {
    const key = `${host} ${name}`
    const before =
      kept.get(key) ??
      frontier.note(host, name).then(note => (note === null ? none : (JSON.parse(note.value) as State)))
    const after = before.then(next)
    kept.set(key, after)
    try {
      await frontier.putNote(host, name, JSON.stringify(await after), at)
    } catch (error) {
      kept.delete(key) // read again what really stands there
      throw error
    }
  }

  return {
    async add(page, use) {
      const host = new URL(page.url).hostname
      await change(pages, host, PAGES_NOTE, before => withPage(before, page), [], page.readAt)
      if (use === null) return
      const { version, matched, sourceId } = use
      const reading = { version, matched, sourceId, readAt: page.readAt }
      const next = (before: RuleStanding | null) => withReading(before, reading)
      await change(standings, host, standingNote(use.ruleId), next, null as RuleStanding | null, page.readAt)
    },
  }
}
