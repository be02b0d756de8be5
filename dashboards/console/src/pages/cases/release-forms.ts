import type { CaseState, Draft, Release } from '../../api/case.ts'
import { shortTime } from '../../parts/time.ts'
import { optionsOf } from '../../words.ts'
import { OPENNESS } from './case-words.ts'
import { type MakeForm, type MoveField, plainBody } from './move-form.ts'

/** The one release still being worked on. */
export function openRelease(theCase: CaseState): Release | null {
  return theCase.releases.find(release => release.published === null && release.withdrawn === null) ?? null
}

/** The newest version of a release. */
export function currentDraft(release: Release): Draft | null {
  return release.drafts.at(-1) ?? null
}

const partial = (values: Readonly<Record<string, unknown>>) => values.partial === true

const DRAFT_FIELDS: readonly MoveField[] = [
  { name: 'title', label: '标题', kind: 'line', required: true, span: true },
  { name: 'text', label: '正文', kind: 'page', required: true, span: true },
  { name: 'basis', label: '依据（每行一条，写证据或文件编号）', kind: 'lines', span: true },
  { name: 'openness', label: '公开方式', kind: 'choice', options: optionsOf(OPENNESS), required: true },
  { name: 'opennessReason', label: '公开方式的理由', kind: 'line', required: true },
  { name: 'countersignUnits', label: '会签单位（每行一家，可不填）', kind: 'lines', span: true },
  { name: 'partial', label: '首次回应不完整，按进展续报', kind: 'yes' },
  { name: 'nextUpdateAt', label: '下一次发布时间', kind: 'time', required: true, shownWhen: partial },
]

const drafted: MakeForm = theCase => {
  const open = openRelease(theCase)
  const draft = open === null ? null : currentDraft(open)
  const plain = plainBody(DRAFT_FIELDS)
  return {
    fields: DRAFT_FIELDS,
    initial:
      draft === null
        ? { openness: 'active', title: theCase.title }
        : { ...draft, basis: draft.basis.join('\n'), countersignUnits: draft.countersignUnits.join('\n') },
    reason: 'no',
    body: values => {
      const body = plain(values)
      return { ...body, nextUpdateAt: body.partial === true ? body.nextUpdateAt : null, machineDrafted: false }
    },
    ...(draft !== null && open!.reviews.some(review => review.voidedAt === null)
      ? { note: '改稿后已有的审查和签发立即作废，须从头再审。' }
      : {}),
  }
}

const FACTS = ['when', 'where', 'known', 'measures', 'next'] as const

const emergency: MakeForm = (_, now) => ({
  fields: [
    { name: 'title', label: '标题', kind: 'line', required: true, span: true },
    { name: 'when', label: '时间', kind: 'line', required: true },
    { name: 'where', label: '地点', kind: 'line', required: true },
    { name: 'known', label: '已知事实', kind: 'area', required: true, span: true },
    { name: 'measures', label: '已采取措施', kind: 'area', required: true, span: true },
    { name: 'next', label: '下步安排', kind: 'area', required: true, span: true },
    { name: 'opennessReason', label: '公开方式的理由', kind: 'line', required: true },
    { name: 'nextUpdateAt', label: '下一次发布时间', kind: 'time', required: true },
  ],
  initial: { nextUpdateAt: Math.ceil((now + 3_600_000) / 60_000) * 60_000 },
  reason: 'no',
  note: '应急通道只发事实，不写原因、不定责任；保密审查和签发不可省略，24 小时内补齐会商纪要和研判。',
  body: values => {
    const said = (name: string) => String(values[name] ?? '').trim()
    return {
      title: said('title'),
      facts: Object.fromEntries(FACTS.map(name => [name, said(name)])),
      opennessReason: said('opennessReason'),
      nextUpdateAt: values.nextUpdateAt ?? null,
    }
  },
})

/** A signature is under the exact version on the screen: its hash travels with it. */
const review: MakeForm = theCase => {
  const open = openRelease(theCase)
  const draft = open === null ? null : currentDraft(open)
  return {
    fields: [
      { name: 'pass', label: '结论', kind: 'pass', required: true, span: true },
      { name: 'opinion', label: '意见', kind: 'area', span: true, hint: '退回时必须写明' },
    ],
    initial: { pass: true },
    reason: 'no',
    ...(draft === null
      ? {}
      : { note: `您审的是第 ${draft.version} 版“${draft.title}”，${draft.by.name} ${shortTime(draft.at)} 拟。` }),
    body: values => ({
      hash: draft?.hash ?? '',
      pass: values.pass === true,
      opinion: String(values.opinion ?? '').trim(),
    }),
  }
}

const countersigned: MakeForm = (theCase, now) => {
  const base = review(theCase, now)
  const open = openRelease(theCase)
  const units = (open === null ? null : currentDraft(open))?.countersignUnits ?? []
  return {
    ...base,
    fields: [
      {
        name: 'unit',
        label: '会签单位',
        kind: 'choice',
        options: units.map(unit => ({ value: unit, label: unit })),
        required: true,
        span: true,
      },
      ...base.fields,
    ],
    initial: { ...base.initial, unit: units[0] },
    body: values => ({ ...base.body(values), unit: String(values.unit ?? '') }),
  }
}

const publishedOf = (theCase: CaseState) => theCase.releases.filter(release => release.published !== null)

const verified: MakeForm = theCase => {
  const pages = publishedOf(theCase).flatMap(release =>
    (release.published?.channels ?? []).map(({ name, url }) => ({
      value: `${release.id} ${url}`,
      label: `${currentDraft(release)?.title ?? release.id} · ${name} ${url}`,
    })),
  )
  return {
    fields: [{ name: 'page', label: '公开页面', kind: 'choice', options: pages, required: true, span: true }],
    initial: { page: pages.at(-1)?.value },
    reason: 'no',
    note: '系统读取公开页面，核对是否载有签发的正文；结果由系统记录，人不能填写。',
    body: values => {
      const [releaseId = '', url = ''] = String(values.page ?? '').split(' ')
      return { releaseId, url }
    },
  }
}

const archived: MakeForm = theCase => {
  const waiting = publishedOf(theCase).filter(release => release.archived === null)
  return {
    fields: [
      {
        name: 'releaseId',
        label: '稿件',
        kind: 'choice',
        options: waiting.map(release => ({ value: release.id, label: currentDraft(release)?.title ?? release.id })),
        required: true,
        span: true,
      },
      { name: 'reference', label: '归档号', kind: 'line', required: true, span: true },
    ],
    initial: { releaseId: waiting[0]?.id },
    reason: 'no',
    body: values => ({ releaseId: String(values.releaseId), reference: String(values.reference ?? '').trim() }),
  }
}

const CHANNEL_FIELDS: readonly MoveField[] = [
  { name: 'channels', label: '发布渠道与公开链接', kind: 'channels', required: true, span: true },
]

/** Forms of the review chain (先审查后公开) and of what comes after it. */
export const RELEASE_FORMS: Readonly<Record<string, MakeForm>> = {
  drafted,
  'emergency-drafted': emergency,
  'first-reviewed': review,
  'second-reviewed': review,
  'secrecy-reviewed': review,
  signed: review,
  countersigned,
  published: () => ({
    fields: CHANNEL_FIELDS,
    initial: { channels: [{ name: '', url: '' }] },
    reason: 'no',
    body: plainBody(CHANNEL_FIELDS),
  }),
  'public-page-verified': verified,
  archived,
  'release-withdrawn': () => ({ fields: [], initial: {}, reason: 'needed', body: () => ({}) }),
}
