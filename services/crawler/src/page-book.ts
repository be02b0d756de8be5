import { PAGES_NOTE, type ReadPage, type RuleStanding, standingNote, withPage, withReading } from '@guanlan/domain'
import type { Frontier } from '@guanlan/ports'

/** How a page was read by a rule. */
export type RuleUse = Readonly<{ ruleId: string; version: number; matched: boolean; sourceId: string }>

/** Which pages of a host were read last, and how rules did on them; kept as the frontier's notes of the host. */
export type PageBook = Readonly<{ add(page: ReadPage, use: RuleUse | null): Promise<void> }>

/** Notes of one host are changed one after another; each is read anew, since another process may have had the host meanwhile. */
export function openPageBook(frontier: Frontier): PageBook {
  const changing = new Map<string, Promise<unknown>>()

  const change = async <State>(host: string, name: string, at: number, next: (before: State | null) => State) => {
    const note = await frontier.note(host, name)
    const before = note === null ? null : (JSON.parse(note.value) as State)
    await frontier.putNote(host, name, JSON.stringify(next(before)), at)
  }

  return {
    async add(page, use) {
      const host = new URL(page.url).hostname
      const { readAt } = page
      const before = changing.get(host) ?? Promise.resolve()
      const adding = before
        .catch(() => undefined) // whoever asked for it was told
        .then(async () => {
          await change<readonly ReadPage[]>(host, PAGES_NOTE, readAt, pages => withPage(pages ?? [], page))
          if (use === null) return
          const { ruleId, ...reading } = use
          await change<RuleStanding>(host, standingNote(ruleId), readAt, known =>
            withReading(known, { ...reading, readAt }),
          )
        })
      changing.set(host, adding)
      try {
        await adding
      } finally {
        if (changing.get(host) === adding) changing.delete(host)
      }
    },
  }
}
