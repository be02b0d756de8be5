import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ROOT, sourceFiles } from './workspace.ts'

/**
 * Who may open a connection of their own. Everything else that reaches out of the house (pages, previews, checks of what was
 * published, receivers to come) goes through the fetcher, whose connector asks the address guard before it dials. The clusters of a
 * distributed house are named by its operator and dialled by their own clients.
 */
const ALLOWED: Readonly<Record<string, string>> = {
  'services/crawler/src/fetch.ts': 'the fetcher itself',
  'services/crawler/src/guarded-connector.ts': 'where its connections are dialled, by the guard',
  'services/host/src/house-client.ts': 'the command line to the house it found in the data folder',
  'services/host/src/demo/partners.ts': 'the demo pushes to its own doors',
}

const OUTWARD = [
  /from 'undici'/,
  /from 'node:(?:https|tls|dns|dgram|http2)'/,
  /(?:await|return|=>|=)\s*(?:globalThis\.)?fetch\(/, // the global one; ports have methods of that name
  /\bhttps?\.(?:get|request)\(/,
  /\b(?:net\.)?connect\(\{/,
  /new WebSocket\(/,
]

const production = [...sourceFiles('packages'), ...sourceFiles('services')].filter(
  file => !/\.(?:test|fixture|generated)\.ts$/.test(file) && !file.includes('/stand'),
)

test('nobody dials outward past the address guard', () => {
  const found = production.filter(file => {
    if (file in ALLOWED || file === 'packages/runtime/src/address-guard.ts') return false
    const code = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    return OUTWARD.some(pattern => pattern.test(code))
  })
  expect(found).toEqual([])
})

test('whoever may is still there', () => {
  expect(Object.keys(ALLOWED).filter(file => !production.includes(file))).toEqual([])
})
