import { evaluate, evaluateActs, evaluateEntities, evaluateGovernment, evaluateTopics } from '@guanlan/text/train'
import { modelsFolder, ownModels } from './models-folder.ts'
import { commandConfig } from './settings.ts'
import { openTerminal } from './terminal.ts'

/** Options of `guanlan evaluate`. */
export type EvaluateOptions = Readonly<{ data?: string }>

/**
 * `guanlan evaluate`: the table of every head on texts nothing was trained on, beside the measured peers where there are some. Without
 * the sets beside the project each table says so and measures our own sentences alone.
 */
export function evaluateCommand({ data }: EvaluateOptions): void {
  const { say } = openTerminal()
  const own = data === undefined ? null : ownModels(modelsFolder(commandConfig({ data })))
  const heads: readonly (readonly [name: string, print: () => unknown])[] = [
    ['情感', () => evaluate(own?.sentiment ?? undefined)],
    ['归口（七个政务主题）', () => evaluateGovernment()],
    ['主题（19 个代码）', () => evaluateTopics()],
    ['实体', () => evaluateEntities()],
    ['言语行为与风险词的语态', () => evaluateActs()],
  ]
  for (const [name, print] of heads) {
    say(`\n== ${name} ==`)
    print()
  }
}
