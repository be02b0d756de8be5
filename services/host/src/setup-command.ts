import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal } from './terminal.ts'
import { setUp } from './wire.ts'

/** `guanlan setup`: makes topics, templates and indices; says what it will do before it does it. */
export async function setupCommand(options: Overrides & Readonly<{ dryRun: boolean }>): Promise<void> {
  await setUp(commandConfig(options), openTerminal().say, options.dryRun)
}
