/** What became of one write of a group. */
export type Settled<T> = Readonly<{ value: T }> | Readonly<{ error: unknown }>

/** Gathers writes that are asked for at about the same time and makes them durable together. */
export type GroupCommit<In, Out> = Readonly<{
  /** Settles after the commit that holds it. */
  submit: (write: In) => Promise<Out>
  /** Commits what waits, now; what comes during a commit goes right after it. */
  flush: () => void
  /** Settles when nothing waits and no commit is under way. */
  idle: () => Promise<void>
}>

/**
 * One fsync for many callers: everything submitted in one turn of the event loop, or while a commit is under way, goes to `commit`
 * together. `commit` gives an outcome per write once its transaction is durable; when it throws, every write of the group fails with
 * that. One commit at a time.
 */
export function groupCommit<In, Out>(
  commit: (writes: readonly In[]) => readonly Settled<Out>[] | Promise<readonly Settled<Out>[]>,
): GroupCommit<In, Out> {
  type Waiting = Readonly<{ write: In; resolve: (value: Out) => void; reject: (reason: unknown) => void }>
  let waiting: Waiting[] = []
  let busy: Promise<void> | null = null

  const settle = (group: readonly Waiting[], outcomes: readonly Settled<Out>[]) => {
    for (const [index, one] of group.entries()) {
      const outcome = outcomes[index]!
      if ('value' in outcome) one.resolve(outcome.value)
      else one.reject(outcome.error)
    }
  }
  const fail = (group: readonly Waiting[], error: unknown) => {
    for (const one of group) one.reject(error)
  }
  const flush = () => {
    if (busy !== null || waiting.length === 0) return
    const group = waiting
    waiting = []
    try {
      const outcomes = commit(group.map(one => one.write))
      if (!(outcomes instanceof Promise)) return settle(group, outcomes)
      busy = outcomes
        .then(
          settled => settle(group, settled),
          error => fail(group, error),
        )
        .then(() => {
          busy = null
          flush()
        })
    } catch (error) {
      fail(group, error)
    }
  }

  return {
    flush,
    async idle() {
      for (flush(); busy !== null; ) await busy
    },
    submit: write =>
      new Promise((resolve, reject) => {
        if (waiting.length === 0 && busy === null) setImmediate(flush)
        waiting.push({ write, resolve, reject })
      }),
  }
}
