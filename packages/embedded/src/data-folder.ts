import { mkdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { Rejected } from '@guanlan/domain'

/** Where things lie; keys and anchors outside the data folder, so that a copy of one betrays or rewrites nothing. */
export type DataFolder = Readonly<{
  path: string
  bus: string
  index: string
  events: string
  ledger: string
  identity: string
  crawl: string
  lease: string
  accounts: string
  secrets: string
  evidence: string
  evidenceFolder: string
  notices: string
  lock: string
  keyFolder: string
  anchorFile: string
}>

/** Places outside the data folder; by default its siblings `<data>-keys` and `<data>-anchors.ndjson`. */
export type OutsidePlaces = Readonly<{ keyFolder?: string; anchorFile?: string }>

/** The paths of a data folder; touches nothing. @throws {Rejected} data/not-outside when keys or anchors would lie inside it */
export function dataFolder(path: string, places: OutsidePlaces = {}): DataFolder {
  const root = resolve(path)
  const sibling = (suffix: string) => join(dirname(root), `${basename(root)}${suffix}`)
  return {
    path: root,
    bus: join(root, 'bus.db'),
    index: join(root, 'index.db'),
    events: join(root, 'events.db'),
    ledger: join(root, 'ledger.db'),
    identity: join(root, 'identity.db'),
    crawl: join(root, 'crawl.db'),
    lease: join(root, 'lease.db'),
    accounts: join(root, 'accounts.db'),
    secrets: join(root, 'secrets.db'),
    evidence: join(root, 'evidence.db'),
    evidenceFolder: join(root, 'evidence'),
    notices: join(root, 'notices.ndjson'),
    lock: join(root, 'lock'),
    keyFolder: outside(root, places.keyFolder ?? sibling('-keys')),
    anchorFile: outside(root, places.anchorFile ?? sibling('-anchors.ndjson')),
  }
}

function outside(root: string, path: string): string {
  const full = resolve(path)
  const way = relative(root, full)
  if (!way.startsWith('..')) throw new Rejected('data/not-outside', { detail: full })
  return full
}

/** Makes the folders, readable by their owner alone. */
export function makeFolders(folder: DataFolder): void {
  for (const path of [folder.path, folder.evidenceFolder, folder.keyFolder, dirname(folder.anchorFile)]) {
    mkdirSync(path, { recursive: true, mode: 0o700 })
  }
}
