import type { Commit, RecordKind } from '@guanlan/domain'
import { openLog } from '@guanlan/runtime'
import type { AnalyserOptions } from '@guanlan/text'
import { expect, test } from 'vitest'
import { followBureau } from './follow-bureau.ts'

/** Analysers whose reloads the test settles, and a ledger whose commits it makes. */
function bench() {
  const listeners = new Set<(commit: Commit) => void>()
  const reloads: { options: AnalyserOptions; settle: (error?: Error) => void }[] = []
  const words: string[] = []
  const options = (): AnalyserOptions => ({ gazetteer: [], words: [...words] })
  const stop = followBureau({
    records: {
      onCommit: listener => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    analysers: {
      version: 'test',
      reload: options =>
        new Promise((resolve, reject) => {
          reloads.push({ options, settle: error => (error === undefined ? resolve() : reject(error)) })
        }),
    },
    options,
    loaded: options(),
    log: openLog('silent'),
  })
  const commit = (kind: RecordKind) => {
    const moves = [{ kind, id: 'bureau', type: 'changed', at: 0, reason: null, body: {} }]
    for (const listener of listeners) listener({ moves } as unknown as Commit)
  }
  const turn = () => new Promise(resolve => setImmediate(resolve))
  return { words, reloads, commit, stop, turn }
}

test('commits that change nothing the analysers are made of are passed over', async () => {
  const { words, reloads, commit, stop } = bench()
  commit('dictionary')
  words.push('云巴')
  commit('alert')
  expect(reloads).toEqual([])
  await stop()
})

test('several commits during a reload are one more reload, with all of them in it', async () => {
  const { words, reloads, commit, stop, turn } = bench()
  for (const word of ['云巴', '招手即停', '水上巴士']) {
    words.push(word)
    commit('dictionary')
  }
  expect(reloads).toHaveLength(1)
  reloads[0]!.settle()
  await turn()
  expect(reloads.map(({ options }) => options.words?.length)).toEqual([1, 3])
  reloads[1]!.settle()
  await stop()
})

test('a reload that fails leaves the old ones, and the next commit tries again', async () => {
  const { words, reloads, commit, stop, turn } = bench()
  words.push('云巴')
  commit('names')
  reloads[0]!.settle(new Error('no memory'))
  await turn()
  commit('model')
  expect(reloads).toHaveLength(2)
  reloads[1]!.settle()
  await stop()
})
