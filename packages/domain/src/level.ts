/** The configured scale of 舆情 levels, lowest first; 蓝黄橙红. */
export const LEVELS = ['general', 'major', 'serious', 'grave'] as const
export type Level = (typeof LEVELS)[number]

/** What each level is called. */
export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  general: '一般',
  major: '较大',
  serious: '重大',
  grave: '特别重大',
}

/** The higher of two levels. */
export function higherLevel(a: Level, b: Level): Level {
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b
}

/** Whether `a` is `b` or above. */
export function atLeast(a: Level, b: Level): boolean {
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b)
}

/** One measured figure beside what it was compared with: a row of 为何触发. */
export type Figure = Readonly<{
  name: string // Chinese, as shown: '24小时提及'
  measured: string // '84 条'
  compared: string // baseline or comparison, '—' when none
  threshold: string // '≥ 50 条'
  level: Level | null // what this row alone suggests; null = not reached
}>

/** A level suggested by the machine, with everything that led to it. Never the confirmed level. */
export type Suggestion = Readonly<{ level: Level; figures: readonly Figure[]; ruleVersion: string }>
