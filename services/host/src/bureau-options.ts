import { type Dictionary, FOLDS, type Fold, type Names, type RecordKind } from '@guanlan/domain'
import type { Config } from '@guanlan/runtime'
import type { AnalyserOptions } from '@guanlan/text'
import { optionsOf } from './text-options.ts'
import { wireLedger } from './wire.ts'

/** What the analysers of a bureau's house are made of, read beside it from its ledger and its folder of models. */
export async function bureauOptions(config: Config): Promise<AnalyserOptions> {
  const ledger = await wireLedger(config)
  try {
    const folded = async <State>(kind: RecordKind): Promise<State | null> => {
      const { commits } = await ledger.history(kind, 'bureau')
      const moves = commits.flatMap(commit => commit.moves.filter(move => move.kind === kind && move.id === 'bureau'))
      return moves.reduce<State | null>(FOLDS[kind] as unknown as Fold<State>, null)
    }
    return optionsOf(
      config,
      { names: await folded<Names>('names'), dictionary: await folded<Dictionary>('dictionary') },
      [],
    )
  } finally {
    await ledger.close()
  }
}
