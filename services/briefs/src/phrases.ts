import {
  type BriefSection,
  type CountedPhrase,
  chooseKeyPhrases,
  isComparable,
  type KeyPhrases,
  type Period,
  parseQuery,
  phraseQuery,
  timesWords,
} from '@guanlan/domain'
import type { Search } from '@guanlan/ports'
import { cited, NONE, section, shownFigure } from './figures.ts'
import { over, type Reading } from './reading.ts'

/** Looked at: the newest of each slice of the period, so that no day is left out and a busy one does not drown the others. */
const SLICES = 14
const MOST_OF_A_SLICE = 150
const LONGEST_TEXT = 2000
const MOST_SHOWN = 12
const KINDS = { word: '词', new: '新词', hashtag: '话题' } as const

/** 关键词语: what the period says far more than the one before, each with the search that counts it. */
export async function keyPhrases(reading: Reading): Promise<BriefSection> {
  const found = await phrasesOf(reading)
  const { figures, period } = reading
  const rows = found.phrases.map(one => {
    const label = `“${one.phrase}”`
    const count = figures.count(label, one.mentions, '条', over(period), phraseQuery(one.phrase))
    return { one, count, cells: [label, KINDS[one.kind], shownFigure(count), `${one.before}条`] }
  })
  const leading = rows.slice(0, 3).map(({ one, count }) => {
    const times = timesWords(one, found)
    return `“${one.phrase}”${cited(count)}${times === null ? '' : `（${times}）`}`
  })
  const few = isComparable(found)
    ? ''
    : `上期${found.before === 0 ? '没有提及' : `仅有提及${found.before}条`}，不足以比较，只列条数。`
  return section({
    id: 'phrases',
    title: '关键词语',
    narrative:
      leading.length === 0
        ? found.of === 0
          ? NONE
          : `${few}没有明显多于平时的词语。`
        : `${few}本期突出的词语：${leading.join('；')}。`,
    figures: rows.map(({ count }) => count),
    table: {
      caption: '关键词语（含该词语的提及）',
      columns: ['词语', '类别', '本期', '上期', '与上期相比', '图号'],
      rows: rows.map(({ one, count, cells }) => [...cells, timesWords(one, found) ?? '—', count.id]),
    },
  })
}

async function phrasesOf({ index, period, before, findPhrases }: Reading): Promise<KeyPhrases> {
  const texts: string[] = []
  for (const slice of slices(period)) {
    const { mentions } = await index.search(over(slice), { limit: MOST_OF_A_SLICE })
    for (const { title, text } of mentions) texts.push(`${title}\n${text.slice(0, LONGEST_TEXT)}`)
  }
  const [[found = []], of, earlier] = await Promise.all([
    findPhrases([texts]),
    index.count(over(period)),
    index.count(over(before)),
  ])
  const counted: CountedPhrase[] = []
  for (const { phrase, kind } of found) {
    const saying = (of: Period): Search => ({ ...over(of), query: parseQuery(phraseQuery(phrase)) })
    const [mentions, earlier] = await Promise.all([index.count(saying(period)), index.count(saying(before))])
    counted.push({ phrase, kind, mentions, before: earlier })
  }
  return chooseKeyPhrases(counted, { of, against: 'before', period: before, before: earlier }, MOST_SHOWN)
}

function slices({ fromAt, toAt }: Period): readonly Period[] {
  const edge = (n: number) => fromAt + Math.round(((toAt - fromAt) * n) / SLICES)
  return Array.from({ length: SLICES }, (_, n) => ({ fromAt: edge(n), toAt: edge(n + 1) }))
}
