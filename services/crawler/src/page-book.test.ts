import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PAGES_NOTE, type ReadPage, type RuleStanding, standingNote } from '@guanlan/domain'
import { manualClock, openEmbedded } from '@guanlan/embedded'
import { expect, test } from 'vitest'
import { openPageBook } from './page-book.ts'

test('notes of one host are never lost to each other, nor to another process that had the host', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'guanlan-pages-'))
  const house = await openEmbedded(join(folder, 'data'), { clock: manualClock(0) })
  try {
    const [book, other] = [openPageBook(house.frontier), openPageBook(house.frontier)]
    const add = (i: number, one = book) => {
      const url = `https://news.yunzhou.example/${i}`
      const page: ReadPage = { url, foundAt: url, evidence: `e${i}`, contentType: 'text/html', readAt: i }
      return one.add(page, i % 2 === 0 ? null : { ruleId: 'r', version: 3, matched: i % 4 === 1, sourceId: 's' })
    }
    await Promise.all([add(1), add(2), add(3), add(4)])
    await add(5, other)
    await add(6)
    const note = async <State>(name: string) =>
      JSON.parse((await house.frontier.note('news.yunzhou.example', name))!.value) as State
    expect((await note<ReadPage[]>(PAGES_NOTE)).map(({ readAt }) => readAt)).toEqual([6, 5, 4, 3, 2, 1])
    expect(await note<RuleStanding>(standingNote('r'))).toMatchObject({
      version: 3,
      matched: [true, false, true],
      lastMatchedAt: 5,
    })
  } finally {
    await house.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
