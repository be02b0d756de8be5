import { Rejected } from '@guanlan/domain'
import { decode, parseRobots } from '@guanlan/extract'
import { type AnswerOptions, answerRows, optionalText, type Row } from './answer-rows.ts'

/** `guanlan robots`: whether the agent of every row may fetch its address, and how fast. Delays are seconds, a rate is [requests, seconds]. */
export async function robotsCommand(options: AnswerOptions): Promise<void> {
  await answerRows(options, readRobots)
}

function readRobots(row: Row): object {
  const url = optionalText(row, 'url')
  const { allows, crawlDelayMs, requestRate, sitemaps } = parseRobots(textOf(row), optionalText(row, 'agent') ?? '')
  return {
    allow: url === null ? null : allows(url),
    crawlDelay: crawlDelayMs === null ? null : crawlDelayMs / 1000,
    requestRate: requestRate === null ? null : [requestRate.requests, requestRate.perMs / 1000],
    sitemaps,
  }
}

/** The rules as text, or as raw bytes in base64. @throws {Rejected} text/bad-row when neither is there */
function textOf(row: Row): string {
  const text = optionalText(row, 'robots')
  if (text !== null) return text
  const base64 = optionalText(row, 'robotsBase64')
  if (base64 === null) throw new Rejected('text/bad-row', { detail: 'robots' })
  return decode(Buffer.from(base64, 'base64')).text
}
