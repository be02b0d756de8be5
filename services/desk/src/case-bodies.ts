import {
  ADOPTIONS,
  type CaseCommand,
  COLLECT_SCOPES,
  type CommandBodies,
  type CommandType,
  DISPOSITIONS,
  EMERGENCY_CLASSES,
  LEVELS,
  METHODS,
  MUST_RESPOND_REASONS,
  OPENNESS,
  RESPONSES,
  RESPONSIBILITIES,
  Rejected,
  STAGES,
  UNIT_KINDS,
} from '@guanlan/domain'
import { type TSchema, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { At, Closed, Id, Nullable, OneOf, Text } from './fields.ts'

const Word = OneOf
const Key = (table: object) => Word(Object.keys(table))
const List = (item: TSchema, most = 50) => Type.Array(item, { maxItems: most })
const Count = Type.Integer({ minimum: 0 })
const Ratio = Nullable(Closed({ part: Count, whole: Count }))
const Line = Text(300)
const Paragraph = Text(5000)
const Review = { hash: Text(128), pass: Type.Boolean(), opinion: Paragraph }
const Adopted = { opinion: Paragraph, adoption: Key(ADOPTIONS), adoptionReason: Paragraph, attachments: List(Line) }

/** What each move of a case carries: the forms people fill in. The domain decides whether it may be made. */
export const CASE_BODIES: Readonly<Record<CommandType, TSchema>> = {
  'alert-merged': Closed({ alertId: Id, eventId: Id }),
  noted: Closed({ text: Paragraph }),
  registered: Closed({ summary: Paragraph, demand: Line, scopes: List(Key(COLLECT_SCOPES)), involved: Line }),
  'level-confirmed': Closed({ level: Word(LEVELS) }),
  'emergency-confirmed': Closed({ emergencyClass: Word(EMERGENCY_CLASSES) }),
  'must-respond-confirmed': Closed({ reasons: List(Key(MUST_RESPOND_REASONS)) }),
  consulted: Closed({
    unit: Line,
    unitKind: Key(UNIT_KINDS),
    person: Line,
    post: Line,
    method: Key(METHODS),
    oral: Type.Boolean(),
    at: At,
    told: Paragraph,
    ...Adopted,
    dueAt: Nullable(At),
  }),
  'consultation-answered': Closed({ consultationId: Id, ...Adopted }),
  'consultation-concluded': Closed({ nature: Paragraph, trend: Paragraph, risks: Paragraph, precautions: Paragraph }),
  judged: Closed({
    dispositions: List(Closed({ disposition: Key(DISPOSITIONS), main: Type.Boolean() })),
    responsibility: Key(RESPONSIBILITIES),
    responsibleUnit: Line,
    response: Key(RESPONSES),
    responseReason: Paragraph,
  }),
  'judgement-approved': Closed({ opinion: Paragraph }),
  'stage-advanced': Closed({ to: Word(STAGES) }),
  'stage-returned': Closed({ to: Word(STAGES) }),
  drafted: Closed({
    title: Line,
    text: Text(20_000),
    basis: List(Line),
    openness: Key(OPENNESS),
    opennessReason: Paragraph,
    countersignUnits: List(Line),
    partial: Type.Boolean(),
    nextUpdateAt: Nullable(At),
    machineDrafted: Type.Boolean(),
  }),
  'emergency-drafted': Closed({
    title: Line,
    facts: Closed({ when: Line, where: Line, known: Paragraph, measures: Paragraph, next: Paragraph }),
    opennessReason: Paragraph,
    nextUpdateAt: At,
  }),
  'first-reviewed': Closed(Review),
  'second-reviewed': Closed(Review),
  'secrecy-reviewed': Closed(Review),
  countersigned: Closed({ ...Review, unit: Line }),
  signed: Closed(Review),
  published: Closed({ channels: List(Closed({ name: Line, url: Text(2000) })) }),
  'public-page-verified': Closed({ releaseId: Id, url: Text(2000) }),
  archived: Closed({ releaseId: Id, reference: Line }),
  'release-withdrawn': Closed({}),
  'press-conference-held': Closed({ at: At, place: Line, organiser: Line }),
  transferred: Closed({ unit: Line, contact: Line, matter: Paragraph }),
  'transfer-received': Closed({ transferId: Id, unit: Line, person: Line, at: At, reference: Line }),
  'duty-evidenced': Closed({ disposition: Key(DISPOSITIONS), fields: Type.Record(Text(40), Paragraph) }),
  evaluated: Closed({
    windows: List(Closed({ label: Line, fromAt: At, toAt: At, negative: Count, total: Count })),
    demands: Ratio,
    satisfaction: Ratio,
    lessons: Paragraph,
    rectifications: List(Closed({ text: Paragraph, unit: Line, dueAt: Nullable(At) })),
  }),
  'evaluation-approved': Closed({ opinion: Paragraph }),
}

const checks = new Map<CommandType, ReturnType<typeof Compile>>()

/**
 * One person's request with its form checked.
 * @throws {Rejected} http/bad-request with the field
 */
export function commandOf(type: CommandType, body: unknown, reason: string | null): CaseCommand {
  let check = checks.get(type)
  if (check === undefined) {
    check = Compile(CASE_BODIES[type])
    checks.set(type, check)
  }
  if (!check.Check(body)) {
    const [first] = check.Errors(body)
    throw new Rejected('http/bad-request', { detail: `body${first?.instancePath ?? ''} ${first?.message ?? ''}` })
  }
  return { type, body: body as CommandBodies[typeof type], reason } as CaseCommand
}
