import { createHash } from 'node:crypto'
import { type Actor, type Commit, Conflict, canonicalJson, GENESIS, type Json, type Move } from '@guanlan/domain'
import type { Append, Ledger } from '@guanlan/ports'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Opened } from './opened.ts'

const by: Actor = { kind: 'person', id: 'lin', name: '林知远', post: '科长' }

/** A move on a case, as the desk would make it. */
export const caseMove = (id: string, body: Readonly<Record<string, Json>> = {}): Move => ({
  kind: 'case',
  id,
  type: 'noted',
  by,
  at: 1_000,
  reason: null,
  body,
})

const one = (commitId: string, id = 'c1', version?: number): Append => ({
  commitId,
  expect: version === undefined ? [] : [{ kind: 'case', id, version }],
  moves: [caseMove(id, { by: commitId })],
})

/** What every ledger promises; `open` gives an empty one. */
export function ledgerContract(name: string, open: () => Promise<Opened<Ledger>>): void {
  describe(`ledger: ${name}`, () => {
    let place: Opened<Ledger>
    let ledger: Ledger
    beforeEach(async () => {
      place = await open()
      ledger = place.port
    })
    afterEach(() => place.destroy())

    test('begins empty', async () => {
      expect(await ledger.head()).toEqual({ position: 0, hash: GENESIS })
      expect(await ledger.read(0, 10)).toEqual([])
      expect(await ledger.history('case', 'c1')).toEqual({ version: 0, commits: [] })
      expect(await ledger.verify()).toEqual({ ok: true, head: { position: 0, hash: GENESIS }, anchors: 0 })
    })

    test('chains commits by the hash of their canonical JSON', async () => {
      const commits = [
        await ledger.append(one('a')),
        await ledger.append(one('b')),
        await ledger.append(one('c', 'c2')),
      ]
      let prevHash = GENESIS
      for (const [index, commit] of commits.entries()) {
        const { hash, ...content } = commit
        expect(hash).toBe(createHash('sha256').update(canonicalJson(content)).digest('hex'))
        expect(commit).toMatchObject({ position: index + 1, prevHash })
        prevHash = hash
      }
      expect(commits[1]!.versions).toEqual([{ kind: 'case', id: 'c1', version: 2 }])
      expect(await ledger.read(0, 10)).toEqual(commits)
      expect(await ledger.read(1, 1)).toEqual([commits[1]])
      expect(await ledger.head()).toEqual({ position: 3, hash: prevHash })
    })

    test('ten writers, 1,000 commits on two records each: no gap, no double, all or nothing', {
      timeout: 60_000,
    }, async () => {
      let conflicts = 0
      const pair = (writer: number, n: number) => [`r${(writer + n) % 4}`, `r${(writer + n + 1) % 4}`] as const
      const writer = async (w: number) => {
        const mine: Commit[] = []
        const versions = new Map<string, number>()
        let read = 0
        for (let n = 0; n < 100; ) {
          for (const commit of await ledger.read(read, 1000)) {
            for (const { id, version } of commit.versions) versions.set(id, version)
            read = commit.position
          }
          const ids = pair(w, n)
          const expected = ids.map(id => ({ kind: 'case' as const, id, version: versions.get(id) ?? 0 }))
          const moves = ids.map(id => caseMove(id, { writer: w, n }))
          try {
            mine.push(await ledger.append({ commitId: `${w}:${n}`, expect: expected, moves }))
            n++
          } catch (error) {
            if (!(error instanceof Conflict)) throw error
            conflicts++ // someone was faster: read on, decide again
          }
        }
        return mine
      }
      const answered = (await Promise.all(Array.from({ length: 10 }, (_, w) => writer(w)))).flat()

      const all = await ledger.read(0, 2000)
      expect(all.map(commit => commit.position)).toEqual(Array.from({ length: 1000 }, (_, n) => n + 1))
      expect(new Set(all.map(commit => commit.commitId)).size).toBe(1000)
      expect([...answered].sort((a, b) => a.position - b.position)).toEqual(all)
      expect(conflicts).toBeGreaterThan(0)
      const versions = new Map<string, number>()
      for (const commit of all) {
        const [writerId, n] = commit.commitId.split(':').map(Number)
        expect(commit.moves.map(move => move.id)).toEqual(pair(writerId!, n!))
        expect(commit.versions).toHaveLength(2)
        for (const { id, version } of commit.versions) {
          expect(version).toBe((versions.get(id) ?? 0) + 1)
          versions.set(id, version)
        }
      }
      for (const [id, version] of versions) expect((await ledger.history('case', id)).version).toBe(version)
      expect(await ledger.verify()).toMatchObject({ ok: true, head: { position: 1000 } })
    })

    test('a stale expectation leaves nothing behind, on either record', async () => {
      await ledger.append(one('a', 'c1'))
      const stale: Append = {
        commitId: 'b',
        expect: [
          { kind: 'case', id: 'c2', version: 0 },
          { kind: 'case', id: 'c1', version: 0 },
        ],
        moves: [caseMove('c2'), caseMove('c1')],
      }
      await expect(ledger.append(stale)).rejects.toMatchObject({ name: 'Conflict', code: 'ledger/stale' })
      expect((await ledger.head()).position).toBe(1)
      expect((await ledger.history('case', 'c2')).version).toBe(0)
      const retried = await ledger.append({ ...stale, expect: [{ kind: 'case', id: 'c1', version: 1 }] })
      expect(retried.position).toBe(2)
    })

    test('an expectation may name a record the moves do not touch', async () => {
      await ledger.append(one('a', 'c1'))
      const onOther = (version: number): Append => ({
        ...one(`on ${version}`, 'c2'),
        expect: [{ kind: 'case', id: 'c1', version }],
      })
      await expect(ledger.append(onOther(0))).rejects.toBeInstanceOf(Conflict)
      expect((await ledger.append(onOther(1))).versions).toEqual([{ kind: 'case', id: 'c2', version: 1 }])
    })

    test('of appends decided on one version at the same moment exactly one is taken', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 20 }, (_, n) => ledger.append(one(`w${n}`, 'c1', 0))),
      )
      expect(outcomes.filter(outcome => outcome.status === 'fulfilled')).toHaveLength(1)
      expect((await ledger.head()).position).toBe(1)
    })

    test('the same commit id is one commit, however often and however late', async () => {
      const together = await Promise.all(Array.from({ length: 10 }, () => ledger.append(one('a', 'c1', 0))))
      await ledger.append(one('b', 'c1', 1))
      const late = await ledger.append(one('a', 'c1', 0))
      expect(new Set([...together, late].map(commit => commit.hash)).size).toBe(1)
      expect((await ledger.head()).position).toBe(2)
    })

    test('several moves on one record in one commit are one version', async () => {
      const commit = await ledger.append({ commitId: 'a', expect: [], moves: [caseMove('c1'), caseMove('c1')] })
      expect(commit.versions).toEqual([{ kind: 'case', id: 'c1', version: 1 }])
      expect(await ledger.history('case', 'c1')).toEqual({ version: 1, commits: [commit] })
    })

    test('refuses a commit without moves', async () => {
      await expect(ledger.append({ commitId: 'a', expect: [], moves: [] })).rejects.toMatchObject({
        code: 'ledger/empty',
      })
    })

    test('a caller’s bug costs its neighbours nothing', async () => {
      const outcomes = await Promise.allSettled([
        ledger.append(one('a')),
        ledger.append({ commitId: 'bad', expect: [], moves: [caseMove('c1', { share: Number.NaN })] }),
        ledger.append(one('c')),
      ])
      expect(outcomes.map(outcome => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect((await ledger.read(0, 9)).map(commit => commit.commitId)).toEqual(['a', 'c'])
    })

    test('tails what is there, then what comes, until told to stop', async () => {
      for (const id of ['a', 'b', 'c']) await ledger.append(one(id))
      const ending = new AbortController()
      const seen: string[] = []
      const tailing = (async () => {
        for await (const commit of ledger.tail(1, ending.signal)) {
          seen.push(commit.commitId)
          if (commit.commitId === 'c') for (const id of ['d', 'e']) await ledger.append(one(id))
          if (commit.commitId === 'e') ending.abort()
        }
      })()
      await tailing
      expect(seen).toEqual(['b', 'c', 'd', 'e'])
    })

    test('a tail that waits wakes with the next commit', async () => {
      const ending = new AbortController()
      const commits = ledger.tail(0, ending.signal)[Symbol.asyncIterator]()
      for (const id of ['a', 'b']) {
        const next = commits.next() // asked for before there is any
        const commit = await ledger.append(one(id))
        expect(await next).toEqual({ done: false, value: commit })
      }
      ending.abort()
    })

    test('a tail that waits ends when its signal does', async () => {
      const ending = new AbortController()
      const next = ledger.tail(0, ending.signal)[Symbol.asyncIterator]().next()
      ending.abort()
      expect(await next).toEqual({ done: true, value: undefined })
    })

    test('keeps everything over a crash and goes on from there', async () => {
      const first = await ledger.append(one('a', 'c1', 0))
      const again = await place.reopen()
      const second = await again.append(one('b', 'c1', 1))
      expect(second).toMatchObject({ position: 2, prevHash: first.hash })
      expect(await again.append(one('a', 'c1', 0))).toEqual(first)
      expect(await again.verify()).toMatchObject({ ok: true })
    })

    test('anchors its head outside and checks itself against it', async () => {
      await ledger.append(one('a'))
      const anchor = await ledger.anchor()
      expect(anchor).toMatchObject(await ledger.head())
      await ledger.append(one('b'))
      await Promise.all([ledger.anchor(), ledger.anchor()])
      expect(await ledger.verify()).toEqual({ ok: true, head: await ledger.head(), anchors: 3 })
      expect(await (await place.reopen()).verify()).toMatchObject({ ok: true, anchors: 3 })
    })
  })
}
