import { Button, Checkbox } from 'antd'
import { useEffect, useState } from 'react'
import type { Facets } from '../../api/search.ts'
import { CHANNEL_NAMES, nameOf, SENTIMENT_NAMES, TOPIC_NAMES } from '../../words.ts'
import { FACET_FIELDS, type FacetField, type SearchState, toggle } from './search-state.ts'

const FACET_NAMES: Readonly<Record<FacetField, string>> = {
  channel: '渠道',
  sentiment: '情感',
  unsure: '机器的把握',
  topic: '主题（可多选）',
  government: '归口',
  region: '属地',
  source: '信源',
}
const VALUE_NAMES: Readonly<Partial<Record<FacetField, Readonly<Record<string, string>>>>> = {
  channel: CHANNEL_NAMES,
  sentiment: SENTIMENT_NAMES,
  topic: TOPIC_NAMES,
}
const SHOWN = 8

/** What narrows the search, with exact counts. Chosen values stay in the list, even with no hit. */
export function FacetPanel({
  facets,
  state,
  onToggle,
}: {
  facets: Facets
  state: SearchState
  onToggle: (field: FacetField, value: string) => void
}) {
  // a click shows at once, before the address and the results have followed
  const [chosen, setChosen] = useState(state.chosen)
  const settled = JSON.stringify(state.chosen)
  useEffect(() => setChosen(JSON.parse(settled) as SearchState['chosen']), [settled])
  const flip = (field: FacetField, value: string) => {
    setChosen(toggle({ ...state, chosen }, field, value).chosen)
    onToggle(field, value)
  }
  return (
    <div className="facets">
      {FACET_FIELDS.map(field => (
        <Facet key={field} field={field} values={facets[field] ?? []} chosen={chosen[field]} onToggle={flip} />
      ))}
    </div>
  )
}

function Facet({
  field,
  values,
  chosen,
  onToggle,
}: {
  field: FacetField
  values: readonly Readonly<{ value: string; name?: string; count: number }>[]
  chosen: readonly string[]
  onToggle: (field: FacetField, value: string) => void
}) {
  const [all, setAll] = useState(false)
  const absent = chosen.filter(value => !values.some(one => one.value === value)).map(value => ({ value, count: 0 }))
  const listed: readonly Readonly<{ value: string; name?: string; count: number }>[] = [...values, ...absent]
  const shown = all ? listed : listed.filter((one, i) => i < SHOWN || chosen.includes(one.value))
  return (
    <fieldset>
      <legend>{FACET_NAMES[field]}</legend>
      {listed.length === 0 && <span className="meta">无数据</span>}
      {shown.map(({ value, name, count }) => (
        <div className="facet" key={value}>
          <Checkbox checked={chosen.includes(value)} onChange={() => onToggle(field, value)}>
            {name ?? nameOf(VALUE_NAMES[field] ?? {}, value)}
          </Checkbox>
          <span>{count}</span>
        </div>
      ))}
      {listed.length > SHOWN && (
        <Button size="small" type="link" onClick={() => setAll(!all)}>
          {all ? '收起' : `更多 ${listed.length - SHOWN} 项`}
          <span className="unseen">{FACET_NAMES[field]}</span>
        </Button>
      )}
    </fieldset>
  )
}
