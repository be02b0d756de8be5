import { useQuery } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { get } from '../../api/client.ts'
import type { Vehicles } from '../../api/vehicles.ts'
import { Nothing, Wait } from '../../parts/wait.tsx'
import { useMay } from '../../shell/session.ts'
import { VehiclesImportSheet } from './vehicles-import-sheet.tsx'

const SHOWN = 200

/** 营运车辆: the plates that stay readable; every other plate is masked at the door. */
export function VehiclesTab() {
  const mayImport = useMay('admin')
  const [words, setWords] = useState('')
  const [importing, setImporting] = useState(false)
  const vehicles = useQuery({
    queryKey: ['vehicles', words],
    queryFn: ({ signal }) => get<Vehicles>('/api/vehicles', { q: words, limit: SHOWN }, signal),
    placeholderData: before => before,
  })
  return (
    <Wait for={vehicles}>
      {({ version, total, found, plates }) => (
        <section className="card table-card" aria-label="营运车辆名单">
          <div className="results-head">
            <strong role="status">
              {found === total ? `${total.toLocaleString('zh-CN')} 个车牌` : `${found} / ${total} 个车牌`}
            </strong>
            <Input
              aria-label="查找车牌"
              placeholder="查找车牌"
              className="source-words"
              maxLength={20}
              value={words}
              onChange={event => setWords(event.target.value)}
            />
            {mayImport && (
              <span className="row-gap mention-after">
                <Button type="primary" onClick={() => setImporting(true)}>
                  导入名单
                </Button>
              </span>
            )}
          </div>
          <p className="meta pad">
            名单上的车牌原样显示，其余车牌一律遮盖。名单改动只影响此后收到的内容，先前已遮盖的不会恢复。
          </p>
          {total === 0 && <Nothing>还没有名单，所有车牌都按私人车辆遮盖。由管理员导入营运车辆的车牌。</Nothing>}
          {total > 0 && found === 0 && <Nothing>名单里没有这样的车牌。</Nothing>}
          {plates.length > 0 && (
            <ul className="plates" data-testid="plates">
              {plates.map(plate => (
                <li key={plate}>{plate}</li>
              ))}
            </ul>
          )}
          {found > plates.length && <p className="meta pad">列出前 {plates.length} 个；输入几位号码可缩小范围。</p>}
          {importing && <VehiclesImportSheet version={version} onClose={() => setImporting(false)} />}
        </section>
      )}
    </Wait>
  )
}
