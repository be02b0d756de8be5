/** What became of one write of a group. */
export type Settled<T> = Readonly<{ value: T }> | Readonly<{ error: unknown }>

/** Gathers writes that are asked for at about the same time and makes them durable together. */
export type GroupCommit<In, Out> = Readonly<{
  /** Settles after the commit that holds it. */
  submit: (write: In) => Promise<Out>
  /** Commits what waits, now. */
  flush: () => void
}>

/**
 * One fsync for many callers: everything submitted in one turn of the event loop goes to `commit` together.
 * `commit` returns an outcome per write after its transaction is durable; when it throws, every write of the group fails with that.
 */
export function groupCommit<In, Out>(commit: (writes: readonly In[]) => readonly Settled<Out>[]): GroupCommit<In, Out> {
  type Waiting = Readonly<{ write: In; resolve: (value: Out) => void; reject: (reason: unknown) => void }>
  let waiting: Waiting[] = []

  const flush = () => {
    const group = waiting
    waiting = []
    if (group.length === 0) return
    let outcomes: readonly Settled<Out>[]
    try {
      outcomes = commit(group.map(one => one.write))
    } catch (error) {
      for (const one of group) one.reject(error)
      return
    }
    for (const [index, one] of group.entries()) {
      const outcome = outcomes[index]!
      if ('value' in outcome) one.resolve(outcome.value)
      else one.reject(outcome.error)
    }
  }

  return {
    flush,
    submit: write =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ write, resolve, reject })
      }),
  }
}
