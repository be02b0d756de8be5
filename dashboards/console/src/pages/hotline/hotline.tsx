import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { get } from '../../api/client.ts'
import type { HotlineFigure, HotlineMonth } from '../../api/hotline.ts'
import { Card, PageHead } from '../../parts/page-head.tsx'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { useNow } from '../../shell/now.tsx'
import { useMay } from '../../shell/session.ts'
import { figureWords, lastMonth, partsWords } from './hotline-words.ts'
import { MonthSheet } from './month-sheet.tsx'

/** 热线: the figures of 12328 and 12345 for a month, each with numerator and denominator, counted and as reported. */
export default function Hotline() {
  const now = useNow(60_000)
  const [params, setParams] = useSearchParams()
  const month = params.get('month') ?? lastMonth(now)
  const mayEdit = useMay('admin', 'analyst', 'officer')
  const [reporting, setReporting] = useState(false)
  const valid = /^20\d\d-(?:0[1-9]|1[0-2])$/.test(month)
  const figures = useQuery({
    queryKey: ['hotline', month],
    queryFn: ({ signal }) => get<HotlineMonth>('/api/hotline/figures', { month }, signal),
    enabled: valid,
  })
  const sources = figures.data?.sources ?? []
  return (
    <>
      <PageHead title="热线" after="12328 与 12345 工单，双号并行的只计一次；每个指标写明分子分母">
        <Input
          type="month"
          aria-label="月份"
          className="hotline-month"
          value={month}
          onChange={event => setParams(event.target.value === '' ? {} : { month: event.target.value })}
        />
        {mayEdit && sources.length > 0 && <Button onClick={() => setReporting(true)}>登记报送数</Button>}
      </PageHead>
      {valid ? (
        <Wait for={figures} rows={8}>
          {data => <Month data={data} />}
        </Wait>
      ) : (
        <Nothing>请选择月份。</Nothing>
      )}
      {reporting && <MonthSheet month={month} sources={sources} onClose={() => setReporting(false)} />}
    </>
  )
}

function Month({ data }: { data: HotlineMonth }) {
  const about = `${data.month}，按受理时间；收到 ${data.taken} 件，其中双号重复 ${data.folded} 件`
  return (
    <div className="stack pad">
      <Card title="按工单计算" about={data.whole ? about : `${about}；工单过多，只计最近的一部分`}>
        {data.taken === 0 ? (
          <Nothing>本月没有收到工单。可在“信源”导入热线工单，或登记热线报送的数字。</Nothing>
        ) : (
          <Figures figures={data.counted} testId="hotline-counted" />
        )}
      </Card>
      {data.reported.map(({ sourceId, name, figures }) => (
        <Card key={sourceId} title={`${name} 报送`} about={`${data.month}，照报送数`}>
          <Figures figures={figures} testId="hotline-reported" />
        </Card>
      ))}
    </div>
  )
}

function Figures({ figures, testId }: { figures: readonly HotlineFigure[]; testId: string }) {
  return (
    <div className="scroll-x">
      <table className="grid" data-testid={testId}>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col" className="number">
              数值
            </th>
            <th scope="col" className="number">
              分子 / 分母
            </th>
            <th scope="col">怎样算</th>
            <th scope="col">说明</th>
          </tr>
        </thead>
        <tbody>
          {figures.map(figure => (
            <tr key={figure.name}>
              <td>{figure.name}</td>
              <td className="number">
                <b>{figureWords(figure)}</b>
              </td>
              <td className="number">{partsWords(figure)}</td>
              <td className="meta">{figure.parts}</td>
              <td className="meta">{figure.note ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
