import {
  type Alert,
  type BriefSection,
  type Case,
  CHANNEL_NAMES,
  clocks,
  DEFAULT_CASE_POLICY,
  type EpochMs,
  type EventRecord,
  isPulled,
  LEVEL_NAMES,
  SOURCE_TROUBLE_NAMES,
  type Source,
  STAGE_NAMES,
  shortTime,
} from '@guanlan/domain'
import { cited, NONE, section } from './figures.ts'
import { type Reading, within } from './reading.ts'

/** Events with activity in the period, largest first, merged ones left out. */
async function activeEvents({ events, period }: Reading): Promise<readonly EventRecord[]> {
  const { events: found } = await events.list({ activeSince: period.fromAt, limit: 500 })
  return found
    .filter(event => event.mergedInto === null && event.firstSeenAt < period.toAt)
    .sort((a, b) => b.mentions - a.mentions || (a.id < b.id ? -1 : 1))
}

/** 热点事件: the five largest of the period's events. */
export async function hotEvents(reading: Reading): Promise<BriefSection> {
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

/** 预警与处置: what was raised, and how fast people took it up. */
export async function handling({ records, period, figures }: Reading): Promise<BriefSection> {
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

/** 回应时效: statutory clocks due or stopped in the period. */
export async function timeliness({ records, period, figures, now }: Reading): Promise<BriefSection> {
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

/** 信源覆盖: what could not be collected or was odd, so that a quiet week is not taken for a calm one. */
export async function coverage({ records, frontier, figures, period }: Reading): Promise<BriefSection> {
  const active = records
    .list('source')
    .map(({ state }) => state)
    .filter(one => one.active)
  const health = new Map((await frontier.health()).map(one => [one.sourceId, one]))
  const alarms = new Map(
    records
      .list('alarm')
      .map(({ state }) => state)
      .filter(({ raisedAt, endedAt }) => raisedAt < period.toAt && (endedAt === null || endedAt >= period.fromAt))
      .map(alarm => [alarm.sourceId, alarm]),
  )
  const whyOf = (one: Source): string | null => {
    const alarm = alarms.get(one.id)
    const { failuresInRow = 0, lastSuccessAt = null } = health.get(one.id) ?? {}
    if (alarm !== undefined) {
      return `${SOURCE_TROUBLE_NAMES[alarm.trouble]}${alarm.endedAt === null ? '' : `（${shortTime(alarm.endedAt)}恢复）`}：${alarm.note}`
    }
    if (failuresInRow > 0) return '采集失败'
    return isPulled(one) && lastSuccessAt === null ? '从未采到' : null
  }
  const gaps = active.map(one => ({ one, why: whyOf(one) })).filter(({ why }) => why !== null)
  const count = figures.count('启用信源', active.length, '个', null)
  const bad = figures.count('有异常的信源', gaps.length, '个', null)
  return section({
    id: 'coverage',
    title: '信源覆盖',
    narrative: `启用信源${cited(count)}，其中有异常的${cited(bad)}。${gaps.length === 0 ? '未发现覆盖缺口。' : '下列信源未能正常供稿，本期数据可能不全。'}`,
    figures: [count, bad],
    table:
      gaps.length === 0
        ? null
        : {
            caption: '覆盖缺口',
            columns: ['信源', '渠道', '最近成功', '异常'],
            rows: gaps.map(({ one, why }) => [
              one.name,
              CHANNEL_NAMES[one.channel],
              isPulled(one) ? lastSuccess(health.get(one.id)?.lastSuccessAt ?? null) : '由对方推送',
              why ?? '',
            ]),
          },
  })
}

const lastSuccess = (at: EpochMs | null) => (at === null ? '从未' : shortTime(at))

/** 未办结与下期关注: cases that go on. */
export async function outlook({ records, figures }: Reading): Promise<BriefSection> {
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
