/** Ends the command well when whoever read our output has seen enough (`… | head`): there is nobody left to write for. */
export function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
}
