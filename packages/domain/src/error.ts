/** Details travel as plain values: masked text, ids and figures only, never a person's data. */
type Options = Readonly<{ cause?: unknown; detail?: string }>

/** A failure with a code `area/what` from docs/errors.md. The class says what the caller does next. */
abstract class Failure extends Error {
  readonly code: string
  readonly detail: string | null

  constructor(code: string, options: Options = {}) {
    super(
      options.detail === undefined ? code : `${code}: ${options.detail}`,
      options.cause === undefined ? {} : { cause: options.cause },
    )
    this.code = code
    this.detail = options.detail ?? null
  }
}

/** This input can never succeed: set it aside with its reason, go on with the rest. */
export class Rejected extends Failure {
  override readonly name = 'Rejected'
}

/** Something we need is away for now: wait and try again, nothing is lost. */
export class Unavailable extends Failure {
  override readonly name = 'Unavailable'
}

/** What was asked for is not there. */
export class NotFound extends Failure {
  override readonly name = 'NotFound'
}

/** Someone was faster, or the caller looked at an older version: read again, decide again. */
export class Conflict extends Failure {
  override readonly name = 'Conflict'
}

/** The code of a known failure, `bug` for anything else. */
export function errorCode(error: unknown): string {
  return error instanceof Failure ? error.code : 'bug'
}
