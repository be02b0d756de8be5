import {
  type BriefBar,
  type BriefSection,
  CHANNEL_NAMES,
  type Channel,
  type Composed,
  chineseDay,
  DAY_MS,
  type Period,
  TOPICS,
  type Topic,
} from '@guanlan/domain'
import { cited, citedChange, figureMaker, NONE, section, shownFigure } from './figures.ts'
import { hotline } from './hotline-work.ts'
import { keyPhrases } from './phrases.ts'
import { type ComposeDeps, over, type Reading } from './reading.ts'
import { coverage, handling, hotEvents, outlook, timeliness } from './weekly-work.ts'

/** The weekly brief 周报 of a period: every figure from a query or a count of records, narrative drafted from those figures alone. */
export async function composeWeekly(deps: ComposeDeps, period: Period): Promise<Composed> {
  const before = { fromAt: period.fromAt - (period.toAt - period.fromAt), toAt: period.fromAt }
  const reading: Reading = { ...deps, period, before, figures: figureMaker(period) }
  const sections: BriefSection[] = []
  for (const compose of [
    overall,
    channels,
    topics,
    keyPhrases,
    hotEvents,
    handling,
    timeliness,
    hotline,
    coverage,
    outlook,
  ]) {
    const written = await compose(reading)
    if (written !== null) sections.push(written)
  }
  const last = chineseDay(period.toAt - DAY_MS)
  return {
    kind: 'weekly',
    caseId: null,
    title: `交通运输舆情周报（${chineseDay(period.fromAt)}至${last}）`,
    period,
    sections,
  }
}

async function overall({ index, period, before, figures, now }: Reading): Promise<BriefSection> {
  const all = over(period)
  const bad = over(period, { sentiments: ['negative'] })
  const [total, negative, earlier] = await Promise.all([index.count(all), index.count(bad), index.count(over(before))])
  const volume = figures.count('提及总量', total, '条', all)
  const change = figures.change('总量环比', total, earlier)
  const negatives = figures.count('负面提及', negative, '条', bad)
  const share = figures.share('负面占比', negative, total, bad)
  const narrative = `本期共监测到提及${cited(volume)}，${citedChange(change)}；其中负面${cited(negatives)}，占${cited(share)}。提及按本系统首次发现的时间统计。`
  const days = await index.histogram(all, 'day', period.fromAt, period.toAt)
  const earlierDays = await index.histogram(over(before), 'day', before.fromAt, before.toAt)
  const come = days.filter(({ at }) => at < now()) // a day that has not come has no count, not a count of nothing
  const bars = come.map(({ at, count, negative: bad }, i): BriefBar => {
    return { at, count, negative: bad, before: earlierDays[i]?.count ?? null }
  })
  return section({
    id: 'overall',
    title: '总体情况',
    narrative,
    figures: [volume, change, negatives, share],
    bars: { caption: '每日提及量（深色为负面，横线为上期同日）', bars },
  })
}

/** Rows of a facet with the negative part of each, most first. */
async function split(
  reading: Reading,
  field: 'channel' | 'topic',
): Promise<readonly Readonly<{ value: string; count: number; negative: number }>[]> {
  const [all, bad] = await Promise.all([
    reading.index.facets(over(reading.period), [field]),
    reading.index.facets(over(reading.period, { sentiments: ['negative'] }), [field]),
  ])
  const negatives = new Map((bad[field] ?? []).map(({ value, count }) => [value, count]))
  return (all[field] ?? []).map(({ value, count }) => ({ value, count, negative: negatives.get(value) ?? 0 }))
}

async function channels(reading: Reading): Promise<BriefSection> {
  const rows = await split(reading, 'channel')
  const { figures, period } = reading
  const made = rows.map(({ value, count, negative }) => {
    const name = CHANNEL_NAMES[value as Channel] ?? value
    const from = over(period, { channels: [value as Channel] })
    return {
      name,
      count: figures.count(`${name}提及`, count, '条', from),
      share: figures.share(`${name}负面占比`, negative, count, from),
      negative,
    }
  })
  const first = made[0]
  const narrative =
    first === undefined ? NONE : `声量最大的渠道为${first.name}，${cited(first.count)}，负面占比${cited(first.share)}。`
  return section({
    id: 'channels',
    title: '渠道与倾向',
    narrative,
    figures: made.flatMap(({ count, share }) => [count, share]),
    table: {
      caption: '各渠道提及与负面',
      columns: ['渠道', '提及', '负面', '负面占比', '图号'],
      rows: made.map(({ name, count, share, negative }) => [
        name,
        shownFigure(count),
        `${negative}条`,
        shownFigure(share),
        `${count.id}、${share.id}`,
      ]),
    },
  })
}

async function topics(reading: Reading): Promise<BriefSection> {
  const rows = (await split(reading, 'topic')).slice(0, 10)
  const { figures, period } = reading
  const made = rows.map(({ value, count, negative }) => {
    const name = TOPICS[value as Topic] ?? value
    return {
      name,
      negative,
      count: figures.count(`${name}提及`, count, '条', over(period, { topics: [value as Topic] })),
    }
  })
  const named = made.slice(0, 3).map(({ name, count }) => `${name}${cited(count)}`)
  return section({
    id: 'topics',
    title: '主题分布',
    narrative: named.length === 0 ? NONE : `关注较多的主题依次为：${named.join('、')}。一条提及可属多个主题。`,
    figures: made.map(({ count }) => count),
    table: {
      caption: '主题前十',
      columns: ['主题', '提及', '负面', '图号'],
      rows: made.map(({ name, count, negative }) => [name, shownFigure(count), `${negative}条`, count.id]),
    },
  })
}
