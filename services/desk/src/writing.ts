import {
  type Account,
  Conflict,
  canonicalJson,
  type Expectation,
  type Json,
  type Move,
  person,
  type RecordKind,
  type RecordStates,
  type Versioned,
} from '@guanlan/domain'
import type { FastifyRequest } from 'fastify'
import type { DeskDeps } from './deps.ts'
import { sha256 } from './hash.ts'

/** The part of the desk that writes. */
export type Writing = Pick<DeskDeps, 'records' | 'clock'>

/**
 * The record a person means to change, as they saw it.
 * @throws {NotFound} record/none @throws {Conflict} desk/stale when it has moved on since
 */
export function seen<Kind extends RecordKind>(
  { records }: Writing,
  request: FastifyRequest,
  kind: Kind,
  id: string,
  version: number,
): Versioned<RecordStates[Kind]> {
  request.target = { kind, id }
  const record = records.get(kind, id)
  if (record.version !== version)
    throw new Conflict('desk/stale', { detail: `您看到第 ${version} 版，现为第 ${record.version} 版` })
  return record
}

/** What a person did to a record, as a move. */
export function moveBy(
  account: Account,
  at: number,
  kind: RecordKind,
  id: string,
  type: string,
  body: object = {},
  reason: string | null = null,
): Move {
  return { kind, id, type, by: person(account), at, reason, body: body as Readonly<Record<string, Json>> }
}

/**
 * Appends moves under the versions they were decided on; settles when the ledger and this desk's own view hold them.
 * The commit's id is computed from its content, so the same write twice is one.
 * @throws {Conflict} ledger/stale
 */
export async function write(
  { records }: Writing,
  expect: readonly Expectation[],
  moves: readonly Move[],
): Promise<Readonly<{ position: number }>> {
  const commitId = sha256(canonicalJson({ expect, moves }))
  return records.commit({ commitId, expect, moves })
}

/** Writes one record and returns it as it stands then. */
export async function writeOne<Kind extends RecordKind>(
  deps: Writing,
  kind: Kind,
  id: string,
  version: number,
  moves: readonly Move[],
): Promise<Versioned<RecordStates[Kind]>> {
  await write(deps, [{ kind, id, version }], moves)
  return deps.records.get(kind, id)
}

/** The version a record has now; 0 when there is none. */
export function versionNow({ records }: Writing, kind: RecordKind, id: string): number {
  return records.find(kind, id)?.version ?? 0
}
