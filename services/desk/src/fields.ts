import { CHANNELS, type Versioned } from '@guanlan/domain'
import { type TSchema, Type } from 'typebox'

/** Schemas that many routes share. */
export const Id = Type.String({ minLength: 1, maxLength: 128 })
export const ById = Type.Object({ id: Id })
export const At = Type.Integer({ minimum: 0, maximum: 8.64e15, description: '毫秒，1970 年起' })
export const Version = Type.Integer({ minimum: 1, description: '写入者看到的版本' })
/** As `Version`, of a record that may not be there yet: 0. */
export const KnownVersion = Type.Integer({ minimum: 0, description: '写入者看到的版本，尚无记录时为 0' })
export const Reason = Type.String({ minLength: 1, maxLength: 2000 })
export const Text = (most: number) => Type.String({ maxLength: most })
export const Limit = (usual: number, most: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum: most, description: `默认 ${usual}` }))
/** One of the words given. */
export const OneOf = <Word extends string>(words: readonly Word[]) =>
  Type.Unsafe<Word>(Type.Union(words.map(word => Type.Literal(word))))
export const ChannelName = OneOf(CHANNELS)
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()])
/** Domain state as it is; its shape is the domain's type. */
export const Anything = Type.Unknown()
export const Closed = <Fields extends Record<string, TSchema>>(fields: Fields) =>
  Type.Object(fields, { additionalProperties: false })

/** A record as every answer gives it. */
export const RecordAnswer = Type.Object({
  id: Type.String(),
  version: Type.Integer(),
  position: Type.Integer({ description: '最后一次改动在台账中的位置' }),
  state: Anything,
})

/** A failure, RFC 9457. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String({ description: 'docs/errors.md 中的代码' }),
  detail: Type.Optional(Type.String()),
  current: Type.Optional(Anything),
})

/** The failures a route may answer with, by status; documentation, the error handler writes them. */
export const problems = (...statuses: readonly number[]) =>
  Object.fromEntries(statuses.map(status => [status, Problem])) as Readonly<Record<number, typeof Problem>>

/** A record for an answer. */
export function answerOf<State>({ id, version, position, state }: Versioned<State>): Versioned<State> {
  return { id, version, position, state }
}
