import type { CaseState, Gates } from '../../api/case.ts'
import { Icon } from '../../parts/icon.tsx'
import { shortTime } from '../../parts/time.ts'
import { STAGE_NAMES, STAGES } from '../../words.ts'

/** The part of the page that holds what a condition asks for. */
const CARD_OF_FIELD: Readonly<Record<string, string>> = {
  events: 'linked',
  evidence: 'collecting',
  registration: 'collecting',
  consultations: 'consulting',
  release: 'responding',
  transfers: 'responding',
  evaluation: 'evaluating',
  duties: 'evaluating',
  clocks: 'clocks',
}

/** Brings a part of the page into view and puts the focus on it. */
export function goToCard(name: string): void {
  const card = document.getElementById(`card-${name}`)
  card?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  card?.focus({ preventScroll: true })
}

/** The five stages: when each was entered, which conditions stand, and which are still missing, each a way to its place. */
export function StageStrip({ theCase, gates }: { theCase: CaseState; gates: Gates }) {
  const at = theCase.stage === 'closed' ? STAGES.length : STAGES.indexOf(theCase.stage)
  return (
    <ol className="stages" aria-label="五个环节">
      {STAGES.map((stage, i) => {
        const place = i < at ? 'done' : i === at ? 'now' : 'later'
        const entered = theCase.entered.findLast(one => one.stage === stage)
        const met = gates[stage].filter(gate => gate.met).length
        const lacking = gates[stage].length - met
        return (
          <li
            key={stage}
            className={`stage stage-${place}`}
            data-testid={`stage-${stage}`}
            aria-current={place === 'now' ? 'step' : undefined}
          >
            <div className="stage-top">
              <Icon name={place === 'done' ? 'check' : place === 'now' ? 'wait' : 'lock'} size={15} />
              <b>
                {i + 1} {STAGE_NAMES[stage]}
              </b>
              <span className="when">{entered === undefined ? '未开始' : `${shortTime(entered.at)} 起`}</span>
              {place === 'now' && lacking > 0 ? (
                <span className="lacking">还缺 {lacking} 项</span>
              ) : (
                <span className="meta">
                  条件 {met}/{gates[stage].length}
                </span>
              )}
            </div>
            <div className="stage-conditions">
              {gates[stage].map(gate =>
                gate.met ? (
                  <span key={gate.id} className="condition-met">
                    ✓{gate.label}
                  </span>
                ) : (
                  <button
                    key={gate.id}
                    type="button"
                    className={place === 'later' ? 'link-button condition-later' : 'link-button condition-missing'}
                    title={gate.missing ?? ''}
                    onClick={() => goToCard(CARD_OF_FIELD[gate.field] ?? stage)}
                  >
                    ○{gate.label}
                    <span className="unseen">：{gate.missing}</span>
                  </button>
                ),
              )}
            </div>
          </li>
        )
      })}
    </ol>
  )
}
