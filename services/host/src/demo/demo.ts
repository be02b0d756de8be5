import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Config, every, type Log, openLog, readConfig, type Stop } from '@guanlan/runtime'
import { type City, cityHosts, createCity, type ServedCity, serveCity } from '@guanlan/scenario'
import { builtConsole } from '../console-build.ts'
import { type Ending, listenForEnd, untilEnd } from '../ending.ts'
import { openTerminal, type Terminal } from '../terminal.ts'
import { type Furnished, furnish } from './furnish.ts'
import { stageInManyProcesses } from './many-processes.ts'
import { cityNames } from './names.ts'
import { stageInOneProcess } from './one-process.ts'
import { partners } from './partners.ts'
import { DEMO_PEOPLE } from './people.ts'
import { type PortalPage, servePortalPage } from './portal-page.ts'
import { narrator } from './progress.ts'
import type { Stage } from './stage.ts'
import { stormAlert } from './storm-alert.ts'

/** Options of `guanlan demo`. */
export type DemoOptions = Readonly<{
  speed: number
  port: number
  seed: number
  keep?: string | true
  untilAlert: boolean
}>

const PUSH_EVERY_MS = 3000
const TELL_EVERY_MS = 1000
const ALERT_WITHIN_MS = 5 * 60_000

/** `guanlan demo`: the whole pipeline at work on the fictional city, in a throw-away data folder, on this machine's own address only. */
export async function demoCommand(options: DemoOptions): Promise<void> {
  const terminal = openTerminal()
  const environment = readConfig(process.env)
  const log = openLog(process.env.GUANLAN_LOG_LEVEL === undefined ? 'warn' : environment.logLevel)
  const ending = listenForEnd(log)
  const data = dataFolder(options.keep)
  const consoleFolder = await builtConsole(terminal.say)
  const city = createCity({ seed: options.seed, startAt: Date.now(), rate: options.speed })
  const served = await serveCity(city, { clock: Date.now })
  const opened: { stage?: Stage } = {}
  const portal = await servePortalPage(id => opened.stage?.records.find('case', id)?.state ?? null)
  sayCity(terminal, served, environment, options.speed)
  const hosts = [...cityHosts(served.origins), portal.host]
  const config = demoConfig(environment, { data, port: options.port, hosts })
  const gazetteer = cityNames(city)
  const how = { config, log, consoleFolder, setupCode: null, demo: true, gazetteer, fatal: ending.fatal }
  const stage =
    config.mode === 'embedded' ? await stageInOneProcess(how) : await stageInManyProcesses(how, terminal.say)
  opened.stage = stage
  const furnished = await furnish(stage, city, served)
  sayWelcome(terminal, stage, furnished, portal)
  const stopStory = await tellStory({ stage, city, served, furnished, terminal, log })
  const stopWatching = watchForAlert({ stage, city, served, terminal, log }, ending, options.untilAlert)
  process.exitCode = await untilEnd(
    ending,
    async () => {
      terminal.settle()
      await stopWatching()
      await stopStory()
      await stage.stop()
      await portal.stop()
      await served.close()
    },
    log,
  )
  sayEnd(terminal, data, options.keep !== undefined)
}

function dataFolder(keep: string | true | undefined): string {
  if (keep === undefined) return mkdtempSync(join(tmpdir(), 'guanlan-demo-'))
  return resolve(keep === true ? './data-demo' : keep)
}

function demoConfig(
  environment: Config,
  { data, port, hosts }: Readonly<{ data: string; port: number; hosts: readonly string[] }>,
): Config {
  return { ...environment, data, keys: '', port, host: '127.0.0.1', bureau: '云州市交通运输局', allowPrivate: hosts }
}

function sayCity({ say }: Terminal, served: ServedCity, { hostPaceMs }: Config, speed: number): void {
  say('观澜演示：虚构城市云州市，内容全部为编造，与任何真实的单位和个人无关。')
  say(
    `城市已上线：${Object.keys(served.origins).length} 个网站在本机端口上，带着 28 天的旧内容和一场正在发酵的出租汽车改革风波；今后内容按 ${speed} 倍数量出现，时钟不加快。`,
  )
  say(
    `这些网站声明采集间隔为 0 秒，已列入演示的许可名单；对真实网站，同一主机两次请求至少相隔 ${hostPaceMs / 1000} 秒。`,
  )
}

function sayWelcome({ say }: Terminal, stage: Stage, { password }: Furnished, portal: PortalPage): void {
  say()
  say(`网页：${stage.desk}`)
  say(`演示账号（只能在本机登录），口令都是 ${password}`)
  for (const { id, name, post } of DEMO_PEOPLE) say(`    ${id.padEnd(6)} ${name}　${post}`)
  say(`案件的回应“发布”后，可在 ${portal.address('案件编号')} 看到，供“公开核验”抓取。`)
  say()
}

type Scene = Readonly<{ stage: Stage; city: City; served: ServedCity; terminal: Terminal; log: Log }>

/** Lets the partners deliver, the past first, and tells what happens. */
async function tellStory(scene: Scene & Readonly<{ furnished: Furnished }>): Promise<Stop> {
  const { stage, city, served, furnished, terminal, log } = scene
  const pushing = partners(city, stage, furnished)
  const stopTelling = every(TELL_EVERY_MS, log, 'narrator', narrator(stage, served, terminal))
  const past = await pushing.history(city.startAt)
  const refused = past.refused === 0 ? '' : `，未收 ${past.refused} 条`
  terminal.say(`合作方已推送旧内容 ${past.accepted} 条${refused}，其中 12328 工单由表格文件导入`)
  const stopPushing = every(PUSH_EVERY_MS, log, 'partners', async () => void (await pushing.news(Date.now())))
  return async () => {
    await stopTelling()
    await stopPushing()
  }
}

/** Tells when the storm has its alert, and what the city's truth says of it; with `ends` the demo ends then, and fails when there is none in five minutes. */
function watchForAlert({ stage, city, served, terminal, log }: Scene, ending: Ending, ends: boolean): Stop {
  const deadline = Date.now() + ALERT_WITHIN_MS
  const stop = every(2000, log, 'storm alert', async () => {
    const found = await stormAlert(stage, city, served)
    if (found === null && !(ends && Date.now() >= deadline)) return
    void stop()
    if (found === null) {
      ending.fatal(new Error('no alert for the storm within five minutes'))
      return
    }
    terminal.say(
      `风波的预警已产生：${found.alert.number}，其事件的 ${found.members} 条提及中有 ${found.ofStorm} 条确属这场风波（与城市的已知真相核对）。`,
    )
    if (ends) ending.end()
  })
  return stop
}

function sayEnd({ say }: Terminal, data: string, keep: boolean): void {
  if (keep) {
    say(
      `演示已结束，数据保留在 ${data}（密钥与锚点在 ${data}-keys）。校验台账：npm run guanlan -- verify --data ${data}`,
    )
    return
  }
  for (const folder of [data, `${data}-keys`]) rmSync(folder, { recursive: true, force: true })
  say('演示已结束，临时数据已清除。用 --keep 可保留。')
}
