import { Button, Checkbox, Input, Radio } from 'antd'
import type { Evaluation, Ratio } from '../../api/case.ts'
import { TimeField } from '../../parts/time-field.tsx'
import { DISPOSITIONS } from './case-words.ts'

type Controlled<T> = Readonly<{ id?: string; value?: T; onChange?: (value: T) => void }>
type Chosen = Readonly<{ disposition: string; main: boolean }>

/** The six dispositions, and which chosen one is the main. */
export function DispositionsField({ value = [], onChange }: Controlled<readonly Chosen[]>) {
  const flip = (disposition: string, on: boolean) => {
    const rest = value.filter(one => one.disposition !== disposition)
    const next = on ? [...rest, { disposition, main: rest.length === 0 }] : rest
    const hasMain = next.some(one => one.main)
    onChange?.(hasMain ? next : next.map((one, i) => ({ ...one, main: i === 0 })))
  }
  return (
    <fieldset className="plain stack" aria-label="处置方式">
      {Object.entries(DISPOSITIONS).map(([code, { label, duty }]) => {
        const chosen = value.find(one => one.disposition === code)
        return (
          <div key={code} className="row-gap">
            <Checkbox checked={chosen !== undefined} onChange={event => flip(code, event.target.checked)}>
              {label}
            </Checkbox>
            <span className="meta">{duty}</span>
            {chosen !== undefined && (
              <Radio
                checked={chosen.main}
                onChange={() => onChange?.(value.map(one => ({ ...one, main: one.disposition === code })))}
              >
                为主
                <span className="unseen">：{label}</span>
              </Radio>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}

/** Replaces, adds or drops one entry of a list. */
function lines<T>(value: readonly T[], onChange: ((value: readonly T[]) => void) | undefined, blank: T) {
  return {
    set: (at: number, change: Partial<T>) =>
      onChange?.(value.map((one, i) => (i === at ? { ...one, ...change } : one))),
    add: () => onChange?.([...value, blank]),
    drop: (at: number) => onChange?.(value.filter((_, i) => i !== at)),
  }
}

type Channel = Readonly<{ name: string; url: string }>

/** Where a release was published. */
export function ChannelsField({ value = [], onChange }: Controlled<readonly Channel[]>) {
  const { set, add, drop } = lines(value, onChange, { name: '', url: '' })
  return (
    <div>
      {value.map((channel, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <div className="list-line" key={i}>
          <Input
            aria-label={`渠道名称 ${i + 1}`}
            placeholder="渠道名称"
            value={channel.name}
            onChange={event => set(i, { name: event.target.value })}
          />
          <Input
            aria-label={`公开链接 ${i + 1}`}
            placeholder="https://"
            value={channel.url}
            onChange={event => set(i, { url: event.target.value.trim() })}
          />
          {value.length > 1 && (
            <Button size="small" onClick={() => drop(i)}>
              去掉第 {i + 1} 个
            </Button>
          )}
        </div>
      ))}
      <Button size="small" onClick={add}>
        增加渠道
      </Button>
    </div>
  )
}

type Window = Evaluation['windows'][number]

const whole = (text: string) => Math.max(0, Math.floor(Number(text) || 0))

/** Periods before and after the answer with their counts. */
export function WindowsField({ value = [], onChange }: Controlled<readonly Window[]>) {
  const blank: Window = { label: '', fromAt: 0, toAt: 0, negative: 0, total: 0 }
  const { set, add, drop } = lines(value, onChange, blank)
  return (
    <div>
      {value.map((window, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <div className="list-line form-two" key={i}>
          <Input
            aria-label={`时段名称 ${i + 1}`}
            value={window.label}
            onChange={event => set(i, { label: event.target.value })}
          />
          <div className="row-gap">
            <span className="row-gap">
              <span className="meta">负面</span>
              <Input
                type="number"
                min={0}
                aria-label={`负面条数 ${i + 1}`}
                value={window.negative}
                onChange={event => set(i, { negative: whole(event.target.value) })}
              />
            </span>
            <span className="row-gap">
              <span className="meta">全部</span>
              <Input
                type="number"
                min={0}
                aria-label={`全部条数 ${i + 1}`}
                value={window.total}
                onChange={event => set(i, { total: whole(event.target.value) })}
              />
            </span>
          </div>
          <TimeField
            label={`时段起 ${i + 1}`}
            value={window.fromAt || null}
            onChange={at => set(i, { fromAt: at ?? 0 })}
          />
          <TimeField label={`时段止 ${i + 1}`} value={window.toAt || null} onChange={at => set(i, { toAt: at ?? 0 })} />
          <Button size="small" onClick={() => drop(i)}>
            去掉第 {i + 1} 个时段
          </Button>
        </div>
      ))}
      <Button size="small" onClick={add}>
        增加时段
      </Button>
    </div>
  )
}

/** A count out of a sample; both blank = 未报, which is not zero. */
export function RatioField({ id, value = null, onChange, label }: Controlled<Ratio> & { label: string }) {
  const set = (change: Partial<NonNullable<Ratio>>) => onChange?.({ part: 0, whole: 0, ...value, ...change })
  return (
    <div className="row-gap ratio">
      <Input
        {...(id === undefined ? {} : { id })}
        type="number"
        min={0}
        aria-label={`${label}：分子`}
        value={value?.part ?? ''}
        onChange={event => (event.target.value === '' ? onChange?.(null) : set({ part: whole(event.target.value) }))}
      />
      <Input
        type="number"
        min={0}
        aria-label={`${label}：分母`}
        value={value?.whole ?? ''}
        onChange={event => (event.target.value === '' ? onChange?.(null) : set({ whole: whole(event.target.value) }))}
      />
    </div>
  )
}

type Change = Evaluation['rectifications'][number]

/** What has to change, and who answers for it. */
export function RectificationsField({ value = [], onChange }: Controlled<readonly Change[]>) {
  const blank: Change = { text: '', unit: '', dueAt: null }
  const { set, add, drop } = lines(value, onChange, blank)
  return (
    <div>
      {value.map((change, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: entries have no identity but their place
        <div className="list-line" key={i}>
          <Input
            aria-label={`整改事项 ${i + 1}`}
            placeholder="整改事项"
            value={change.text}
            onChange={event => set(i, { text: event.target.value })}
          />
          <Input
            aria-label={`责任单位 ${i + 1}`}
            placeholder="责任单位"
            value={change.unit}
            onChange={event => set(i, { unit: event.target.value })}
          />
          <TimeField label={`整改期限 ${i + 1}`} value={change.dueAt} onChange={dueAt => set(i, { dueAt })} />
          {value.length > 1 && (
            <Button size="small" onClick={() => drop(i)}>
              去掉第 {i + 1} 条
            </Button>
          )}
        </div>
      ))}
      <Button size="small" onClick={add}>
        增加整改事项
      </Button>
    </div>
  )
}
