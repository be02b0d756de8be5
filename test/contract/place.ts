import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ManualClock, manualClock } from '@guanlan/embedded'
import { NOON, type Opened, type OpenedAt } from './opened.ts'

/** A folder of its own for one test, gone afterwards. */
export async function temporaryFolder(): Promise<Readonly<{ path: string; remove: () => Promise<void> }>> {
  const path = await mkdtemp(join(tmpdir(), 'guanlan-'))
  return { path, remove: () => rm(path, { recursive: true, force: true }) }
}

/** Opens an embedded port on a folder of its own. */
export async function embeddedPlace<Port extends object>(
  make: (folder: string, clock: ManualClock) => Port | Promise<Port>,
): Promise<OpenedAt<Port>> {
  const folder = await temporaryFolder()
  const clock = manualClock(NOON)
  const port = await make(folder.path, clock)
  let newest = port
  const opened: Opened<Port> = {
    port,
    async reopen() {
      newest = await make(folder.path, clock)
      return newest
    },
    async destroy() {
      if ('close' in newest && typeof newest.close === 'function') await newest.close()
      await folder.remove()
    },
  }
  return { ...opened, clock }
}
