import type { Level } from '../api/record.ts'

/** A level is always colour, word and shape together (never colour alone). */
const LOOKS: Readonly<Record<Level, { name: string; shape: string }>> = {
  general: { name: '一般', shape: 'M1 1h8v8H1z' },
  major: { name: '较大', shape: 'M5 .5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z' },
  serious: { name: '重大', shape: 'M5 0l5 5-5 5-5-5z' },
  grave: { name: '特别重大', shape: 'M5 .5 10 9.500H0z' },
}

/** Names of the levels, lowest first, for fields. */
export const LEVEL_OPTIONS = (['general', 'major', 'serious', 'grave'] as const).map(value => ({
  value,
  label: LOOKS[value].name,
}))

/** What a level is called. */
export function levelName(level: Level): string {
  return LOOKS[level].name
}

export function LevelTag({ level, plain = false }: { level: Level; plain?: boolean }) {
  const { name, shape } = LOOKS[level]
  return (
    <span className={`level level-${level}${plain ? ' level-plain' : ''}`}>
      <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
        <path d={shape} fill="currentColor" />
      </svg>
      {name}
    </span>
  )
}
