import { type DestinationStream, type Logger, pino } from 'pino'

/** The structured log: constant `msg`, fields for the rest, JSON on stderr. */
export type Log = Logger

/**
 * Opens the log. error = a person must act, warn = dead letter or degraded, info = life cycle and decisions, debug = per message.
 * A mention's text, an author or a caller never goes in at info; names that could carry them are cut out everywhere.
 */
export function openLog(level: string, destination?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
      redact: {
        paths: [
          'text',
          'title',
          'author',
          'password',
          'token',
          'key',
          '*.text',
          '*.title',
          '*.author',
          '*.password',
          '*.token',
        ],
        remove: true,
      },
    },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )
}
