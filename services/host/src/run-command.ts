import { Rejected } from '@guanlan/domain'
import { openLog } from '@guanlan/runtime'
import { setupCode } from './accounts.ts'
import { builtConsole } from './console-build.ts'
import { listenForEnd, untilEnd } from './ending.ts'
import { openServices, SERVICES, type ServiceName } from './house.ts'
import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal } from './terminal.ts'

const isService = (word: string): word is ServiceName => (SERVICES as readonly string[]).includes(word)

/** `guanlan run <services>`: some services as a process of their own, on clusters that all of them share. */
export async function runCommand(
  names: readonly string[],
  overrides: Overrides & Readonly<{ demo: boolean }>,
): Promise<void> {
  const config = commandConfig(overrides)
  const unknown = names.find(name => !isService(name))
  if (unknown !== undefined)
    throw new Rejected('run/unknown-service', { detail: `${unknown}；可用：${SERVICES.join('、')}` })
  if (config.mode === 'embedded') throw new Rejected('run/embedded', { detail: 'GUANLAN_MODE=embedded' })
  const services = names.filter(isService)
  const log = openLog(config.logLevel)
  const { say } = openTerminal()
  const ending = listenForEnd(log)
  const consoleFolder = services.includes('desk') ? await builtConsole(say) : null
  const code = services.includes('desk') ? setupCode() : null
  const { demo } = overrides
  const running = await openServices(
    { config, log, consoleFolder, setupCode: code, demo, gazetteer: [], fatal: ending.fatal },
    services,
  )
  say(`已启动：${services.join('、')}${running.address === null ? '' : `　${running.address}`}`)
  if (code !== null && (await running.ports.accounts.list()).length === 0) say(`第一个账号的一次性设置码：${code}`)
  process.exitCode = await untilEnd(ending, running.stop, log)
}
