import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Conflict, isDictionaryWord, MOST_WORDS, Rejected, type Role } from '@guanlan/domain'
import { Type } from 'typebox'
import { signedIn } from '../access.ts'
import type { DeskDeps } from '../deps.ts'
import { Closed, KnownVersion, problems } from '../fields.ts'
import { moveBy, versionNow, writeOne } from '../writing.ts'

/** The one record of its kind: a bureau has one dictionary. */
const BUREAU = 'bureau'
const KEEPERS: readonly Role[] = ['analyst', 'admin']
const MOST_BYTES = 4_194_304
const SHOWN = 20

const DictionaryAnswer = Type.Object({ version: Type.Integer(), words: Type.Array(Type.String()) })

/** The words, each once, in the order given. @throws {Rejected} dictionary/bad-word naming the lines that are not one word */
function checkedWords(lines: readonly string[]): readonly string[] {
  const words = lines.map(line => line.normalize('NFKC').trim())
  const bad = words.flatMap((word, at) =>
    word === '' || isDictionaryWord(word) ? [] : [`第 ${at + 1} 行“${word.slice(0, 20)}”`],
  )
  if (bad.length > 0) {
    const more = bad.length > SHOWN ? `，另有 ${bad.length - SHOWN} 行` : ''
    throw new Rejected('dictionary/bad-word', { detail: bad.slice(0, SHOWN).join('、') + more })
  }
  return [...new Set(words)].filter(word => word !== '')
}

/** GET|PUT /api/dictionary the bureau's own words: 200 · 409 · 422 dictionary/bad-word */
export const dictionaryRoutes =
  (deps: DeskDeps): FastifyPluginAsyncTypebox =>
  async app => {
    const tags = ['词表与名称']
    const now = () => {
      const record = deps.records.find('dictionary', BUREAU)
      return { version: record?.version ?? 0, words: [...(record?.state.words ?? [])] }
    }

    app.get('/dictionary', { schema: { tags, summary: '本局词表', response: { 200: DictionaryAnswer } } }, async () =>
      now(),
    )

    app.put(
      '/dictionary',
      {
        config: { roles: KEEPERS },
        bodyLimit: MOST_BYTES,
        schema: {
          tags,
          summary: '改写本局词表',
          body: Closed({
            version: KnownVersion,
            words: Type.Array(Type.String({ maxLength: 60 }), { maxItems: MOST_WORDS }),
          }),
          response: { 200: DictionaryAnswer, ...problems(400, 403, 409, 413, 422) },
        },
      },
      async request => {
        const { version } = request.body
        request.target = { kind: 'dictionary', id: BUREAU }
        const current = versionNow(deps, 'dictionary', BUREAU)
        if (current !== version)
          throw new Conflict('desk/stale', { detail: `您看到第 ${version} 版，现为第 ${current} 版` })
        const words = checkedWords(request.body.words)
        const before = new Set(now().words)
        const wanted = new Set(words)
        const added = words.filter(word => !before.has(word))
        const removed = [...before].filter(word => !wanted.has(word))
        if (added.length + removed.length === 0) return now()
        const move = moveBy(signedIn(request), deps.clock.now(), 'dictionary', BUREAU, 'changed', { added, removed })
        await writeOne(deps, 'dictionary', BUREAU, version, [move])
        return now()
      },
    )
  }
