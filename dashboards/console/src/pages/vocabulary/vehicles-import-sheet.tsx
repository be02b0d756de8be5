import { useQueryClient } from '@tanstack/react-query'
import { Radio } from 'antd'
import { useState } from 'react'
import type { VehiclesOutcome } from '../../api/vehicles.ts'
import { ListImportSheet } from './list-import-sheet.tsx'

const MODES = [
  { value: 'add', label: '并入现有名单' },
  { value: 'replace', label: '替换整份名单' },
  { value: 'remove', label: '从名单移除' },
]

/** 导入营运车辆名单: good rows count, refused ones are listed with their row and reason. */
export function VehiclesImportSheet({ version, onClose }: { version: number; onClose: () => void }) {
  const queries = useQueryClient()
  const [mode, setMode] = useState('add')
  return (
    <ListImportSheet<VehiclesOutcome>
      title="导入营运车辆名单"
      path="/api/vehicles/import"
      params={{ version, mode }}
      testId="vehicles-outcome"
      once
      reread={() => queries.invalidateQueries({ queryKey: ['vehicles'] })}
      told={({ added, removed, refused, total }) => (
        <>
          新增 <b>{added}</b> 个，移除 <b>{removed}</b> 个，未收 <b>{refused}</b> 行；名单现有 <b>{total}</b> 个车牌
        </>
      )}
      onClose={onClose}
    >
      <p>文本或表格文件（CSV，UTF-8 编码）：每行一个车牌，或首行写明“车牌号”的一列。车牌里的点、空格、大小写不影响。</p>
      <Radio.Group options={MODES} value={mode} onChange={event => setMode(event.target.value as string)} />
    </ListImportSheet>
  )
}
