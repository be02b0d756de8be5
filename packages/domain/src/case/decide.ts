import { type Account, machine, person, ROLE_NAMES } from '../account.ts'
import { Rejected } from '../error.ts'
import type { Json } from '../json.ts'
import type { Move } from '../ledger.ts'
import type { EpochMs } from '../time.ts'
import { answerRules } from './answer-rules.ts'
import type { Case } from './case.ts'
import { type CaseCommand, type CommandType, MOVE_LABELS, type Opened } from './moves.ts'
import { currentDraft, type PageCheck, type Release } from './release.ts'
import { publishedRelease, releaseRules } from './release-rules.ts'
import type { Lack, Rule, Surroundings } from './rule.ts'
import { isBefore, isGrave, STAGE_NAMES } from './stage.ts'
import { workRules } from './work-rules.ts'

const rules: { [T in CommandType]: Rule<T> } = { ...workRules, ...releaseRules, ...answerRules }

/** Every type of move a person may ask for. */
export const COMMAND_TYPES = Object.keys(rules) as readonly CommandType[]

const ruleOf = (type: CommandType) => rules[type] as unknown as Rule<CommandType>

function roleLack(type: CommandType, actor: Account): Lack {
  const { roles } = ruleOf(type)
  if (actor.active && roles.some(role => actor.roles.includes(role))) return null
  const names = roles.map(role => ROLE_NAMES[role]).join('或')
  return new Rejected('case/not-your-role', { detail: `${MOVE_LABELS[type]}须由${names}办理` })
}

function stageLack(type: CommandType, theCase: Case): Lack {
  const { stages } = ruleOf(type)
  if (stages.includes(theCase.stage)) return null
  if (theCase.stage === 'closed') {
    return new Rejected('case/closed', { detail: '案件已办结，退回之后才能再办' })
  }
  const names = stages.map(stage => STAGE_NAMES[stage]).join('、')
  return new Rejected('case/wrong-stage', { detail: `${MOVE_LABELS[type]}只能在${names}环节办理` })
}

function lackOf(type: CommandType, theCase: Case, around: Surroundings): Lack {
  return roleLack(type, around.actor) ?? stageLack(type, theCase) ?? ruleOf(type).lacks(theCase, around)
}

function moveOf(id: string, type: string, body: object, by: Move['by'], at: EpochMs, reason: string | null): Move {
  return { kind: 'case', id, type, by, at, reason, body: body as Readonly<Record<string, Json>> }
}

/**
 * An answer now owed cannot stand beside 无需回应: the judgement falls with the new confirmation (see fold), and a case
 * that had gone past 研判 goes back to it.
 */
function answerOwed(theCase: Case, command: CaseCommand): boolean {
  if (theCase.judgement?.response !== 'none') return false
  if (command.type === 'must-respond-confirmed') return command.body.reasons.length > 0
  return command.type === 'emergency-confirmed' && isGrave(command.body.emergencyClass)
}

/**
 * What one person's request becomes: one move, or two when it sends the case back as well. Pure.
 * @throws {Rejected} case/… with a Chinese detail that names what lacks
 * @throws {Conflict} case/draft-changed when the version reviewed is no longer the current one
 */
export function decide(theCase: Case, command: CaseCommand, around: Surroundings): readonly Move[] {
  const { actor, now } = around
  const lack = lackOf(command.type, theCase, around)
  if (lack !== null) throw lack
  const reason = command.reason?.trim() || null
  if (ruleOf(command.type).reasonNeeded && reason === null) {
    throw new Rejected('case/reason-missing', { detail: `${MOVE_LABELS[command.type]}须写明理由` })
  }
  const body = ruleOf(command.type).make(theCase, command.body as never, around)
  const move = moveOf(theCase.id, command.type, body, person(actor), now, reason)
  if (!answerOwed(theCase, command) || !isBefore('judging', theCase.stage)) return [move]
  const back = { from: theCase.stage, to: 'judging' }
  return [move, moveOf(theCase.id, 'stage-returned', back, person(actor), now, reason)]
}

/**
 * The move that opens a case.
 * @throws {Rejected} case/not-your-role, case/field-missing
 */
export function openCase(opened: Opened, actor: Account, now: EpochMs, reason: string | null): Move {
  if (!actor.active || !actor.roles.some(role => role === 'officer' || role === 'reviewer')) {
    throw new Rejected('case/not-your-role', { detail: '立案须由值班员或审核人办理' })
  }
  const title = opened.title.trim()
  if (title === '') throw new Rejected('case/field-missing', { detail: '请填写：案件标题' })
  return moveOf(opened.number, 'opened', { ...opened, title }, person(actor), now, reason)
}

/**
 * What a person may have checked: the page must be one the release was published at.
 * @throws {Rejected} case/not-your-role, case/closed, case/no-such-release, case/bad-url
 */
export function pageToCheck(
  theCase: Case,
  wanted: Readonly<{ releaseId: string; url: string }>,
  around: Surroundings,
): Readonly<{ release: Release; title: string; text: string }> {
  const lack = lackOf('public-page-verified', theCase, around)
  if (lack !== null) throw lack
  const release = publishedRelease(theCase, wanted.releaseId)
  if (!release.published?.channels.some(channel => channel.url === wanted.url)) {
    throw new Rejected('case/bad-url', { detail: '该网址不在登记的发布渠道中' })
  }
  const { title, text } = currentDraft(release)
  return { release, title, text }
}

/** The machine's own move: what the fetched page showed. People only ask for the check, they cannot set its outcome. */
export function pageChecked(theCase: Case, releaseId: string, check: PageCheck, askedBy: Account): Move {
  const body = { ...check, releaseId, askedBy: askedBy.id }
  return moveOf(theCase.id, 'public-page-verified', body, machine('desk'), check.fetchedAt, null)
}

/** One thing that can be done now, or what it still lacks. */
export type Allowed = Readonly<{ type: CommandType; label: string; missing: string | null }>

/** What fits the stage, with what each lacks for this person: a role, an earlier step, another pair of eyes. */
export function allowed(theCase: Case, around: Surroundings): readonly Allowed[] {
  return COMMAND_TYPES.filter(type => stageLack(type, theCase) === null).map(type => {
    const lack = lackOf(type, theCase, around)
    return { type, label: MOVE_LABELS[type], missing: lack === null ? null : (lack.detail ?? lack.code) }
  })
}
