import { useCallback, useEffect, useRef, useState } from 'react'

type Named = Readonly<{ id: string; version: number }>

/** Rows in the order they were first shown; `left` are those the list no longer holds, shown as they were last known. */
export type HeldRow<T> = Readonly<{ item: T; left: boolean }>

/**
 * Puts new answers into a list without moving a row: held rows stay where they are with their newest content,
 * and what is new waits, counted, until someone asks for it.
 */
export function holdRows<T extends Named>(
  held: readonly string[],
  latest: readonly T[],
  known: ReadonlyMap<string, T>,
): Readonly<{ rows: readonly HeldRow<T>[]; fresh: readonly T[] }> {
  const now = new Map(latest.map(item => [item.id, item]))
  const rows = held.flatMap(id => {
    const item = newest(now.get(id), known.get(id))
    return item === undefined ? [] : [{ item, left: !now.has(id) }]
  })
  const standing = new Set(held)
  return { rows, fresh: latest.filter(item => !standing.has(item.id)) }
}

function newest<T extends Named>(listed: T | undefined, known: T | undefined): T | undefined {
  return listed === undefined || (known !== undefined && known.version > listed.version) ? known : listed
}

/**
 * Holds a list under `name` (its tab) until `load` is called or the name changes; `paused` freezes its content too.
 * `learn` tells of a newer version known from elsewhere, such as the answer to a write.
 */
export function useHeldList<T extends Named>(name: string, latest: readonly T[] | undefined, paused: boolean) {
  const known = useRef(new Map<string, T>())
  const [, setLearnt] = useState(0)
  const [held, setHeld] = useState<Readonly<{ name: string; ids: readonly string[] }> | null>(null)
  const frozen = useRef<readonly T[]>([])
  if (!paused && latest !== undefined) frozen.current = latest
  const shown = frozen.current

  useEffect(() => {
    for (const item of shown) known.current.set(item.id, newest(item, known.current.get(item.id)) ?? item)
  }, [shown])
  useEffect(() => {
    if (latest === undefined) return
    setHeld(old => (old === null || old.name !== name || old.ids.length === 0 ? idsOf(name, latest) : old))
  }, [latest, name])

  const learn = useCallback((newer: Named & Partial<T>) => {
    const old = known.current.get(newer.id)
    if (old === undefined || newer.version <= old.version) return
    known.current.set(newer.id, { ...old, ...newer })
    setLearnt(count => count + 1)
  }, [])

  const ids = held?.name === name ? held.ids : (latest ?? []).map(item => item.id)
  const { rows } = holdRows(ids, paused ? shown : (latest ?? []), known.current)
  const { fresh } = holdRows(ids, latest ?? [], known.current)
  return {
    rows,
    fresh,
    load: () => setHeld(idsOf(name, latest ?? [])),
    learn,
  }
}

function idsOf(name: string, items: readonly Named[]) {
  return { name, ids: items.map(item => item.id) }
}
