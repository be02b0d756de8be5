import {
  type Alert,
  type BriefBar,
  type BriefSection,
  type Case,
  CHANNEL_NAMES,
  type Channel,
  type Composed,
  chineseDay,
  clocks,
  DAY_MS,
  DEFAULT_CASE_POLICY,
  type EpochMs,
  type EventRecord,
  isPulled,
  LEVEL_NAMES,
  type Period,
  STAGE_NAMES,
  shortTime,
  TOPICS,
  type Topic,
} from '@guanlan/domain'
import type { EventStore, Frontier, MentionIndex, Search } from '@guanlan/ports'
import type { Records } from '@guanlan/runtime'
import { cited, citedChange, type FigureMaker, figureMaker, section, shownFigure } from './figures.ts'

/** What composing reads; it writes nothing. */
export type ComposeDeps = Readonly<{
  index: MentionIndex
  records: Records
  events: EventStore
  frontier: Frontier
  now: () => EpochMs
}>

type Reading = ComposeDeps & Readonly<{ period: Period; before: Period; figures: FigureMaker }>

const over = ({ fromAt, toAt }: Period, more: Partial<Search['filters']> = {}): Search => ({
  query: null,
  filters: { fromAt, toAt, ...more },
})
const within = ({ fromAt, toAt }: Period, at: EpochMs | null) => at !== null && at >= fromAt && at < toAt

/** The weekly brief 周报 of a period: every figure from a query or a count of records, narrative drafted from those figures alone. */
export async function composeWeekly(deps: ComposeDeps, period: Period): Promise<Composed> {
  const before = { fromAt: period.fromAt - (period.toAt - period.fromAt), toAt: period.fromAt }
  const reading: Reading = { ...deps, period, before, figures: figureMaker(period) }
  const sections: BriefSection[] = []
  for (const compose of [overall, channels, topics, hotEvents, handling, timeliness, coverage, outlook])
    sections.push(await compose(reading))
  const last = chineseDay(period.toAt - DAY_MS)
  return {
    kind: 'weekly',
    caseId: null,
    title: `交通运输舆情周报（${chineseDay(period.fromAt)}至${last}）`,
    period,
    sections,
  }
}

async function overall({ index, period, before, figures }: Reading): Promise<BriefSection> {
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
  const bars = days.map(
    ({ at, count, negative: bad }, i): BriefBar => ({
      at,
      count,
      negative: bad,
      before: earlierDays[i]?.count ?? null,
    }),
  )
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

const NONE = '本期无数据。'

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

/** Events with activity in the period, largest first, merged ones left out. */
async function activeEvents({ events, period }: Reading): Promise<readonly EventRecord[]> {
  const { events: found } = await events.list({ activeSince: period.fromAt, limit: 500 })
  return found
    .filter(event => event.mergedInto === null && event.firstSeenAt < period.toAt)
    .sort((a, b) => b.mentions - a.mentions || (a.id < b.id ? -1 : 1))
}

async function hotEvents(reading: Reading): Promise<BriefSection> {
  const found = await activeEvents(reading)
  const top = found.slice(0, 5)
  const count = reading.figures.count('活跃舆情事件', found.length, '个', null)
  const cases = reading.records.list('case').map(({ state }) => state)
  const rows = top.map(event => {
    const theCase = cases.find(one => one.eventIds.includes(event.id))
    const level = theCase?.level?.value ?? null
    const shown =
      level === null
        ? event.suggestion === null
          ? '未达'
          : `${LEVEL_NAMES[event.suggestion.level]}（建议）`
        : LEVEL_NAMES[level]
    const share = event.mentions < 10 ? '样本不足' : `${Math.round((event.negative / event.mentions) * 1000) / 10}%`
    return [
      event.title.slice(0, 40),
      shortTime(event.firstSeenAt),
      `${event.mentions}条`,
      share,
      shown,
      theCase === undefined ? '未立案' : STAGE_NAMES[theCase.stage],
    ]
  })
  const first = top[0]
  return section({
    id: 'events',
    title: '热点事件',
    narrative:
      first === undefined
        ? NONE
        : `本期活跃舆情事件${cited(count)}，规模最大的是“${first.title.slice(0, 40)}”，累计${first.mentions}条。`,
    figures: [count],
    table: { caption: '事件前五（按累计提及）', columns: ['事件', '首见', '提及', '负面占比', '级别', '处置'], rows },
  })
}

/** The middle of an ordered list; null when it is empty. */
function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  if (sorted.length === 0) return null
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

async function handling({ records, period, figures }: Reading): Promise<BriefSection> {
  const alerts: readonly Alert[] = records.list('alert').map(({ state }) => state)
  const raised = alerts.filter(alert => within(period, alert.raisedAt))
  const claims = raised.flatMap(({ claimedAt, raisedAt }) =>
    claimedAt === null ? [] : [(claimedAt - raisedAt) / 60_000],
  )
  const count = figures.count('新增预警', raised.length, '次', null)
  const dismissed = figures.count('排除', raised.filter(({ state }) => state === 'dismissed').length, '次', null)
  const filed = figures.count('立案或并案', raised.filter(({ state }) => state === 'in-case').length, '次', null)
  const middle = median(claims)
  const claim =
    middle === null
      ? figures.absent('认领用时中位数', '分钟', '无数据')
      : { ...figures.count('认领用时中位数', Math.round(middle * 10) / 10, '分钟', null), sample: claims.length }
  return section({
    id: 'handling',
    title: '预警与处置',
    narrative: `新增预警${cited(count)}，其中立案或并案${cited(filed)}、排除${cited(dismissed)}；认领用时中位数${cited(claim)}。`,
    figures: [count, filed, dismissed, claim],
  })
}

async function timeliness({ records, period, figures, now }: Reading): Promise<BriefSection> {
  const at = now()
  const due = records
    .list('case')
    .flatMap(({ state }) => clocks(state, DEFAULT_CASE_POLICY, at).map(clock => ({ clock, theCase: state })))
    .filter(({ clock }) => clock.kind === 'statutory' && !clock.superseded && !clock.unconfirmed)
    .filter(({ clock }) => within(period, clock.dueAt) || within(period, clock.stoppedAt))
  const settled = due.filter(({ clock }) => clock.state === 'met' || clock.state === 'overdue')
  const met = settled.filter(({ clock }) => clock.state === 'met').length
  const share = figures.share('法定时限按时率', met, settled.length, null)
  const late = figures.count('超时', settled.length - met, '项', null)
  return section({
    id: 'timeliness',
    title: '回应时效',
    narrative: `本期应结的法定时限${settled.length}项，按时${met}项，按时率${cited(share)}，超时${cited(late)}。`,
    figures: [share, late],
    table: {
      caption: '法定时限',
      columns: ['案件', '时限', '到期', '结果'],
      rows: due.map(({ clock, theCase }) => [
        theCase.number,
        clock.name,
        clock.dueAt === null ? '—' : shortTime(clock.dueAt),
        CLOCK_WORDS[clock.state],
      ]),
    },
  })
}

const CLOCK_WORDS = { pending: '未开始', running: '进行中', near: '将到期', overdue: '超时', met: '按时' } as const

async function coverage({ records, frontier, figures }: Reading): Promise<BriefSection> {
  const sources = records.list('source').map(({ state }) => state)
  const active = sources.filter(one => one.active)
  const health = new Map((await frontier.health()).map(one => [one.sourceId, one]))
  const failing = active.filter(one => (health.get(one.id)?.failuresInRow ?? 0) > 0)
  const never = active.filter(one => isPulled(one) && (health.get(one.id)?.lastSuccessAt ?? null) === null)
  const count = figures.count('启用信源', active.length, '个', null)
  const bad = figures.count('采集异常', failing.length, '个', null)
  const gaps = [...new Set([...failing, ...never])]
  return section({
    id: 'coverage',
    title: '信源覆盖',
    narrative: `启用信源${cited(count)}，其中采集异常${cited(bad)}。${gaps.length === 0 ? '未发现覆盖缺口。' : '下列信源未能正常采集，本期数据可能不全。'}`,
    figures: [count, bad],
    table:
      gaps.length === 0
        ? null
        : {
            caption: '覆盖缺口',
            columns: ['信源', '渠道', '最近成功'],
            rows: gaps.map(one => [
              one.name,
              CHANNEL_NAMES[one.channel],
              lastSuccess(health.get(one.id)?.lastSuccessAt ?? null),
            ]),
          },
  })
}

const lastSuccess = (at: EpochMs | null) => (at === null ? '从未' : shortTime(at))

async function outlook({ records, figures }: Reading): Promise<BriefSection> {
  const open: readonly Case[] = records
    .list('case')
    .map(({ state }) => state)
    .filter(({ stage }) => stage !== 'closed')
  const count = figures.count('未办结案件', open.length, '件', null)
  return section({
    id: 'outlook',
    title: '未办结与下期关注',
    narrative: open.length === 0 ? `未办结案件${cited(count)}。` : `未办结案件${cited(count)}，下期继续跟踪。`,
    figures: [count],
    table:
      open.length === 0
        ? null
        : {
            caption: '未办结案件',
            columns: ['案件', '标题', '环节'],
            rows: open.map(({ number, title, stage }) => [number, title.slice(0, 40), STAGE_NAMES[stage]]),
          },
  })
}
