import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { Rejected } from '@guanlan/domain'
import {
  dataFolder,
  partName,
  printTable,
  readGovernment,
  readModel,
  retrainGovernment,
  trainSentiment,
} from '@guanlan/text/train'
import { type CorrectedText, readCorrections } from './corrections.ts'
import { keepModel, modelsFolder, type OwnModels, ownModels, useModels } from './models-folder.ts'
import { commandConfig, type Overrides } from './settings.ts'
import { openTerminal, type Terminal } from './terminal.ts'

/** Options of `guanlan train`. */
export type TrainOptions = Overrides & Readonly<{ sets?: string; withCorrections: boolean; account?: string }>

/** How one head did on one part before and after; `before` null: there was nothing to compare with. */
export type Compared = Readonly<{
  part: string
  before: Readonly<{ macroF1: number }> | null
  after: Readonly<{ macroF1: number; texts: number }>
}>

const LEAST_NOISE = 0.01

/** How much macro-F1 may fall by chance on so many texts: a point, or one standard error of a share where that is more. */
export function noiseOf(texts: number): number {
  return Math.max(LEAST_NOISE, 0.5 / Math.sqrt(texts))
}

/** The parts on which the new model is worse by more than chance explains. */
export function fallen(figures: readonly Compared[]): readonly Compared[] {
  return figures.filter(({ before, after }) => before !== null && before.macroF1 - after.macroF1 > noiseOf(after.texts))
}

/** `guanlan train`: new models from the sets and people's corrections, kept only where no part falls. */
export async function trainCommand(options: TrainOptions): Promise<void> {
  const terminal = openTerminal()
  const config = commandConfig(options)
  const sets = options.sets ?? dataFolder()
  if (sets === null || !existsSync(sets)) throw new Rejected('train/no-sets', { detail: sets ?? '../shared/data/text' })
  const corrections = options.withCorrections ? await readCorrections(config, options.account) : []
  terminal.say(`训练集：${sets}；更正 ${corrections.length} 条。训练需要几分钟。`)
  const folder = modelsFolder(config)
  const now = ownModels(folder)
  const trained = { sentiment: trainedSentiment, government: trainedGovernment }
  const next: { sentiment: string | null; government: string | null } = { ...now }
  let refused = 0
  for (const head of ['sentiment', 'government'] as const) {
    const result = trained[head](sets, corrections, now)
    if (result === null) {
      terminal.say(`\n${NAMES[head]}：没有可用的训练集，沿用现在的模型。`)
      continue
    }
    if (judged(head, result, terminal)) next[head] = keepModel(folder, result.name, result.bytes)
    else refused++
  }
  if (next.sentiment !== now.sentiment || next.government !== now.government) {
    useModels(folder, { ...next, trainedAt: Date.now() })
    terminal.say(`\n新模型已存入 ${folder}，下次启动或重新研判（guanlan reclassify --apply）时采用。`)
  }
  if (refused > 0) process.exitCode = 1
}

const NAMES = { sentiment: '情感', government: '归口' } as const

type Trained = Readonly<{ name: string; bytes: Uint8Array; texts: number; figures: readonly Compared[] }>

const wholeText = ({ title, text }: CorrectedText) => (title === '' ? text : `${title}\n${text}`)

function trainedSentiment(sets: string, corrections: readonly CorrectedText[], now: OwnModels): Trained {
  const labelled = corrections.flatMap(one =>
    one.label.sentiment === null ? [] : [{ id: one.id, text: wholeText(one), sentiment: one.label.sentiment }],
  )
  const before = readModel(now.sentiment ?? undefined)
  const { bytes, model, texts, figures } = trainSentiment(sets, labelled, before)
  return { name: `sentiment-${model.version}.bin`, bytes, texts, figures }
}

function trainedGovernment(sets: string, corrections: readonly CorrectedText[], now: OwnModels): Trained | null {
  const labelled = corrections.flatMap(one =>
    one.label.government === null ? [] : [{ id: one.id, text: wholeText(one), government: one.label.government }],
  )
  const trained = retrainGovernment(sets, labelled, readGovernment(now.government ?? undefined))
  if (trained === null) return null
  const { bytes, model, texts, figures } = trained
  return { name: `government-${model.version}.bin`, bytes, texts, figures }
}

const figure = (value: number | undefined) => (value === undefined ? '–' : value.toFixed(3))

/** Tells the comparison; false when the new model is worse somewhere. */
function judged(head: keyof typeof NAMES, { name, texts, figures }: Trained, { say }: Terminal): boolean {
  say(`\n${NAMES[head]}：学了 ${texts} 条，得 ${basename(name)}。各部分的 macro-F1（均未参加训练）：`)
  const worse = new Set(fallen(figures))
  printTable(
    ['部分', '条数', '原有', '新', ''],
    figures.map(one => {
      const { part, before, after } = one
      const told = worse.has(one) ? `下降超过误差 ${noiseOf(after.texts).toFixed(3)}` : ''
      return [partName(part), String(after.texts), figure(before?.macroF1), figure(after.macroF1), told]
    }),
  )
  if (worse.size === 0) return true
  say(`未采用：${[...worse].map(({ part }) => partName(part)).join('、')} 变差，沿用现在的模型。`)
  return false
}
