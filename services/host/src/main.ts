import { errorCode } from '@guanlan/domain'
import { errorTitle } from '@guanlan/runtime'
import { program } from './command-line.ts'

/** What a person sees when a command cannot go on: what happened, what to do; the stack only for bugs. */
function explain(error: unknown): void {
  const code = errorCode(error)
  const detail =
    error instanceof Error && 'detail' in error && typeof error.detail === 'string' ? `\n  详情：${error.detail}` : ''
  console.error(`\n观澜：${errorTitle(code)}（${code}）${detail}`)
  if (code === 'bug') console.error(error)
}

try {
  await program.parseAsync()
} catch (error) {
  explain(error)
  process.exitCode = 1
}
