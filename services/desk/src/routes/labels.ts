import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import {
  type Analysed,
  Conflict,
  type Corrected,
  ENTITY_NAMES,
  type EntityKind,
  GOVERNMENT_TOPICS,
  type GovernmentTopic,
  type MentionLabel,
  machineSaid,
  maskPersonal,
  NotFound,
  type OperatingPlates,
  operatingPlates,
  Rejected,
  SENTIMENTS,
  TOPICS,
  type Topic,
  type Versioned,
} from '@guanlan/domain'
import { type Static, Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, ById, Closed, KnownVersion, Nullable, OneOf, problems, Text } from '../fields.ts'
import { labelView } from '../mention-view.ts'
import { moveBy, versionNow, writeOne } from '../writing.ts'

const PAGE = 500

const Correction = Closed({
  version: KnownVersion,
  sentiment: Type.Optional(Nullable(OneOf(SENTIMENTS))),
  topics: Type.Optional(Nullable(Type.Array(OneOf(Object.keys(TOPICS) as Topic[]), { uniqueItems: true }))),
  government: Type.Optional(Nullable(OneOf(Object.keys(GOVERNMENT_TOPICS) as GovernmentTopic[]))),
  entities: Type.Optional(
    Nullable(
      Type.Array(
        Closed({
          kind: OneOf(Object.keys(ENTITY_NAMES) as EntityKind[]),
          name: Type.String({ minLength: 1, maxLength: 60 }),
        }),
        { maxItems: 60 },
      ),
    ),
  ),
  relevant: Type.Optional(Nullable(Type.Boolean())),
  note: Type.Optional(Text(500)),
})

/** What the person sets. A plate is only kept as the machine masked it. @throws {Rejected} label/nothing, label/bad-entity */
function correctedOf(form: Static<typeof Correction>, mention: Analysed, plates: OperatingPlates): Partial<Corrected> {
  const { version: _version, note: _note, entities, ...plain } = form
  const found = new Set(mention.analysis.entities.map(({ kind, name }) => `${kind} ${name}`))
  const stranger = entities?.find(({ kind, name }) => kind === 'plate' && !found.has(`${kind} ${name}`))
  if (stranger !== undefined) throw new Rejected('label/bad-entity', { detail: ENTITY_NAMES.plate })
  const kept = entities?.map(({ kind, name }) => ({ kind, name: maskPersonal(name, plates).text }))
  const corrected = { ...plain, ...(entities === undefined ? {} : { entities: kept ?? null }) }
  if (Object.keys(corrected).length === 0) throw new Rejected('label/nothing')
  return corrected
}

/** Mentions with people's labels, as a model learns from them; those no longer kept are left out. */
async function* labelled({ index, records }: DeskDeps): AsyncGenerator<string> {
  const labels: readonly Versioned<MentionLabel>[] = records.list('label')
  for (let at = 0; at < labels.length; at += PAGE) {
    const page = labels.slice(at, at + PAGE)
    const mentions = await index.getMany(page.map(({ id }) => id))
    for (const [i, mention] of mentions.entries()) {
      if (mention === null) continue
      const { id, title, text, sourceId, contentVersion } = mention
      const label = page[i]!.state
      // an edit since then may say something else: the label speaks of the text the person read
      if (label.contentVersion !== contentVersion) continue
      yield `${JSON.stringify({ id, title, text, sourceId, label })}\n`
    }
  }
}

/** POST /api/mentions/:id/label what a person says of a mention: 200 · 404 · 409 · 422 label/… · GET /api/labels all of them with their texts, NDJSON */
export const labelRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const { clock, index, records } = deps
    const plates = () => operatingPlates(records.find('vehicles', 'bureau')?.state ?? null)
    const tags = ['更正']

    app.post(
      '/mentions/:id/label',
      {
        config: { roles: ['officer', 'analyst'] },
        schema: {
          tags,
          summary: '更正标签：机器所判与人所定并存',
          params: ById,
          body: Correction,
          response: { 200: Type.Object({ id: Type.String(), label: Anything }), ...problems(400, 403, 404, 409, 422) },
        },
      },
      async request => {
        const { id } = request.params
        const { version, note } = request.body
        const [mention] = await index.getMany([id])
        if (mention === null || mention === undefined) throw new NotFound('mention/none', { detail: id })
        request.target = { kind: 'label', id }
        const now = versionNow(deps, 'label', id)
        if (now !== version) throw new Conflict('desk/stale', { detail: `您看到第 ${version} 版，现为第 ${now} 版` })
        const body = {
          corrected: correctedOf(request.body, mention, plates()),
          machine: machineSaid(mention.analysis),
          contentVersion: mention.contentVersion,
        }
        const reason = note === undefined || note.trim() === '' ? null : maskPersonal(note.trim(), plates()).text
        const move = moveBy(signedIn(request), clock.now(), 'label', id, 'corrected', body, reason)
        return { id, label: labelView(await writeOne(deps, 'label', id, version, [move])) }
      },
    )

    app.get(
      '/labels',
      {
        config: { roles: ['analyst', 'admin'] },
        schema: {
          tags,
          summary: '全部更正及其文本（NDJSON，供训练）',
          produces: ['application/x-ndjson'],
          response: problems(403),
        },
      },
      async (_request, reply) =>
        reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(labelled(deps)) as never),
    )
  }
