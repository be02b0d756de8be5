import { openLog } from '@guanlan/runtime'
import { setupCode } from './accounts.ts'
import { builtConsole } from './console-build.ts'
import { listenForEnd, untilEnd } from './ending.ts'
import { openHouse } from './house.ts'
import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal } from './terminal.ts'

/** `guanlan start`: the house on its data folder until told to end. */
export async function startCommand(overrides: Overrides): Promise<void> {
  const config = commandConfig(overrides)
  const log = openLog(config.logLevel)
  const { say } = openTerminal()
  const ending = listenForEnd(log)
  const consoleFolder = await builtConsole(say)
  const code = setupCode()
  const house = await openHouse({
    config,
    log,
    consoleFolder,
    setupCode: code,
    demo: false,
    gazetteer: [],
    fatal: ending.fatal,
  })
  say(`观澜已启动：${house.address}`)
  if ((await house.ports.accounts.list()).length === 0) {
    say('还没有账号。请在网页上建立第一个账号，届时需要输入一次性设置码：')
    say(`    ${code}`)
  }
  say('按 Ctrl-C 结束。')
  process.exitCode = await untilEnd(ending, house.stop, log)
  say('观澜已结束，数据已保存。')
}
