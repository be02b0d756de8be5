import type { EpochMs, Source } from '@guanlan/domain'
import type { Frontier } from '@guanlan/ports'
import { cadence, soonest } from './cadence.ts'
import { nextVisit, type Rhythm, unknownRhythm, withVisit } from './rhythm.ts'

/** When each source is next asked, learned from what its visits bring and kept in the frontier. */
export type RhythmBook = Readonly<{
  /** A visit has read the source's own address and found `fresh` items; when to come again, and how far off that is where it adapts. */
  visited(
    source: Source,
    at: EpochMs,
    fresh: number,
  ): Promise<Readonly<{ nextDueAt: EpochMs | null; everyMs: number | null }>>
}>

const nameOf = (source: Source) => `rhythm ${source.id}`

/** One worker has a source at a time, so its rhythm has one writer. */
export function openRhythmBook(frontier: Frontier): RhythmBook {
  const read = async (host: string, source: Source, at: EpochMs): Promise<Rhythm> => {
    const note = await frontier.note(host, nameOf(source))
    return note === null ? unknownRhythm(at) : (JSON.parse(note.value) as Rhythm)
  }
  return {
    async visited(source, at, fresh) {
      if (source.schedule === null || source.url === null || !isAdaptive(source.schedule)) {
        return { nextDueAt: soonest(source, at), everyMs: null }
      }
      const when = cadence(source.schedule)
      if (when.kind === 'cron') return { nextDueAt: when.next(at), everyMs: null }
      const { host } = new URL(source.url)
      const rhythm = withVisit(await read(host, source, at), at, fresh)
      await frontier.putNote(host, nameOf(source), JSON.stringify(rhythm), at)
      const nextDueAt = nextVisit(rhythm, at, when.bounds)
      return { nextDueAt, everyMs: nextDueAt - at }
    },
  }
}

const isAdaptive = (schedule: string) => schedule.trimStart().startsWith('adaptive')
