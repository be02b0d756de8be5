import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { manualClock } from './clock.ts'
import { dataFolder } from './data-folder.ts'
import { readHolder, runningHolder, takeLock } from './lock.ts'
import { openEmbedded, openLedgerReadOnly } from './open.ts'

const clock = manualClock(Date.UTC(2026, 10, 24, 4))

describe('data folder', () => {
  let root: string
  let data: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'guanlan-'))
    data = join(root, 'data')
  })
  afterEach(() => rmSync(root, { recursive: true }))
  const open = () => openEmbedded(data, { clock })

  test('opens every port, keeps what they hold, and keeps keys and anchors outside', async () => {
    const first = await open()
    await first.bus.append('raw', [{ key: 'k', body: 1 }])
    const { hash } = await first.evidence.put(new TextEncoder().encode('来电'), 'unmasked', 'text/plain')
    await first.ledger.anchor()
    await first.close()
    await first.close()
    expect(existsSync(join(root, 'data-keys', 'evidence-master.key'))).toBe(true)
    expect(existsSync(join(root, 'data-anchors.ndjson'))).toBe(true)
    expect(statSync(join(root, 'data-keys')).mode & 0o777).toBe(0o700)
    expect(statSync(join(root, 'data-keys', 'evidence-master.key')).mode & 0o777).toBe(0o600)
    const again = await open()
    expect(new TextDecoder().decode((await again.evidence.get(hash)).bytes)).toBe('来电')
    await again.close()
  })

  test('refuses keys or anchors inside the data folder', () => {
    for (const place of [
      { keyFolder: join(data, 'keys') },
      { anchorFile: join(data, 'a', '..', 'anchors') },
      { keyFolder: data },
    ]) {
      expect(() => dataFolder(data, place)).toThrow('data/not-outside')
    }
    expect(dataFolder(data, { keyFolder: join(root, 'data-k') }).keyFolder).toBe(join(root, 'data-k'))
  })

  test('a second house is refused and told who holds the folder', async () => {
    const first = await open()
    first.lock.announce('http://127.0.0.1:8600')
    await expect(open()).rejects.toMatchObject({ name: 'Conflict', code: 'data/locked' })
    await expect(open()).rejects.toThrow(
      `pid ${process.pid} @ ${hostname()}, since 2026-11-24T04:00:00.000Z, http://127.0.0.1:8600`,
    )
    expect(readHolder(first.folder.lock)).toMatchObject({ pid: process.pid, http: 'http://127.0.0.1:8600' })
    expect(runningHolder(first.folder.lock)).toEqual(readHolder(first.folder.lock))
    await first.close()
    expect(readHolder(first.folder.lock)).toBeNull()
    await (await open()).close()
  })

  test('a lock left by a killed process is taken over', async () => {
    const lock = join(root, 'lock')
    const script = `import { takeLock } from ${JSON.stringify(new URL('./lock.ts', import.meta.url).href)}
      takeLock(${JSON.stringify(lock)}, 1); console.log('held'); setInterval(() => {}, 1e6)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(child.stdout, 'data')
    expect(runningHolder(lock)?.pid).toBe(child.pid)
    expect(() => takeLock(lock, 2)).toThrow(`data/locked: pid ${child.pid} @`)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(readHolder(lock)?.pid).toBe(child.pid) // still named
    expect(runningHolder(lock)).toBeNull()
    const taken = takeLock(lock, 3)
    expect(readHolder(lock)).toMatchObject({ pid: process.pid, startedAt: 3 })
    taken.release()
  })

  const files = ['bus', 'events', 'ledger', 'identity', 'crawl', 'lease', 'accounts', 'secrets', 'evidence']

  test.each(files)('a folder whose %s.db a later release wrote is refused, and given up again', async name => {
    await (await open()).close()
    const db = new DatabaseSync(join(data, `${name}.db`))
    const { user_version: version } = db.prepare('pragma user_version').get() as { user_version: number }
    db.exec('pragma user_version = 99')
    db.close()
    await expect(open()).rejects.toMatchObject({ name: 'Rejected', code: 'data/newer' })
    expect(existsSync(join(data, 'lock'))).toBe(false)
    const mended = new DatabaseSync(join(data, `${name}.db`))
    mended.exec(`pragma user_version = ${version}`)
    mended.close()
    await (await open()).close()
  })

  test('a file that is no database is refused by name', async () => {
    await (await open()).close()
    writeFileSync(join(data, 'events.db'), 'x'.repeat(5000))
    await expect(open()).rejects.toMatchObject({ name: 'Rejected', code: 'data/damaged', detail: 'events.db' })
  })

  test('the ledger opens to read beside a running house, and only where there is one', async () => {
    expect(() => openLedgerReadOnly(data)).toThrow('data/none')
    const house = await open()
    await house.ledger.append({
      commitId: 'a',
      expect: [],
      moves: [
        {
          kind: 'case',
          id: 'c',
          type: 'noted',
          by: { kind: 'machine', id: 'desk', name: '系统', post: '' },
          at: 1,
          reason: null,
          body: {},
        },
      ],
    })
    const reader = openLedgerReadOnly(data)
    expect(await reader.head()).toEqual(await house.ledger.head())
    expect((await reader.history('case', 'c')).version).toBe(1)
    expect(await reader.verify()).toMatchObject({ ok: true, anchors: 0 })
    await reader.close()
    await house.close()
    const db = new DatabaseSync(join(data, 'ledger.db'))
    db.exec('pragma user_version = 0')
    db.close()
    expect(() => openLedgerReadOnly(data)).toThrow('data/older')
  })
})
