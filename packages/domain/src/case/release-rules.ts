import type { Role } from '../account.ts'
import { Conflict, Rejected } from '../error.ts'
import type { Case } from './case.ts'
import type { CommandBodies, MoveBodies, ReviewCommand } from './moves.ts'
import {
  authors,
  currentDraft,
  type DraftContent,
  draftText,
  emergencyText,
  nextStep,
  openRelease,
  REVIEW_STEPS,
  type Release,
  type ReviewStep,
  refusal,
  standing,
  type Track,
  verifiedAt,
} from './release.ts'
import { type Lack, need, nothing, OPEN_STAGES, type Rule, type Surroundings } from './rule.ts'
import { isGrave, type Stage } from './stage.ts'

/** Moves that make up a release. */
export type ReleaseMove =
  | 'drafted'
  | 'emergency-drafted'
  | 'first-reviewed'
  | 'second-reviewed'
  | 'secrecy-reviewed'
  | 'countersigned'
  | 'signed'
  | 'published'
  | 'public-page-verified'
  | 'archived'
  | 'release-withdrawn'

const EARLY: readonly Stage[] = ['collecting', 'consulting', 'judging']
const LATE: readonly Stage[] = ['responding', 'evaluating']
const oralHeard = (theCase: Case) => theCase.consultations.some(one => one.oral && one.answeredAt !== null)

/** What a track asks for before anything of it may be written, signed or published. */
function trackLack(theCase: Case, track: Track): Lack {
  if (track === 'emergency') {
    if (!isGrave(theCase.emergency?.value ?? null)) {
      return new Rejected('case/emergency-not-allowed', { detail: '应急通道只用于已核定为重大及以上的突发事件' })
    }
    if (!oralHeard(theCase)) {
      return new Rejected('case/oral-consultation-missing', { detail: '应急通道须先记录口头会商' })
    }
    return null
  }
  if (theCase.judgement === null || theCase.approval === null || !LATE.includes(theCase.stage)) {
    return new Rejected('case/judgement-missing', { detail: '研判批准并进入回应环节后才能回应；此前只有应急通道' })
  }
  if (theCase.judgement.response !== 'respond') {
    return new Rejected('case/wrong-response', { detail: '研判结论不是由本局回应' })
  }
  return null
}

/** A draft may be written when its track allows it and no release of the other track is open. */
function draftLack(track: Track) {
  return (theCase: Case): Lack => {
    const open = openRelease(theCase.releases)
    if (open !== null && open.track !== track) {
      return new Rejected('case/release-open', { detail: '还有一份稿件未发布，请先发布或撤回' })
    }
    return trackLack(theCase, track)
  }
}

function version(theCase: Case, content: DraftContent, around: Surroundings): MoveBodies['drafted'] {
  need(content.title, '标题')
  need(content.text, '正文')
  need(content.opennessReason, '公开方式的理由')
  if (content.partial && (content.nextUpdateAt === null || content.nextUpdateAt <= around.now)) {
    throw new Rejected('case/field-missing', { detail: '首次回应不完整时须写明下一次发布时间，且晚于现在' })
  }
  const hash = around.hash(draftText(content))
  const open = openRelease(theCase.releases)
  if (open === null) return { ...content, releaseId: `r${theCase.releases.length + 1}`, version: 1, hash }
  if (currentDraft(open).hash === hash) throw new Rejected('case/unchanged', { detail: '稿件没有改动' })
  return { ...content, releaseId: open.id, version: open.drafts.length + 1, hash }
}

const trimmed = (units: readonly string[]) => [...new Set(units.map(unit => unit.trim()).filter(unit => unit !== ''))]

function emergencyContent(body: CommandBodies['emergency-drafted']): DraftContent {
  const { facts, title, opennessReason, nextUpdateAt } = body
  const labels = { when: '时间', where: '地点', known: '已知事实', measures: '已采取措施', next: '下步安排' } as const
  for (const [name, label] of Object.entries(labels)) need(facts[name as keyof typeof labels], label)
  const text = emergencyText(facts)
  const fixed = { basis: [], countersignUnits: [], openness: 'active', partial: true, machineDrafted: false } as const
  return { ...fixed, track: 'emergency', title, text, opennessReason, nextUpdateAt }
}

/** The step is next, and this person has no other hand in the version: 拟稿、初审、复审、保密审查、签发 are five people. */
function reviewLack(step: ReviewStep) {
  return (theCase: Case, { actor }: Surroundings): Lack => {
    const release = openRelease(theCase.releases)
    if (release === null) return new Rejected('case/no-open-release', { detail: '没有待审的稿件' })
    if (refusal(release) !== null) {
      return new Rejected('case/draft-refused', { detail: '稿件已被退回，修改后重新送审' })
    }
    const next = nextStep(release)
    if (next !== step) {
      const detail = next === null ? '稿件已签发' : `还缺：${REVIEW_STEPS[next]}`
      return new Rejected('case/review-missing', { detail })
    }
    const signedBefore = standing(release).some(review => review.by.id === actor.id && review.step !== 'countersign')
    if (step !== 'countersign' && (authors(release).includes(actor.id) || signedBefore)) {
      return new Rejected('case/same-person', { detail: '拟稿、初审、复审、保密审查、签发须由不同的人办理' })
    }
    return trackLack(theCase, release.track)
  }
}

function signature(theCase: Case, body: ReviewCommand): ReviewCommand & Readonly<{ releaseId: string }> {
  const release = openRelease(theCase.releases)!
  if (currentDraft(release).hash !== body.hash) {
    throw new Conflict('case/draft-changed', { detail: '稿件在您打开之后已经修改，请重新审阅' })
  }
  if (!body.pass) need(body.opinion, '退回的意见')
  const { hash, pass, opinion } = body
  return { releaseId: release.id, hash, pass, opinion }
}

const review = (
  step: Exclude<ReviewStep, 'countersign'>,
  roles: readonly Role[],
): Rule<'first-reviewed' | 'second-reviewed' | 'secrecy-reviewed' | 'signed'> => ({
  roles,
  stages: OPEN_STAGES,
  reasonNeeded: false,
  lacks: reviewLack(step),
  make: signature,
})

function publishLack(theCase: Case): Lack {
  const release = openRelease(theCase.releases)
  if (release === null) return new Rejected('case/no-open-release', { detail: '没有待发布的稿件' })
  const refused = refusal(release)
  if (refused !== null) return new Rejected('case/draft-refused', { detail: '稿件已被退回，修改后重新送审' })
  const next = nextStep(release)
  if (next !== null) return new Rejected('case/review-missing', { detail: `还缺：${REVIEW_STEPS[next]}` })
  if (currentDraft(release).openness !== 'active') {
    return new Rejected('case/not-public', { detail: '该稿不是主动公开，不能发布' })
  }
  return trackLack(theCase, release.track)
}

function channelsOf(body: CommandBodies['published']): CommandBodies['published']['channels'] {
  if (body.channels.length === 0) throw new Rejected('case/field-missing', { detail: '请填写：发布渠道' })
  for (const { name, url } of body.channels) {
    need(name, '渠道名称')
    if (!/^https?:\/\/\S+$/i.test(url)) throw new Rejected('case/bad-url', { detail: '公开链接须是完整的网址' })
  }
  return body.channels
}

/** The published release a later step is about. @throws {Rejected} case/no-such-release */
export function publishedRelease(theCase: Case, releaseId: string): Release {
  const release = theCase.releases.find(one => one.id === releaseId && one.published !== null)
  if (release === undefined) throw new Rejected('case/no-such-release', { detail: '没有这份已发布的稿件' })
  return release
}

const anyPublished = (theCase: Case): Lack =>
  theCase.releases.some(one => one.published !== null)
    ? null
    : new Rejected('case/no-such-release', { detail: '还没有已发布的稿件' })

function archiveLack(theCase: Case): Lack {
  const waiting = theCase.releases.some(one => verifiedAt(one) !== null && one.archived === null)
  return waiting ? null : new Rejected('case/nothing-to-archive', { detail: '没有已核验公开而未归档的稿件' })
}

/** Rules of the review chain (先审查后公开) and of the emergency channel. */
export const releaseRules: { [T in ReleaseMove]: Rule<T> } = {
  drafted: {
    roles: ['officer', 'reviewer'],
    stages: OPEN_STAGES,
    reasonNeeded: false,
    lacks: draftLack('regular'),
    make: (theCase, body, around) => {
      const countersignUnits = trimmed(body.countersignUnits)
      return version(theCase, { ...body, countersignUnits, track: 'regular' }, around)
    },
  },
  'emergency-drafted': {
    roles: ['officer', 'reviewer'],
    stages: EARLY,
    reasonNeeded: false,
    lacks: draftLack('emergency'),
    make: (theCase, body, around) => version(theCase, emergencyContent(body), around),
  },
  'first-reviewed': review('first', ['reviewer']),
  'second-reviewed': review('second', ['reviewer', 'signer']),
  'secrecy-reviewed': review('secrecy', ['secrecy']),
  signed: review('sign', ['signer']),
  countersigned: {
    roles: ['officer', 'reviewer'],
    stages: OPEN_STAGES,
    reasonNeeded: false,
    lacks: reviewLack('countersign'),
    make: (theCase, body) => {
      const { countersignUnits } = currentDraft(openRelease(theCase.releases)!)
      if (!countersignUnits.includes(body.unit)) {
        throw new Rejected('case/wrong-unit', { detail: `会签单位是：${countersignUnits.join('、')}` })
      }
      return { ...signature(theCase, body), unit: body.unit }
    },
  },
  published: {
    roles: ['officer', 'reviewer'],
    stages: OPEN_STAGES,
    reasonNeeded: false,
    lacks: publishLack,
    make: (theCase, body) => {
      const release = openRelease(theCase.releases)!
      return { releaseId: release.id, channels: channelsOf(body), hash: currentDraft(release).hash }
    },
  },
  'public-page-verified': {
    roles: ['officer', 'reviewer'],
    stages: OPEN_STAGES,
    reasonNeeded: false,
    lacks: anyPublished,
    make: () => {
      throw new Rejected('case/machine-only', { detail: '公开核验由系统读取页面得出，不能由人填写' })
    },
  },
  archived: {
    roles: ['officer', 'reviewer'],
    stages: OPEN_STAGES,
    reasonNeeded: false,
    lacks: archiveLack,
    make: (theCase, body) => {
      const release = publishedRelease(theCase, body.releaseId)
      need(body.reference, '归档号')
      if (verifiedAt(release) === null) {
        throw new Rejected('case/not-verified', { detail: '公开页面核验之后才能归档' })
      }
      if (release.archived !== null) throw new Rejected('case/unchanged', { detail: '该稿已经归档' })
      return { releaseId: release.id, reference: body.reference }
    },
  },
  'release-withdrawn': {
    roles: ['officer', 'reviewer', 'signer'],
    stages: OPEN_STAGES,
    reasonNeeded: true,
    lacks: theCase =>
      openRelease(theCase.releases) === null
        ? new Rejected('case/no-open-release', { detail: '没有可撤回的稿件' })
        : nothing(),
    make: theCase => ({ releaseId: openRelease(theCase.releases)!.id }),
  },
}
