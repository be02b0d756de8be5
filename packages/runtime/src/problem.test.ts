import { Conflict, NotFound, Rejected, Unavailable } from '@guanlan/domain'
import fastify from 'fastify'
import { expect, test } from 'vitest'
import { openLog } from './log.ts'
import { answerProblems } from './problem.ts'

/** An instance whose one route throws, and the levels that were logged. */
function throwing(error: unknown) {
  const levels: string[] = []
  const log = openLog('debug', { write: line => void levels.push((JSON.parse(line) as { level: string }).level) })
  const app = fastify({ logger: false })
  answerProblems(app, log)
  app.get('/', async () => {
    throw error
  })
  return { app, levels }
}

test.each([
  { error: new Rejected('case/field-missing', { detail: '请填写：摘要' }), status: 422, level: 'debug' },
  { error: new Rejected('desk/signed-out'), status: 401, level: 'debug' },
  { error: new NotFound('record/none'), status: 404, level: 'debug' },
  { error: new Conflict('ledger/stale'), status: 409, level: 'debug' },
  { error: new Unavailable('bus/away'), status: 503, level: 'warn' }, // nobody has to act: the other side comes back
  { error: new TypeError('x is not a function'), status: 500, level: 'error' },
])('$error.code answers $status and is logged as $level', async ({ error, status, level }) => {
  const { app, levels } = throwing(error)
  const answer = await app.inject('/')
  expect(answer.statusCode).toBe(status)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(levels).toEqual([level])
  expect(answer.body).not.toContain('is not a function') // no internals
})
