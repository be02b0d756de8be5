import { useQuery } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { get } from '../../api/client.ts'
import type { Facets } from '../../api/search.ts'
import type { SourceItem } from '../../api/source.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageHead } from '../../parts/page-head.tsx'
import { shortTime } from '../../parts/time.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { useMay } from '../../shell/session.ts'
import { CHANNEL_NAMES, nameOf, optionsOf } from '../../words.ts'
import { AlarmCard } from './alarm-card.tsx'
import { CoverageCard } from './coverage-card.tsx'
import { ImportSheet } from './import-sheet.tsx'
import { SourceDetail } from './source-detail.tsx'
import { SourceSheet } from './source-sheet.tsx'
import { STANDING_NAMES, type Standing, standing, standingNote, yieldWords } from './source-state.ts'

const LOOKS: Readonly<Record<Standing, Readonly<{ className: string; sign: string }>>> = {
  failing: { className: 'state state-bad', sign: '✕' },
  late: { className: 'state state-late', sign: '◷' },
  odd: { className: 'state state-late', sign: '!' },
  new: { className: 'state state-quiet', sign: '—' },
  good: { className: 'state state-good', sign: '✓' },
  off: { className: 'state state-off', sign: '‖' },
}
const ORDER = Object.keys(LOOKS) as Standing[]

/** A source's standing: sign, colour and word. */
export function StandingTag({ value }: { value: Standing }) {
  const { className, sign } = LOOKS[value]
  return (
    <span className={className}>
      <span aria-hidden="true">{sign}</span> {STANDING_NAMES[value]}
    </span>
  )
}

/** Sources with their health and how many of their mentions can be searched. */
async function readSources(signal: AbortSignal): Promise<Readonly<{ items: readonly SourceItem[] }>> {
  const [{ items }, facets] = await Promise.all([
    get<{ items: readonly SourceItem[] }>('/api/sources', {}, signal),
    get<Facets>('/api/search/facets', {}, signal),
  ])
  const counts = new Map((facets.source ?? []).map(({ value, count }) => [value, count]))
  return { items: items.map(item => ({ ...item, indexed: counts.get(item.id) ?? 0 })) }
}

/** 信源: what is read, how it does, and how to add more. */
export default function Sources() {
  const mayEdit = useMay('admin', 'analyst', 'officer')
  const sources = useQuery({
    queryKey: ['sources'],
    queryFn: ({ signal }) => readSources(signal),
    refetchInterval: 30_000,
  })
  const [asking, setAsking] = useState<'add' | 'import' | null>(null)
  const [chosenId, setChosenId] = useState<string | null>(null)
  const items = sources.data?.items ?? []
  const counted = ORDER.map(value => ({ value, count: items.filter(item => standing(item) === value).length }))
  return (
    <>
      <PageHead
        title="信源"
        after={
          <>
            共 {items.length} 个：{counted.map(({ value, count }) => `${STANDING_NAMES[value]} ${count}`).join(' · ')}
          </>
        }
      >
        <Link to="/sources/rules">网站规则</Link>
        {mayEdit && (
          <>
            <Button onClick={() => setAsking('import')}>导入文件</Button>
            <Button type="primary" onClick={() => setAsking('add')}>
              <Icon name="add" size={14} /> 新增信源
            </Button>
          </>
        )}
      </PageHead>
      <Wait for={sources} rows={10}>
        {data => (
          <>
            <AlarmCard mayAct={mayEdit} onChoose={setChosenId} />
            <ChannelCells items={data.items} />
            <SourceTable items={data.items} chosenId={chosenId} onChoose={setChosenId} mayEdit={mayEdit} />
            <CoverageCard onChoose={setChosenId} />
          </>
        )}
      </Wait>
      {asking === 'add' && <SourceSheet item={null} onClose={() => setAsking(null)} />}
      {asking === 'import' && <ImportSheet items={items} onClose={() => setAsking(null)} />}
    </>
  )
}

function ChannelCells({ items }: { items: readonly SourceItem[] }) {
  const channels = Object.keys(CHANNEL_NAMES).filter(channel => items.some(item => item.state.channel === channel))
  return (
    <div className="channel-cells">
      {channels.map(channel => {
        const here = items.filter(item => item.state.channel === channel)
        const good = here.filter(item => standing(item) === 'good').length
        const rest = ORDER.filter(value => value !== 'good').flatMap(value => {
          const count = here.filter(item => standing(item) === value).length
          return count === 0 ? [] : [`${STANDING_NAMES[value]} ${count}`]
        })
        return (
          <div key={channel} className="channel-cell">
            <div>
              <b>{nameOf(CHANNEL_NAMES, channel)}</b>
              <span className="meta">
                {good} / {here.length} 正常
              </span>
            </div>
            <span className="meta">{rest.length === 0 ? '全部正常' : rest.join(' · ')}</span>
          </div>
        )
      })}
    </div>
  )
}

function SourceTable({
  items,
  chosenId,
  onChoose,
  mayEdit,
}: {
  items: readonly SourceItem[]
  chosenId: string | null
  onChoose: (id: string) => void
  mayEdit: boolean
}) {
  const [words, setWords] = useState('')
  const [channel, setChannel] = useState<string | null>(null)
  const shown = items
    .filter(({ state }) => channel === null || state.channel === channel)
    .filter(({ state }) => `${state.name} ${state.url ?? ''} ${state.id}`.includes(words.trim()))
    .sort(
      (a, b) =>
        ORDER.indexOf(standing(a)) - ORDER.indexOf(standing(b)) || a.state.name.localeCompare(b.state.name, 'zh'),
    )
  const chosen = items.find(item => item.id === chosenId) ?? shown[0]
  if (items.length === 0) return <Nothing>还没有信源。用“新增信源”填一个网址，先试抓预览再保存。</Nothing>
  return (
    <div className="with-detail">
      <section className="card" aria-label="信源列表">
        <div className="card-head">
          <Input
            className="source-words"
            aria-label="信源名称或网址"
            placeholder="信源名称或网址"
            value={words}
            onChange={event => setWords(event.target.value)}
          />
          <Select
            aria-label="渠道"
            className="source-channel"
            allowClear
            placeholder="全部渠道"
            value={channel}
            onChange={value => setChannel(value ?? null)}
            options={optionsOf(CHANNEL_NAMES)}
          />
          <span className="meta card-extra">需处理的在前</span>
        </div>
        <div className="scroll-x">
          <table className="grid">
            <thead>
              <tr>
                <th scope="col">状态</th>
                <th scope="col">信源</th>
                <th scope="col">渠道</th>
                <th scope="col">最近成功</th>
                <th scope="col">昨天 / 通常</th>
                <th scope="col" className="number">
                  可检索
                </th>
                <th scope="col">说明</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(item => (
                <tr key={item.id} className={item.id === chosen?.id ? 'chosen' : ''} data-testid="source-row">
                  <td>
                    <StandingTag value={standing(item)} />
                  </td>
                  <td>
                    <button
                      type="button"
                      className="link-button"
                      aria-pressed={item.id === chosen?.id}
                      onClick={() => onChoose(item.id)}
                    >
                      {item.state.name}
                    </button>
                  </td>
                  <td>{nameOf(CHANNEL_NAMES, item.state.channel)}</td>
                  <td>
                    {item.health?.lastSuccessAt == null ? (
                      <span className="meta">无数据</span>
                    ) : (
                      shortTime(item.health.lastSuccessAt)
                    )}
                  </td>
                  <td>
                    <Yield item={item} />
                  </td>
                  <td className="number">{(item.indexed ?? 0).toLocaleString('zh-CN')}</td>
                  <td className="meta">{standingNote(item)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p className="card-body meta">
          显示 {shown.length} / {items.length}
        </p>
      </section>
      {chosen !== undefined && <SourceDetail key={chosen.id} item={chosen} mayEdit={mayEdit} />}
    </div>
  )
}

/** Yesterday's mentions beside the band of such days. */
function Yield({ item }: { item: SourceItem }) {
  const { band, yesterday } = item.watched ?? { band: null, yesterday: null }
  if (yesterday === null) return <span className="meta">无数据</span>
  return (
    <span title={yieldWords(item)}>
      {yesterday} <span className="meta">/ {band === null ? '基线不足' : `${band.low}–${band.high}`}</span>
    </span>
  )
}
