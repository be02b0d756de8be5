import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Conflict, checkedEntry, MOST_NAMES, NAME_KINDS, type NameEntry, Rejected, type Role } from '@guanlan/domain'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Anything, Closed, KnownVersion, OneOf, problems } from '../fields.ts'
import { nameId, readNames } from '../names-file.ts'
import { moveBy, versionNow, writeOne } from '../writing.ts'

/** The one record of its kind: a bureau has one table of names. */
const BUREAU = 'bureau'
const KEEPERS: readonly Role[] = ['analyst', 'admin']
const MOST_BYTES = 8_388_608
const SHOWN = 100

const Entry = Closed({
  id: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
  kind: OneOf(NAME_KINDS),
  name: Type.String({ maxLength: 60 }),
  aliases: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 40 }),
})
const NamesAnswer = Type.Object({ version: Type.Integer(), entries: Anything })

/** Entries as they are kept. @throws {Rejected} names/twice, names/bad-name, names/too-many-aliases, names/too-many */
function checked(entries: readonly NameEntry[]): ReadonlyMap<string, NameEntry> {
  if (entries.length > MOST_NAMES) throw new Rejected('names/too-many', { detail: `${MOST_NAMES}` })
  const byId = new Map<string, NameEntry>()
  const byName = new Set<string>()
  for (const entry of entries.map(checkedEntry)) {
    const named = `${entry.kind} ${entry.name}`
    if (byId.has(entry.id) || byName.has(named)) throw new Rejected('names/twice', { detail: entry.name })
    byId.set(entry.id, entry)
    byName.add(named)
  }
  return byId
}

const same = (one: NameEntry | undefined, other: NameEntry) =>
  one !== undefined &&
  one.kind === other.kind &&
  one.name === other.name &&
  one.aliases.join('\n') === other.aliases.join('\n')

/** GET|PUT /api/names the bureau's table of names: 200 · 409 · 422 names/… · POST /api/names/import a CSV as the body: 200 with the rows not taken */
export const namesRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const tags = ['词表与名称']
    const config = { roles: KEEPERS }
    app.addContentTypeParser(['text/csv', 'text/plain'], { parseAs: 'string' }, (_request, body, done) =>
      done(null, body),
    )

    const now = () => {
      const record = deps.records.find('names', BUREAU)
      return { version: record?.version ?? 0, entries: record?.state.entries ?? [] }
    }
    const seenVersion = (request: FastifyRequest, version: number) => {
      request.target = { kind: 'names', id: BUREAU }
      const current = versionNow(deps, 'names', BUREAU)
      if (current !== version)
        throw new Conflict('desk/stale', { detail: `您看到第 ${version} 版，现为第 ${current} 版` })
    }
    /** Writes the difference; counts what it was. */
    const put = async (request: FastifyRequest, version: number, wanted: ReadonlyMap<string, NameEntry>) => {
      const before = new Map(now().entries.map(entry => [entry.id, entry]))
      const put = [...wanted.values()].filter(entry => !same(before.get(entry.id), entry))
      const removed = [...before.keys()].filter(id => !wanted.has(id))
      const added = put.filter(({ id }) => !before.has(id)).length
      if (put.length + removed.length > 0) {
        const move = moveBy(signedIn(request), deps.clock.now(), 'names', BUREAU, 'changed', { put, removed })
        await writeOne(deps, 'names', BUREAU, version, [move])
      }
      return { added, changed: put.length - added, removed: removed.length }
    }

    app.get('/names', { schema: { tags, summary: '名称表', response: { 200: NamesAnswer } } }, async () => now())

    app.put(
      '/names',
      {
        config,
        bodyLimit: MOST_BYTES,
        schema: {
          tags,
          summary: '改写名称表',
          body: Closed({ version: KnownVersion, entries: Type.Array(Entry) }),
          response: { 200: NamesAnswer, ...problems(400, 403, 409, 413, 422) },
        },
      },
      async request => {
        const { version, entries } = request.body
        seenVersion(request, version)
        const tidy = (text: string) => text.normalize('NFKC').trim()
        const wanted = entries.map(({ id, kind, name, aliases }) => {
          const others = aliases.map(tidy).filter(alias => alias !== '')
          return { id: id ?? nameId(kind, tidy(name)), kind, name: tidy(name), aliases: others }
        })
        await put(request, version, checked(wanted))
        return now()
      },
    )

    app.post(
      '/names/import',
      {
        config,
        bodyLimit: MOST_BYTES,
        schema: {
          tags,
          summary: '导入名称表（CSV：名称,类别,别名）',
          consumes: ['text/csv'],
          querystring: Closed({ version: KnownVersion }),
          response: {
            200: Type.Object({
              version: Type.Integer(),
              added: Type.Integer(),
              changed: Type.Integer(),
              unchanged: Type.Integer(),
              refused: Type.Integer(),
              report: Anything,
            }),
            ...problems(400, 403, 409, 413, 422),
          },
        },
      },
      async request => {
        const { version } = request.query
        seenVersion(request, version)
        if (typeof request.body !== 'string') throw new Rejected('desk/no-file')
        const { entries, report } = readNames(request.body)
        const kept = new Map(now().entries.map(entry => [entry.id, entry]))
        const byName = new Map(now().entries.map(entry => [`${entry.kind} ${entry.name}`, entry.id]))
        for (const entry of entries) {
          const id = byName.get(`${entry.kind} ${entry.name}`) ?? entry.id
          kept.set(id, { ...entry, id })
        }
        const { added, changed } = await put(request, version, checked([...kept.values()]))
        const counts = { added, changed, unchanged: entries.length - added - changed }
        return { version: now().version, ...counts, refused: report.length, report: report.slice(0, SHOWN) }
      },
    )
  }
