/** Where people read: plain lines, and one line rewritten in place when the terminal can. */
export type Terminal = Readonly<{
  say: (line?: string) => void
  /** Replaces the line below; on a pipe it says nothing, so that logs stay readable. */
  progress: (line: string) => void
  /** Ends the rewritten line. */
  settle: () => void
}>

/** The process's own terminal. */
export function openTerminal(out: NodeJS.WriteStream = process.stdout): Terminal {
  let open = false
  const settle = () => {
    if (open) out.write('\n')
    open = false
  }
  return {
    settle,
    say: (line = '') => {
      settle()
      out.write(`${line}\n`)
    },
    progress: line => {
      if (!out.isTTY) return
      out.write(`\r\u001b[2K${line}`)
      open = true
    },
  }
}
