/** One commit as the live stream told it, with the moment it arrived (performance.now). */
export type Arrived = Readonly<{
  at: number
  refs: readonly Readonly<{ kind: string; id: string; type: string }>[]
}>

/** A signed-in screen on /api/live; `arrived` grows until `close`. */
export async function openScreen(
  address: string,
  cookie: string,
): Promise<Readonly<{ arrived: readonly Arrived[]; close: () => void }>> {
  const ending = new AbortController()
  const answer = await fetch(`${address}/api/live`, { headers: { cookie }, signal: ending.signal })
  const arrived: Arrived[] = []
  const listen = async () => {
    let unread = ''
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      unread += chunk
      const frames = unread.split('\n\n')
      unread = frames.pop()!
      for (const frame of frames) {
        const data = /^event: commit\ndata: (.*)$/m.exec(frame)?.[1]
        if (data !== undefined) arrived.push({ at: performance.now(), ...(JSON.parse(data) as Omit<Arrived, 'at'>) })
      }
    }
  }
  listen().catch(error => {
    if (!ending.signal.aborted) throw error
  })
  return { arrived, close: () => ending.abort() }
}
