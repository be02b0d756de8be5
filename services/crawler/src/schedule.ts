import { DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS, Rejected, SECOND_MS } from '@guanlan/domain'
import { createTask, type ScheduledTask, validate } from 'node-cron'

/** When a cron expression comes due at +08:00. Time is an argument: node-cron is only asked whether an instant fits. */
export type Schedule = Readonly<{
  /** The first due instant after `at`, looked for up to 32 days (25 hours where the seconds vary), else null. */
  next(at: EpochMs): EpochMs | null
}>

const tasks = new Map<string, ScheduledTask>()

/**
 * @param expression five fields, or six with seconds first
 * @throws {Rejected} 'crawl/bad-schedule'
 */
export function schedule(expression: string): Schedule {
  if (!validate(expression)) throw new Rejected('crawl/bad-schedule', { detail: expression.slice(0, 60) })
  // never started: a task serves as the matcher only
  const task = tasks.get(expression) ?? createTask(expression, () => {}, { timezone: 'Asia/Shanghai' })
  tasks.set(expression, task)
  const fields = expression.trim().split(/\s+/)
  const second = fields.length === 5 ? '0' : fields[0]!
  const fixed = /^\d+$/.test(second)
  const step = fixed ? MINUTE_MS : SECOND_MS
  const shift = fixed ? Number(second) * SECOND_MS : 0
  const horizon = fixed ? 32 * DAY_MS : 25 * HOUR_MS
  return {
    next(at) {
      const start = Math.floor((at - shift) / step) * step + shift + step
      for (let t = start; t <= at + horizon; t += step) if (task.match(new Date(t))) return t
      return null
    },
  }
}
