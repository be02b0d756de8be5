import { DAY_MS, errorCode, MINUTE_MS } from '@guanlan/domain'
import { ALLOW_ALL, ALLOW_NONE, decode, parseRobots, type RobotsRules } from '@guanlan/extract'
import type { Clock, Fetcher, Frontier } from '@guanlan/ports'
import { AGENT } from './fetch.ts'
import type { Pace } from './pace.ts'

/** What robots.txt of each site says, fetched at most once a day. */
export type RobotsBook = Readonly<{ rules(url: string): Promise<RobotsRules> }>

/** `absent`: the site has none (4xx). `unreachable`: nobody may be asked for now (RFC 9309 §2.3.1.4). */
type Note = Readonly<{ state: 'read' | 'absent' | 'unreachable'; text: string }>

const UNREACHABLE_MS = 10 * MINUTE_MS
/** RFC 9309 §2.5: at least 500 KiB are read; what comes after is not. */
const MOST_BYTES = 512_000
const NAME = 'robots'
/** Answers that mean that there is no file: 4xx, and redirects that lead nowhere (RFC 9309 §2.3.1.2 and §2.3.1.3). */
const ABSENT: ReadonlySet<string> = new Set(['fetch/status', 'fetch/redirect-loop', 'fetch/bad-url'])

/**
 * RFC 9309: 4xx allows all; 5xx, 429, a dead network and a body that cannot be read allow nothing for ten minutes, then are tried
 * again, and a copy read before is used meanwhile. The strict reading of 429 is ours: these are often government hosts.
 */
export function openRobotsBook(
  deps: Readonly<{ fetcher: Fetcher; frontier: Frontier; clock: Clock; pace: Pace; gapMs: (site: URL) => number }>,
): RobotsBook {
  const { fetcher, frontier, clock, pace } = deps
  const parsed = new Map<string, Readonly<{ at: number; rules: RobotsRules }>>()

  const read = async (origin: string): Promise<Note | null> => {
    try {
      const fetched = await pace.turn(new URL(origin).host, deps.gapMs(new URL(origin)), () =>
        fetcher.fetch({
          url: `${origin}/robots.txt`,
          maxBytes: MOST_BYTES,
          cut: true,
          accept: 'text/plain,*/*;q=0.1',
        }),
      )
      return fetched === null
        ? null
        : { state: 'read', text: decode(wholeLines(fetched.bytes), fetched.contentType).text }
    } catch (error) {
      const code = errorCode(error)
      // not the site's answer but our own refusal, or our own mistake
      if (code === 'fetch/private-address' || code === 'bug') throw error
      return { state: ABSENT.has(code) ? 'absent' : 'unreachable', text: '' }
    }
  }

  return {
    async rules(url) {
      const { origin } = new URL(url)
      const known = await frontier.note(origin, NAME)
      const last = known === null ? null : (JSON.parse(known.value) as Note)
      const keepMs = last?.state === 'unreachable' ? UNREACHABLE_MS : DAY_MS
      if (known !== null && last !== null && clock.now() - known.at < keepMs) {
        const cached = parsed.get(origin)
        if (cached?.at === known.at) return cached.rules
        const rules = rulesOf(last)
        parsed.set(origin, { at: known.at, rules })
        return rules
      }
      const fresh = await read(origin)
      if (fresh === null) return ALLOW_NONE // stopping
      const kept = fresh.state === 'unreachable' && last !== null && last.state === 'read' ? last : fresh
      const at = kept === last ? clock.now() - DAY_MS + UNREACHABLE_MS : clock.now()
      const rules = rulesOf(kept)
      await frontier.putNote(origin, NAME, JSON.stringify(kept), at)
      parsed.set(origin, { at, rules })
      return rules
    },
  }
}

/** A line that the limit cuts could forbid more than was meant. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.length < MOST_BYTES ? bytes : bytes.subarray(0, bytes.lastIndexOf(10) + 1)
}

function rulesOf(note: Note): RobotsRules {
  if (note.state === 'absent') return ALLOW_ALL
  return note.state === 'unreachable' ? ALLOW_NONE : parseRobots(note.text, AGENT)
}
