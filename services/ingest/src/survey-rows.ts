import { createHash } from 'node:crypto'
import { type ColumnMapping, Rejected, type SurveyResult, surveyResult, surveyText } from '@guanlan/domain'
import { readFigure, readTime, readWords } from './cells.ts'
import { byFields, type Row } from './row.ts'
import type { NumberedRow } from './rows.ts'

/** Rows of one file that stand for options of questions; more are no survey's. */
export const MOST_SURVEY_ROWS = 50_000

/** Whether a mapping reads rows that each tell one option of a question. */
export function readsSurvey(mapping: ColumnMapping | null): boolean {
  const { question, option, count } = mapping?.columns ?? {}
  return question !== undefined && option !== undefined && count !== undefined
}

type Gathered = {
  first: number
  survey: string
  question: string
  options: { option: string; count: number }[]
  sample: number | null
  at: unknown
}

/**
 * Options of one question, wherever they stand in the file, become one row by our own fields. A row that cannot be read spoils its
 * question, for shares of the rest would be false.
 */
export function gatherSurvey(rows: readonly NumberedRow[], mapping: ColumnMapping): readonly NumberedRow[] {
  const questions = new Map<string, Gathered>()
  const spoilt = new Set<string>()
  const out: NumberedRow[] = []
  for (const numbered of rows) {
    if ('error' in numbered) {
      out.push(numbered)
      continue
    }
    const row = byFields(numbered.value, mapping)
    const key = `${row.survey ?? ''}\n${row.question ?? ''}`
    try {
      addOption(questions, key, row, numbered.row)
    } catch (error) {
      if (!(error instanceof Rejected)) throw error
      spoilt.add(key)
      out.push({ row: numbered.row, error })
    }
  }
  for (const [key, gathered] of questions) {
    if (!spoilt.has(key)) out.push(rowOf(gathered))
  }
  return out.sort((a, b) => a.row - b.row)
}

function addOption(questions: Map<string, Gathered>, key: string, row: Row, first: number): void {
  const option = readWords(row.option, 'option').trim()
  const count = readFigure(row.count, 'count')
  if (option === '' || count === null) throw new Rejected('survey/no-options', { detail: `${first}` })
  const known = questions.get(key)
  const survey = readWords(row.survey, 'survey').trim()
  const question = readWords(row.question, 'question').trim()
  const gathered = known ?? { first, survey, question, options: [], sample: null, at: row.publishedAt }
  gathered.options.push({ option, count })
  gathered.sample ??= readFigure(row.sample, 'sample')
  questions.set(key, gathered)
}

function rowOf({ first, at, ...result }: Gathered): NumberedRow {
  try {
    return { row: first, value: { ...surveyFields(result), publishedAt: at } }
  } catch (error) {
    if (!(error instanceof Rejected)) throw error
    return { row: first, error }
  }
}

/** A result by the fields of an item; one question of one survey is one item, whatever its figures. @throws as `surveyResult` */
function surveyFields(result: SurveyResult): Row {
  const { survey, question } = surveyResult(result)
  return {
    externalId: createHash('sha256').update(`${survey}\n${question}`).digest('hex').slice(0, 32),
    title: survey === '' ? question.slice(0, 200) : `${survey}：${question}`.slice(0, 400),
    text: surveyText(result),
  }
}

/** A pushed object that tells of a whole question with its `options` becomes an item; any other row stays. @throws {Rejected} survey/… */
export function withSurvey(fields: Row): Row {
  if (fields.question === undefined || !Array.isArray(fields.options)) return fields
  const options = fields.options.map((one: unknown) => {
    const { option, count } = byFields((typeof one === 'object' && one !== null ? one : {}) as Row, null)
    return { option: readWords(option, 'option').trim(), count: readFigure(count, 'count') ?? Number.NaN }
  })
  if (options.some(({ count }) => Number.isNaN(count))) throw new Rejected('survey/no-options')
  const result = {
    survey: readWords(fields.survey, 'survey').trim(),
    question: readWords(fields.question, 'question').trim(),
    options,
    sample: readFigure(fields.sample, 'sample'),
  }
  const at = readTime(fields.publishedAt, 'publishedAt', { now: 0 })
  return { ...surveyFields(result), ...(at === null ? {} : { publishedAt: at }) }
}
