import cookie from '@fastify/cookie'
import { TypeBoxValidatorCompiler } from '@fastify/type-provider-typebox'
import { Conflict, MINUTE_MS, SECOND_MS } from '@guanlan/domain'
import { answerProblems, every, problemOf } from '@guanlan/runtime'
import Fastify, { type FastifyInstance } from 'fastify'
import { guardAccess } from './access.ts'
import { serveConsole } from './console-pages.ts'
import { guardContent } from './content-policy.ts'
import { Courses } from './courses.ts'
import type { DeskDeps } from './deps.ts'
import { describeApi, showApi } from './docs.ts'
import { Expunging } from './expunging.ts'
import { Live } from './live.ts'
import { accountRoutes } from './routes/accounts.ts'
import { alarmRoutes } from './routes/alarms.ts'
import { alertMoveRoutes } from './routes/alert-moves.ts'
import { alertRoutes } from './routes/alerts.ts'
import { briefRoutes } from './routes/briefs.ts'
import { caseRoutes } from './routes/cases.ts'
import { deadLetterRoutes } from './routes/dead-letters.ts'
import { dictionaryRoutes } from './routes/dictionary.ts'
import { doorSettingRoutes } from './routes/doors.ts'
import { eventRoutes } from './routes/events.ts'
import { evidenceRoutes } from './routes/evidence.ts'
import { exportRoutes } from './routes/export.ts'
import { healthRoutes } from './routes/health.ts'
import { hotlineRoutes } from './routes/hotline.ts'
import { importRoutes } from './routes/import.ts'
import { labelRoutes } from './routes/labels.ts'
import { ledgerRoutes } from './routes/ledger.ts'
import { liveRoutes } from './routes/live.ts'
import { namesRoutes } from './routes/names.ts'
import { reextractRoutes } from './routes/re-extract.ts'
import { reclassifyRoutes } from './routes/reclassify.ts'
import { searchRoutes } from './routes/search.ts'
import { sessionRoutes } from './routes/session.ts'
import { setupRoutes } from './routes/setup.ts'
import { siteRuleRoutes } from './routes/site-rules.ts'
import { sourceRobotsRoutes } from './routes/source-robots.ts'
import { sourceRoutes } from './routes/sources.ts'
import { dataAge, statusRoutes } from './routes/status.ts'
import { vehicleRoutes } from './routes/vehicles.ts'
import { watchRoutes } from './routes/watches.ts'
import { SourceAlarms } from './source-alarms.ts'

/** A conflict shows both sides: what the person saw they have, how the record stands now goes with the answer. */
function answerConflicts(api: FastifyInstance, { records }: DeskDeps): void {
  api.setErrorHandler((error, request, reply) => {
    const { target } = request
    if (!(error instanceof Conflict) || target === null) throw error
    const current = records.find(target.kind, target.id)
    return reply
      .code(409)
      .type('application/problem+json')
      .serializer(JSON.stringify)
      .send({ ...problemOf(error), current })
  })
}

const EXPUNGING_EVERY_MS = 3 * SECOND_MS

/** Looks at the sources every minute for as long as the desk listens. */
function watchOver(api: FastifyInstance, alarms: SourceAlarms, { log }: DeskDeps): void {
  let stop = async () => {}
  api.addHook('onListen', async () => {
    stop = every(MINUTE_MS, log, 'source watch', async () => void (await alarms.look()))
  })
  api.addHook('onClose', () => stop())
}

/** What was decided and cut short, or waits for the indexer, is gone on with every few seconds. */
function goOnExpunging(api: FastifyInstance, expunging: Expunging, { log }: DeskDeps): void {
  let stop = async () => {}
  api.addHook('onListen', async () => {
    stop = every(EXPUNGING_EVERY_MS, log, 'expunging', () => expunging.finish())
  })
  api.addHook('onClose', async () => {
    await stop()
    await expunging.settled()
  })
}

async function routes(api: FastifyInstance, deps: DeskDeps): Promise<void> {
  const dataAt = dataAge(deps)
  const courses = new Courses(deps.events, deps.index)
  const live = new Live({ ...deps, dataAt })
  const alarms = new SourceAlarms(deps)
  watchOver(api, alarms, deps)
  const expunging = new Expunging(deps)
  goOnExpunging(api, expunging, deps)
  guardAccess(api, deps.accounts)
  answerConflicts(api, deps)
  api.addHook('preClose', async () => live.close())
  for (const plugin of [
    sessionRoutes(deps),
    setupRoutes(deps),
    statusRoutes(deps, dataAt),
    liveRoutes(deps, live),
    alertRoutes(deps, courses),
    alertMoveRoutes(deps),
    eventRoutes(deps, courses),
    searchRoutes(deps),
    exportRoutes(deps),
    sourceRoutes(deps, alarms),
    sourceRobotsRoutes(deps),
    siteRuleRoutes(deps),
    alarmRoutes(deps, alarms),
    watchRoutes(deps),
    caseRoutes(deps),
    briefRoutes(deps),
    accountRoutes(deps),
    deadLetterRoutes(deps),
    evidenceRoutes(deps, expunging),
    ledgerRoutes(deps),
    labelRoutes(deps),
    dictionaryRoutes(deps),
    namesRoutes(deps),
    vehicleRoutes(deps),
    reclassifyRoutes(deps),
    reextractRoutes(deps),
    importRoutes(deps),
    doorSettingRoutes(deps),
    hotlineRoutes(deps),
  ]) {
    await api.register(plugin)
  }
}

/**
 * The people-facing HTTP API and the console's files, not yet listening. A write answers when the ledger has it and this
 * desk's own view holds it, so the next read sees it. Other doors may be registered beside `/api` before it listens.
 */
export async function createDesk(deps: DeskDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    bodyLimit: 1_048_576,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
  })
  app.setValidatorCompiler(TypeBoxValidatorCompiler)
  answerProblems(app, deps.log)
  guardContent(app)
  await app.register(cookie)
  await describeApi(app)
  await app.register(healthRoutes(deps))
  await app.register(async api => routes(api, deps), { prefix: '/api' })
  await showApi(app)
  await serveConsole(app, deps.settings.consoleFolder)
  return app
}
