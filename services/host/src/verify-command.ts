import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal } from './terminal.ts'
import { wireLedger } from './wire.ts'

/** `guanlan verify`: checks every hash of the ledger and every anchor outside; exit code 1 and the position at the first fault. */
export async function verifyCommand(overrides: Overrides): Promise<void> {
  const { say } = openTerminal()
  const ledger = await wireLedger(commandConfig(overrides))
  try {
    const verdict = await ledger.verify()
    if (verdict.ok) {
      say(`台账完好：共 ${verdict.head.position} 条，与 ${verdict.anchors} 个锚点一致，末条校验值 ${verdict.head.hash}`)
      return
    }
    say(`台账不符：第 ${verdict.position} 条，${verdict.detail}（${verdict.code}）`)
    process.exitCode = 1
  } finally {
    await ledger.close()
  }
}
