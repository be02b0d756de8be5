import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageOf, ROOT, type Room, resolved, rooms, sourceFiles, specifiers } from './workspace.ts'

/** Who may import whom, by folder: domain ← ports ← { extract, text, runtime, embedded, scenario } ← services ← host. */
const MAY: Readonly<Record<string, readonly string[]>> = {
  'packages/domain': [],
  'packages/ports': ['domain'],
  'packages/extract': ['domain', 'ports'],
  'packages/text': ['domain', 'ports'],
  'packages/runtime': ['domain', 'ports'],
  'packages/embedded': ['domain', 'ports'],
  'packages/distributed': ['domain', 'ports'],
  'packages/scenario': ['domain', 'ports'],
  'services/crawler': ['domain', 'ports', 'extract', 'text', 'runtime'],
  'services/ingest': ['domain', 'ports', 'extract', 'text', 'runtime'],
  'services/classifier': ['domain', 'ports', 'extract', 'text', 'runtime'],
  'services/indexer': ['domain', 'ports', 'extract', 'text', 'runtime'],
  'services/alerting': ['domain', 'ports', 'extract', 'text', 'runtime'],
  'services/desk': ['domain', 'ports', 'extract', 'text', 'runtime'],
  'services/briefs': ['domain', 'ports', 'extract', 'text', 'runtime'],
  'dashboards/console': [],
}

/** Test files may open what they test on: the embedded adapters, a scenario and the text models, as development dependencies. */
const TESTS_MAY = ['embedded', 'scenario', 'text', 'domain', 'ports', 'runtime', 'indexer', 'classifier', 'ingest']

/** These two wire everything together. */
const FREE = new Set(['services/host', 'test'])

const all = rooms()
const production = (room: Room) => sourceFiles(room.dir).flatMap(specifiers)

describe.each(all.map(room => ({ room, dir: room.dir })))('$dir', ({ room }) => {
  const imports = production(room)

  test('imports only what its package.json declares, and never another room by path', () => {
    // infra/ is no room: plain scripts, of which suites use those that start real servers.
    const byPath = room.dir === 'test' ? /^(test|infra\/servers)\// : new RegExp(`^${room.dir}/`)
    for (const specifier of imports) {
      const { file, to, test: inTest } = specifier
      if (to.startsWith('node:')) continue
      if (to.startsWith('.')) expect(resolved(specifier), `${file} → ${to}`).toMatch(byPath)
      else if (inTest)
        expect([...room.declared, 'vitest', '@guanlan/embedded', '@guanlan/scenario'], `${file} → ${to}`).toContain(
          packageOf(to),
        )
      else if (FREE.has(room.dir) || file.endsWith('.config.ts'))
        expect([...room.declared, 'vitest'], `${file} → ${to}`).toContain(packageOf(to))
      else expect([...room.production], `${file} → ${to}`).toContain(packageOf(to))
    }
  })

  test('follows the arrows', () => {
    if (FREE.has(room.dir)) return
    const may = MAY[room.dir]
    expect(may, `${room.dir} has no arrows`).toBeDefined()
    for (const { file, to, test: inTest } of imports) {
      if (!to.startsWith('@guanlan/')) continue
      const allowed = inTest ? [...may!, ...TESTS_MAY] : may!
      expect(allowed, `${file} → ${to}`).toContain(to.slice('@guanlan/'.length))
    }
  })
})

test('the domain imports nothing, not even node:', () => {
  const foreign = sourceFiles('packages/domain')
    .filter(file => !file.endsWith('.test.ts'))
    .flatMap(specifiers)
    .filter(({ to }) => !to.startsWith('.'))
  expect(foreign).toEqual([])
})

test('only wire.ts knows which adapters run', () => {
  const knowing = sourceFiles('services')
    .filter(file => !file.endsWith('.test.ts'))
    .flatMap(specifiers)
    .filter(({ to }) => to === '@guanlan/embedded' || to === '@guanlan/distributed')
    .map(({ file }) => file)
  expect([...new Set(knowing)].filter(file => file !== 'services/host/src/wire.ts')).toEqual([])
})

test('the root declares only node and build tools', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies?: object
    devDependencies: object
  }
  expect(manifest.dependencies).toBeUndefined()
  expect(Object.keys(manifest.devDependencies).sort()).toEqual([
    '@biomejs/biome',
    '@types/node',
    'node',
    'typescript',
    'vitest',
  ])
})

test('infra imports only node: and itself', () => {
  const foreign = sourceFiles('infra')
    .flatMap(specifiers)
    .filter(specifier => !specifier.to.startsWith('node:'))
    .filter(specifier => !specifier.to.startsWith('.') || !resolved(specifier).startsWith('infra/'))
  expect(foreign).toEqual([])
})
