/** What the desk answered instead of what was asked: one Chinese sentence and a code from docs/errors.md. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number // HTTP status; 0 when no answer came
  readonly code: string // `area/what`
  readonly detail: string | null
  readonly current: unknown // the record as it stands now, on a conflict

  constructor(status: number, code: string, title: string, detail: string | null = null, current: unknown = null) {
    super(title)
    this.status = status
    this.code = code
    this.detail = detail
    this.current = current
  }
}

/** Reads a failed answer; never throws, whatever the body is. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  const word = (key: string) => (typeof fields[key] === 'string' ? (fields[key] as string) : null)
  const title = word('title') ?? `服务没有正常应答（${response.status}）`
  return new Problem(response.status, word('code') ?? 'bug', title, word('detail'), fields.current ?? null)
}

/** Whether someone else changed the record first. */
export function isConflict(error: unknown): error is Problem {
  return error instanceof Problem && error.status === 409
}
