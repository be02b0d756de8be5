import { Alert, Button, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import type { BriefItem, BriefStep } from '../../api/brief.ts'
import { Icon } from '../../parts/icon.tsx'
import { shortHash } from '../../parts/mention-card.tsx'
import { Card } from '../../parts/page-head.tsx'
import { Sheet } from '../../parts/sheet.tsx'
import { shortTime } from '../../parts/time.ts'
import { useMay } from '../../shell/session.ts'
import { BRIEF_STEPS, isRefused, nextStep, STEP_NAMES } from './brief-words.ts'

type Write = (method: 'POST', act: string, body: object, done: string) => Promise<string | null>

/** The review chain of a brief with what can be done next. */
export function ReviewCard({ item, onWrite }: { item: BriefItem; onWrite: Write }) {
  const { state } = item
  const [asking, setAsking] = useState<BriefStep | 'sign' | null>(null)
  const mayReview = useMay('reviewer')
  const maySecrecy = useMay('secrecy')
  const maySign = useMay('signer')
  const next = nextStep(state)
  const refused = isRefused(state)
  const open = state.signed === null && !refused
  const may = next === 'secrecy' ? maySecrecy : mayReview
  const voided = state.reviews.filter(review => review.voidedAt !== null)
  return (
    <Card title="审签" extra={<span className="hash">哈希 {shortHash(state.contentHash)}</span>}>
      <ol className="chain card-body" aria-label="审签链">
        {BRIEF_STEPS.map(step => {
          const review = state.reviews.findLast(
            one => one.step === step && one.voidedAt === null && one.hash === state.contentHash,
          )
          const done = review?.pass === true
          return (
            <li key={step} className={step === next && open ? 'chain-next' : ''}>
              <Icon name={done ? 'check' : step === next ? 'wait' : 'lock'} size={14} />
              <span>{STEP_NAMES[step]}</span>
              <span className="who">
                {review === undefined
                  ? step === next
                    ? '待办'
                    : ''
                  : `${review.by.name} ${shortTime(review.at)}${review.pass ? '' : ` 退回：${review.opinion}`}`}
              </span>
            </li>
          )
        })}
        <li className={next === null && open ? 'chain-next' : ''}>
          <Icon name={state.signed !== null ? 'check' : next === null ? 'wait' : 'lock'} size={14} />
          <span>签发</span>
          <span className="who">
            {state.signed === null
              ? next === null
                ? '待签发'
                : ''
              : `${state.signed.by.name} ${shortTime(state.signed.at)}`}
          </span>
        </li>
        {voided.map(review => (
          <li key={`${review.step}${review.at}`} className="void">
            <span />
            <span>{STEP_NAMES[review.step]}</span>
            <span className="who">{review.by.name}，改稿后作废</span>
          </li>
        ))}
      </ol>
      {refused && <p className="card-body condition-missing">稿件已退回，修改叙述后重新送审。</p>}
      {open && (
        <div className="acts">
          {next !== null && (
            <Button
              size="small"
              type="primary"
              disabled={!may}
              title={may ? '' : '您的职责不能办理这一步'}
              onClick={() => setAsking(next)}
            >
              {STEP_NAMES[next]}
            </Button>
          )}
          <Button
            size="small"
            {...(next === null ? { type: 'primary' as const } : {})}
            disabled={next !== null || !maySign}
            title={next !== null ? `还缺：${STEP_NAMES[next]}` : maySign ? '' : '签发须由签发人办理'}
            onClick={() => setAsking('sign')}
          >
            签发
          </Button>
          {next !== null && (
            <span className="meta">
              签发还缺：
              {BRIEF_STEPS.slice(BRIEF_STEPS.indexOf(next))
                .map(step => STEP_NAMES[step])
                .join('、')}
            </span>
          )}
        </div>
      )}
      {asking !== null && (
        <OpinionSheet asking={asking} item={item} onWrite={onWrite} onClose={() => setAsking(null)} />
      )}
    </Card>
  )
}

function OpinionSheet({
  asking,
  item,
  onWrite,
  onClose,
}: {
  asking: BriefStep | 'sign'
  item: BriefItem
  onWrite: Write
  onClose: () => void
}) {
  const [failure, setFailure] = useState<string | null>(null)
  const [{ hash, version }] = useState({ hash: item.state.contentHash, version: item.version })
  const title = asking === 'sign' ? '签发' : STEP_NAMES[asking]
  async function finish({ pass, opinion = '' }: { pass: boolean; opinion?: string }): Promise<void> {
    const said = opinion.trim()
    const failed =
      asking === 'sign'
        ? await onWrite('POST', 'sign', { version, opinion: said }, '已签发，期号已给定')
        : await onWrite('POST', 'review', { version, step: asking, pass, opinion: said }, `已记入：${title}`)
    setFailure(failed)
    if (failed === null) onClose()
  }
  return (
    <Sheet title={title} onClose={onClose}>
      <Form<{ pass: boolean; opinion?: string }>
        name="opinion"
        layout="vertical"
        initialValues={{ pass: true }}
        onFinish={fields => void finish(fields)}
      >
        <p className="meta">
          您审的内容哈希 <span className="hash">{shortHash(hash)}</span>，此后的改动不在您的签名之下。
        </p>
        {asking !== 'sign' && (
          <Form.Item name="pass" label="结论">
            <Radio.Group
              options={[
                { value: true, label: '通过' },
                { value: false, label: '退回修改' },
              ]}
            />
          </Form.Item>
        )}
        <Form.Item name="opinion" label="意见">
          <Input.TextArea rows={3} />
        </Form.Item>
        {failure !== null && <Alert type="error" role="alert" showIcon title={failure} />}
        <div className="sheet-foot">
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" htmlType="submit">
            确认{title}
          </Button>
        </div>
      </Form>
    </Sheet>
  )
}
