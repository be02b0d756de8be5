import {
  ADOPTIONS,
  type BriefSection,
  type Case,
  CHANNEL_NAMES,
  type Channel,
  type Composed,
  currentDraft,
  DISPOSITIONS,
  type EventRecord,
  fullTime,
  LEVEL_NAMES,
  type Period,
  STAGE_NAMES,
  share,
  shortTime,
} from '@guanlan/domain'
import { cited, type FigureMaker, figureMaker, SHARE_MINIMUM, section } from './figures.ts'
import type { ComposeDeps } from './reading.ts'

type Reading = ComposeDeps & Readonly<{ theCase: Case; event: EventRecord | null; figures: FigureMaker }>

/** The report on one case 专报: what is on record, section by section; a section with nothing on record says so. @throws {NotFound} record/none */
export async function composeCaseReport(deps: ComposeDeps, caseId: string): Promise<Composed> {
  const theCase = deps.records.get('case', caseId).state
  const period: Period = { fromAt: theCase.times.detectedAt, toAt: Math.max(deps.now(), theCase.times.detectedAt + 1) }
  const eventId = theCase.eventIds[0]
  const event = eventId === undefined ? null : await deps.events.get(eventId)
  const reading: Reading = { ...deps, theCase, event, figures: figureMaker(period) }
  const sections = [
    overview(reading),
    spread(reading),
    await views(reading),
    measures(reading),
    judgement(reading),
    evaluation(reading),
  ]
  return { kind: 'case', caseId, title: `舆情专报：${theCase.title}`, period, sections }
}

const NOTHING = '尚无记录。'

function overview({ theCase }: Reading): BriefSection {
  const level =
    theCase.level === null
      ? `建议${LEVEL_NAMES[theCase.suggestion.level]}，待核定`
      : `核定${LEVEL_NAMES[theCase.level.value]}`
  const summary = theCase.registration?.summary ?? ''
  return section({
    id: 'overview',
    title: '概述',
    narrative: `案件${theCase.number}，级别${level}，现处于${STAGE_NAMES[theCase.stage]}环节。${summary}`.slice(0, 400),
    table: {
      caption: '时间节点',
      columns: ['节点', '时间'],
      rows: timeline(theCase).map(([name, at]) => [name, at === null ? '未发生' : fullTime(at)]),
    },
  })
}

function timeline(theCase: Case): readonly (readonly [string, number | null])[] {
  const { publishedAt, detectedAt, alertedAt, claimedAt } = theCase.times
  const issued = theCase.releases.map(({ published }) => published?.at ?? null).filter(at => at !== null)
  return [
    ['首条发布（渠道自述）', publishedAt],
    ['发现', detectedAt],
    ['预警', alertedAt],
    ['认领', claimedAt],
    ['立案', theCase.openedAt],
    ['研判', theCase.judgedAt],
    ['发布回应', issued.length === 0 ? null : Math.min(...issued)],
    ['办结', theCase.closedAt],
  ]
}

function spread({ event, figures }: Reading): BriefSection {
  if (event === null) return section({ id: 'spread', title: '传播现状', narrative: NOTHING })
  const total = figures.count('累计提及', event.mentions, '条', null)
  const copies = figures.count('其中近似转发', event.copies, '条', null)
  const bad = figures.share('负面占比', event.negative, event.mentions, null)
  const rows = Object.entries(event.byChannel).sort(([, a], [, b]) => b - a)
  return section({
    id: 'spread',
    title: '传播现状',
    narrative: `截至${shortTime(event.lastSeenAt)}，累计提及${cited(total)}，其中近似转发${cited(copies)}，负面占比${cited(bad)}。`,
    figures: [total, copies, bad],
    table: {
      caption: '渠道分布',
      columns: ['渠道', '提及'],
      rows: rows.map(([channel, count]) => [CHANNEL_NAMES[channel as Channel], `${count}条`]),
    },
  })
}

async function views({ event, index }: Reading): Promise<BriefSection> {
  const found = event === null ? [] : (await index.getMany(event.exemplars)).filter(mention => mention !== null)
  return section({
    id: 'views',
    title: '主要观点',
    narrative: found.length === 0 ? NOTHING : '以下为代表性提及的摘录，含批评意见，不注明个人账号。',
    table:
      found.length === 0
        ? null
        : {
            caption: '代表提及',
            columns: ['渠道', '首次发现', '摘录'],
            rows: found.map(({ channel, seenAt, title, text }) => [
              CHANNEL_NAMES[channel],
              shortTime(seenAt),
              (title === '' ? text : title).slice(0, 60),
            ]),
          },
  })
}

function measures({ theCase }: Reading): BriefSection {
  const releases = theCase.releases.filter(({ withdrawn }) => withdrawn === null)
  const rows = releases.map(release => {
    const draft = currentDraft(release)
    const proven = release.checks.some(({ carries }) => carries)
    return [
      draft.title,
      release.published === null ? '未发布' : shortTime(release.published.at),
      proven ? '已核验公开' : '未核验',
    ]
  })
  const transfers = theCase.transfers.filter(({ voidedAt }) => voidedAt === null)
  const moved = transfers.map(({ unit, received }) => `${unit}${received === null ? '（未签收）' : '（已签收）'}`)
  const words = [
    rows.length === 0 ? '尚未形成回应稿。' : `回应${rows.length}份。`,
    moved.length === 0 ? '' : `转办：${moved.join('、')}。`,
    theCase.pressConferences.length === 0 ? '' : `新闻发布会${theCase.pressConferences.length}次。`,
  ]
  return section({
    id: 'measures',
    title: '已采取措施',
    narrative: words.join(''),
    table: rows.length === 0 ? null : { caption: '回应', columns: ['标题', '发布', '公开核验'], rows },
  })
}

function judgement({ theCase }: Reading): BriefSection {
  const { conclusion, judgement: judged } = theCase
  const words = [
    conclusion === null
      ? '会商尚无结论。'
      : `会商认为：${conclusion.nature}；走势：${conclusion.trend}；风险：${conclusion.risks}；预控：${conclusion.precautions}。`,
    judged === null
      ? '尚未研判。'
      : `研判处置：${judged.dispositions.map(({ disposition }) => DISPOSITIONS[disposition].label).join('、')}。`,
  ]
  const rows = theCase.consultations.map(({ unit, person, post, at, opinion, adoption }) => [
    unit,
    `${person}（${post}）`,
    shortTime(at),
    opinion || '待复',
    ADOPTIONS[adoption],
  ])
  return section({
    id: 'judgement',
    title: '会商与研判',
    narrative: words.join(''),
    table:
      rows.length === 0 ? null : { caption: '会商记录', columns: ['单位', '人员', '时间', '意见', '是否采纳'], rows },
  })
}

function evaluation({ theCase, figures }: Reading): BriefSection {
  const done = theCase.evaluation
  if (done === null) return section({ id: 'evaluation', title: '评估与建议', narrative: NOTHING })
  const ratio = (label: string, value: typeof done.demands) => {
    const { state } = share(value, SHARE_MINIMUM)
    return value === null || state !== 'ok'
      ? figures.absent(label, '%', state === 'ok' ? '无数据' : state)
      : figures.share(label, value.part, value.whole, null)
  }
  const demands = ratio('诉求解决率', done.demands)
  const satisfaction = ratio('回访满意率', done.satisfaction)
  return section({
    id: 'evaluation',
    title: '评估与建议',
    narrative: `诉求解决率${cited(demands)}，回访满意率${cited(satisfaction)}。${done.lessons}`,
    figures: [demands, satisfaction],
    table: {
      caption: '回应前后',
      columns: ['时段', '起', '止', '负面', '总量'],
      rows: done.windows.map(({ label, fromAt, toAt, negative, total }) => [
        label,
        shortTime(fromAt),
        shortTime(toAt),
        `${negative}条`,
        `${total}条`,
      ]),
    },
  })
}
