import { Rejected } from '@guanlan/domain'
import { parseFeed } from '@guanlan/extract'
import { type AnswerOptions, answerRows, bytesOfRow, optionalText, type Row, refusal } from './answer-rows.ts'
import { isoAt } from './extract-command.ts'

/** `guanlan feed`: the entries of every row's feed. Bytes that are no feed are an answer too: `ok` false, and why. */
export async function feedCommand(options: AnswerOptions): Promise<void> {
  await answerRows(options, readFeed)
}

async function readFeed(row: Row): Promise<object> {
  const about = { contentType: optionalText(row, 'contentType'), url: optionalText(row, 'url') }
  const bytes = await bytesOfRow(row)
  const begun = performance.now()
  const ms = () => Math.round((performance.now() - begun) * 1000) / 1000
  try {
    const { items } = parseFeed(bytes, about)
    const entries = items.map(({ title, publishedAt, url, externalId }) => ({
      title,
      date: publishedAt === null ? null : isoAt(publishedAt, 'second'),
      link: url,
      guid: externalId,
    }))
    return { ok: true, entries, ms: ms() }
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return { ok: false, entries: [], ...refusal(error), ms: ms() }
  }
}
