import { type Channel, isChannel } from './channel.ts'
import { checkDoorSettings, type DoorSettings, foldDoorSettings, keepDoorSettings } from './door-settings.ts'
import { Rejected } from './error.ts'
import { readWindow } from './fetch-window.ts'
import type { Fold, Move } from './ledger.ts'
import type { MediaRank } from './mention.ts'
import type { EpochMs } from './time.ts'

/** How a source is read: pulled by the crawler, or pushed through a door. */
export const SOURCE_KINDS = [
  'rss',
  'atom',
  'jsonfeed',
  'weibo-json',
  'list',
  'sitemap',
  'door',
  'wechat-push',
  'file',
] as const
export type SourceKind = (typeof SOURCE_KINDS)[number]

/** One address we poll or one door that others push to 信源. */
export type Source = Readonly<{
  id: string // 2–64 of a–z 0–9 -; never changes
  name: string
  channel: Channel
  kind: SourceKind
  url: string | null // null for doors and files
  schedule: string | null // cron, five fields at +08:00 (six with seconds), or `adaptive`, `adaptive 2-60` (minutes); null for doors and files
  mediaRank: MediaRank
  region: string | null
  linkPattern: string | null // list pages: a regular expression article links must match
  listSelector: string | null // list pages: where the links are; null = found by shape
  backfillPages: number // older list pages or sitemap days followed at the first run
  crawlDelayMs: number | null // declared by the site's owner; honoured only for hosts in the allow-list
  active: boolean
  fetchWindow?: string | null // '01:00-06:00' at +08:00: asked at no other time; absent or null: at any time
  robotsOverride?: RobotsOverride | null // set by a move of its own, never by a form
}> &
  DoorSettings

/** Why a source is read although robots.txt says no: the reason a person gave, who and when. Only the host it was given for. */
export type RobotsOverride = Readonly<{ reason: string; by: string; at: EpochMs; host: string }>

/** Whether others push to it, with keys of its own. */
export function isDoor(source: Source): boolean {
  return source.kind === 'door' || source.kind === 'wechat-push'
}

/** Whether the crawler polls it. */
export function isPulled(source: Source): boolean {
  return !isDoor(source) && source.kind !== 'file'
}

/**
 * Checks a candidate.
 * @throws {Rejected} source/bad-id, source/bad-name, source/bad-channel, source/bad-url, source/bad-pattern, source/no-schedule, source/bad-window,
 *   and what `checkDoorSettings` throws
 */
export function source(candidate: Source): Source {
  const { id, name, channel, url, linkPattern } = candidate
  if (!/^[a-z0-9][a-z0-9-]{1,63}$/.test(id)) throw new Rejected('source/bad-id', { detail: id })
  if (name.trim() === '' || name.length > 80) throw new Rejected('source/bad-name', { detail: id })
  if (!isChannel(channel)) throw new Rejected('source/bad-channel', { detail: String(channel) })
  if (isPulled(candidate)) {
    if (url === null || !/^https?:\/\/[^\s]+$/i.test(url)) throw new Rejected('source/bad-url', { detail: id })
    if (candidate.schedule === null) throw new Rejected('source/no-schedule', { detail: id })
  }
  if (candidate.fetchWindow != null) readWindow(candidate.fetchWindow)
  checkDoorSettings(candidate, candidate.kind === 'wechat-push')
  if (linkPattern !== null && !isPattern(linkPattern)) throw new Rejected('source/bad-pattern', { detail: id })
  return Object.freeze({ ...candidate, name: name.trim() })
}

function isPattern(pattern: string): boolean {
  try {
    new RegExp(pattern)
    return true
  } catch {
    return false
  }
}

/**
 * Moves: `added` and `changed` carry the whole source; `paused`, `resumed`; `key-issued` for doors (never the key);
 * `robots-overridden` with its reason, `robots-restored`. An override ends when the source moves to another host.
 */
export const foldSource: Fold<Source> = (state: Source | null, move: Move) => {
  if (move.type === 'added') return move.body.source as unknown as Source
  if (move.type === 'changed') {
    const changed = keepDoorSettings(move.body.source as unknown as Source, state)
    return withOverride(changed, state?.robotsOverride ?? null)
  }
  if (state === null) return null
  if (move.type === 'paused') return { ...state, active: false }
  if (move.type === 'resumed') return { ...state, active: true }
  if (move.type === 'robots-overridden') {
    return {
      ...state,
      robotsOverride: { reason: move.reason ?? '', by: move.by.name, at: move.at, host: hostOf(state) },
    }
  }
  if (move.type === 'robots-restored') return { ...state, robotsOverride: null }
  return foldDoorSettings(state, move)
}

function withOverride(changed: Source, override: RobotsOverride | null): Source {
  const kept = override?.host === hostOf(changed) ? override : null
  return override === null && changed.robotsOverride == null ? changed : { ...changed, robotsOverride: kept }
}

function hostOf({ url }: Source): string {
  return url !== null && URL.canParse(url) ? new URL(url).host : ''
}
