import { createAnalyser } from '@guanlan/text'
import {
  evaluate,
  evaluateActs,
  evaluateEntities,
  evaluateGovernment,
  evaluatePairs,
  evaluateTopics,
  printTable,
} from '@guanlan/text/train'
import { bureauOptions } from './bureau-options.ts'
import { looseMention } from './classify-row.ts'
import { type Agreement, type CorrectionTable, correctionTable, type Pieces } from './correction-table.ts'
import { readCorrections } from './corrections.ts'
import { modelsFolder, ownModels } from './models-folder.ts'
import { commandConfig } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Options of `guanlan evaluate`. */
export type EvaluateOptions = Readonly<{ data?: string; account?: string }>

/**
 * `guanlan evaluate`: the table of every head on texts nothing was trained on, beside the measured peers where there are some; with a
 * data folder, of the bureau's own models and on its corrections too. Without the sets beside the project each table says so and measures
 * our own sentences alone.
 */
export async function evaluateCommand({ data, account }: EvaluateOptions): Promise<void> {
  const terminal = openTerminal()
  const own = data === undefined ? null : ownModels(modelsFolder(commandConfig({ data })))
  const heads: readonly (readonly [name: string, print: () => unknown])[] = [
    ['情感', () => evaluate(own?.sentiment ?? undefined)],
    ['归口（七个政务主题）', () => evaluateGovernment(own?.government ?? undefined)],
    ['两条是否同一事件', () => evaluatePairs()],
    ['主题（19 个代码）', () => evaluateTopics()],
    ['实体', () => evaluateEntities()],
    ['言语行为与风险词的语态', () => evaluateActs()],
  ]
  terminal.say(
    '各部分均未参加训练。“同类”是其他做法在同一数据集另一部分上的最好成绩；集内条数少时上下一两个百分点属误差。',
  )
  for (const [name, print] of heads) {
    terminal.say(`\n== ${name} ==`)
    print()
  }
  if (data !== undefined) await evaluateCorrections({ data, account }, terminal)
}

async function evaluateCorrections(
  { data, account }: Readonly<{ data: string; account: string | undefined }>,
  { say }: Terminal,
): Promise<void> {
  const config = commandConfig({ data })
  const corrected = await readCorrections(config, account)
  say(`\n== 本局的更正（${corrected.length} 条，原文此后未改动） ==`)
  if (corrected.length === 0) return say('还没有更正。')
  const { analyse } = createAnalyser(await bureauOptions(config))
  printCorrections(
    correctionTable(corrected, ({ id, title, text, label }) => analyse(looseMention(id, title, text, '', label.at))),
    say,
  )
}

const PARTS = { sentiment: '情感', government: '归口', topics: '主题', entities: '实体' } as const

function printCorrections({ agreements, pieces, relevance }: CorrectionTable, say: Terminal['say']): void {
  const share = (part: number, whole: number) => (whole === 0 ? '–' : `${part}/${whole}`)
  const row = ({ part, corrections, earlier, now, unseen, unseenNow }: Agreement) => [
    PARTS[part],
    String(corrections),
    share(earlier, corrections),
    share(now, corrections),
    share(unseenNow, unseen),
  ]
  printTable(
    ['与人一致', '更正', '当时', '现在', '现在（未参加训练）'],
    agreements.filter(({ corrections }) => corrections > 0).map(row),
  )
  const piece = ({ part, due, given, right }: Pieces) => [
    PARTS[part],
    String(due),
    share(right, given),
    share(right, due),
  ]
  const listed = pieces.filter(({ due, given }) => due + given > 0)
  if (listed.length > 0) printTable(['逐项', '应有', '精度', '召回'], listed.map(piece))
  const { relevant, irrelevant } = relevance
  if (relevant.mentions + irrelevant.mentions === 0) return
  say(
    `与本局相关：人判相关 ${relevant.mentions} 条，其中系统归口本局 ${relevant.ours} 条；人判无关 ${irrelevant.mentions} 条，其中系统归口本局 ${irrelevant.ours} 条。相关与否由监测方案决定。`,
  )
}
