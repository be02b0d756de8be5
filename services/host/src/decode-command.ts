import { decode } from '@guanlan/extract'
import { type AnswerOptions, answerRows, bytesOfRow, optionalText } from './answer-rows.ts'

/** `guanlan decode`: the text of every row's bytes, the charset it was read in, what settled it and what it overruled. */
export async function decodeCommand(options: AnswerOptions): Promise<void> {
  await answerRows(options, async row => decode(await bytesOfRow(row), optionalText(row, 'contentType')))
}
