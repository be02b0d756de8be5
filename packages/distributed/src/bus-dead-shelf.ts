import type { EpochMs } from '@guanlan/domain'
import type { DeadLetter, IsOf, Stream } from '@guanlan/ports'
import { decodeBody } from './bus-body.ts'
import { deadLetter, type ReplayMark, type StoredLetter } from './bus-dead.ts'

/** What is kept in view: the newest of all dead topics, within both bounds. Older letters stay in their topic. */
const MOST_LETTERS = 10_000
const MOST_BYTES = 64 * 1024 * 1024

/** The dead letters in view, ordered by id. Taking a message twice changes nothing. */
export type DeadShelf = Readonly<{
  put: (letter: StoredLetter) => void
  mark: (stream: Stream, mark: ReplayMark) => void
  /** Newest first, older than `before`. */
  newest: (limit: number, before?: string) => readonly DeadLetter[]
  find: (id: string) => Readonly<{ letter: StoredLetter; replayedAt: EpochMs | null }> | null
  /** Takes letters out of view for as long as this shelf lives; how many. */
  forget: (isOf: IsOf) => number
  /** Letters in view that were not replayed. */
  waiting: (stream: Stream) => number
}>

/** An empty shelf. */
export function deadShelf(
  bounds: Readonly<{ letters: number; bytes: number }> = { letters: MOST_LETTERS, bytes: MOST_BYTES },
): DeadShelf {
  const letters = new Map<string, StoredLetter>()
  const marks = new Map<string, EpochMs>() // by stream and letter offset: a mark stays even where its letter is out of view
  const origins = new Set<string>()
  let ids: string[] = [] // ascending
  let bytes = 0

  const insertionPoint = (id: string) => {
    let [low, high] = [0, ids.length]
    if (high === 0 || ids[high - 1]! < id) return high // nearly always the newest
    while (low < high) {
      const middle = (low + high) >>> 1
      if (ids[middle]! < id) low = middle + 1
      else high = middle
    }
    return low
  }
  const dropOldest = () => {
    let gone = 0
    while (ids.length - gone > bounds.letters || (bytes > bounds.bytes && ids.length - gone > 1)) {
      const letter = letters.get(ids[gone++]!)!
      letters.delete(letter.id)
      origins.delete(originOf(letter))
      bytes -= letter.bytes.length
    }
    if (gone > 0) ids = ids.slice(gone)
  }
  const replayedAt = (letter: StoredLetter) => marks.get(`${letter.stream} ${letter.letterOffset}`) ?? null

  return {
    put(letter) {
      // One delivery is set aside twice when the offset could not be committed after the first time.
      if (letters.has(letter.id) || origins.has(originOf(letter))) return
      letters.set(letter.id, letter)
      origins.add(originOf(letter))
      ids.splice(insertionPoint(letter.id), 0, letter.id)
      bytes += letter.bytes.length
      dropOldest()
    },
    mark(stream, { letterOffset, replayedAt: at }) {
      const name = `${stream} ${letterOffset}`
      if (!marks.has(name)) marks.set(name, at)
    },
    newest(limit, before) {
      const end = before === undefined ? ids.length : insertionPoint(before)
      return ids
        .slice(Math.max(0, end - limit), end)
        .reverse()
        .map(id => letters.get(id)!)
        .map(letter => deadLetter(letter, replayedAt(letter)))
    },
    find(id) {
      const letter = letters.get(id)
      return letter === undefined ? null : { letter, replayedAt: replayedAt(letter) }
    },
    forget(isOf) {
      const gone = [...letters.values()].filter(({ stream, key, bytes }) =>
        isOf({ stream, key, body: () => decodeBody(bytes).body }),
      )
      for (const {
        id,
        bytes: { length },
      } of gone) {
        letters.delete(id) // its origin stays known, so that the same delivery is not shown again
        bytes -= length
      }
      ids = ids.filter(id => letters.has(id))
      return gone.length
    },
    waiting: stream => [...letters.values()].filter(one => one.stream === stream && replayedAt(one) === null).length,
  }
}

const originOf = ({ stream, group, partition, offset }: StoredLetter) => `${stream} ${group} ${partition}:${offset}`
