import { type Account, type Brief, Conflict, fileBrief, nextIssue, signBrief, type Versioned } from '@guanlan/domain'
import type { DeskDeps } from './deps.ts'
import { sha256 } from './hash.ts'
import { writeOne } from './writing.ts'

const MEDIA = {
  html: 'text/html; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const
export type IssueFormat = keyof typeof MEDIA

/** Media type of a printed brief. */
export const mediaOf = (format: IssueFormat) => MEDIA[format]

/**
 * Signs briefs one at a time, so that no two get one number, and keeps what was signed. The signature stands in the ledger
 * first; the files follow, and are made again if the house stopped in between.
 */
export class Issuing {
  readonly #deps: DeskDeps
  #last: Promise<unknown> = Promise.resolve()

  constructor(deps: DeskDeps) {
    this.#deps = deps
  }

  /** @throws {Rejected} brief/… @throws {Conflict} ledger/stale */
  sign(id: string, version: number, opinion: string, actor: Account): Promise<Versioned<Brief>> {
    const turn = this.#last.then(() => this.#sign(id, version, opinion, actor))
    this.#last = turn.catch(() => undefined)
    return turn
  }

  async #sign(id: string, version: number, opinion: string, actor: Account): Promise<Versioned<Brief>> {
    const { records, ledger, clock } = this.#deps
    const brief = records.get('brief', id)
    const number = nextIssue(
      brief.state.kind,
      records.list('brief').map(one => one.state),
    )
    const issue = { number, opinion, ledger: await ledger.head() }
    const move = signBrief(brief.state, issue, { actor, now: clock.now(), hash: sha256 })
    const signed = await writeOne(this.#deps, 'brief', id, version, [move])
    await ledger.anchor() // every signed issue is anchored outside the data folder
    return this.filed(signed)
  }

  /** The signed brief with its files kept; writes them when they are missing. Two who do so at once end with one filing. */
  async filed(brief: Versioned<Brief>): Promise<Versioned<Brief>> {
    if (brief.state.signed === null || brief.state.files !== null) return brief
    const { evidence, render, clock, records, ledger } = this.#deps
    const keep = async (format: IssueFormat) => {
      const bytes = await render(brief.state, format)
      return (await evidence.put(bytes, 'masked', MEDIA[format])).hash
    }
    const files = { html: await keep('html'), docx: await keep('docx') }
    try {
      return await writeOne(this.#deps, 'brief', brief.id, brief.version, [fileBrief(brief.state, files, clock.now())])
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      await records.caughtUp((await ledger.head()).position)
      const now = records.get('brief', brief.id)
      if (now.state.files === null) throw error
      return now
    }
  }

  /** A brief as a file: signed, the frozen one by its hash; else rendered now as a draft. */
  async file(id: string, format: IssueFormat): Promise<Uint8Array> {
    const { records, evidence, render } = this.#deps
    const brief = await this.filed(records.get('brief', id))
    const { files } = brief.state
    return files === null ? render(brief.state, format) : (await evidence.get(files[format])).bytes
  }
}
