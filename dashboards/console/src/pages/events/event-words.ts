/** A figure 0..100, or the words for having too little to say. */
export function figureWords(value: number | null): string {
  if (value === null) return '样本不足'
  return value >= 10 ? value.toFixed(0) : value.toFixed(1)
}

/** The negative share with its sample; under ten mentions it is words. */
export function negativeWords(negative: number, mentions: number): string {
  if (mentions === 0) return '无数据'
  if (mentions < 10) return `样本不足（${negative}/${mentions}）`
  return `${((negative / mentions) * 100).toFixed(1)}%（${negative}/${mentions}）`
}

const COMPONENT_NAMES: Readonly<Record<string, string>> = {
  hard: '硬触发',
  hardTrigger: '硬触发',
  heat: '热度',
  growth: '增幅',
  negativity: '负面度',
  topic: '主题',
  offline: '线下行动',
  action: '线下行动',
  sum: '加权和',
  mentions: '提及',
  negative: '负面',
  share: '占比',
}

/** The components of a figure and its formula version, as a hint. */
export function measureHint(components: Readonly<Record<string, number | null>>, version: string): string {
  const parts = Object.entries(components).map(([name, value]) => {
    const shown = value === null ? '无数据' : String(Math.round(value * 100) / 100)
    return `${COMPONENT_NAMES[name] ?? name} ${shown}`
  })
  return [...parts, `公式 ${version}`].join('；')
}
