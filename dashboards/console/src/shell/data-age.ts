import { clockSeconds, duration } from '../parts/time.ts'

/** How fresh the data are: `stale` over 60 s, `stopped` over 5 min, `none` before the first mention, `cut` with no live stream. */
export type DataAge = Readonly<{ state: 'fresh' | 'stale' | 'stopped' | 'none' | 'cut'; words: string }>

const STALE_MS = 60_000
const STOPPED_MS = 5 * 60_000

/** The data age in words. */
export function dataAge(dataAt: number | null, now: number, connected: boolean): DataAge {
  if (!connected) return { state: 'cut', words: '实时连接已断开，正在重连' }
  if (dataAt === null) return { state: 'none', words: '尚无数据' }
  const age = Math.max(0, now - dataAt)
  if (age > STOPPED_MS) return { state: 'stopped', words: `数据停更 ${duration(age)}` }
  return { state: age > STALE_MS ? 'stale' : 'fresh', words: `数据截至 ${clockSeconds(dataAt)} · ${duration(age)}前` }
}
