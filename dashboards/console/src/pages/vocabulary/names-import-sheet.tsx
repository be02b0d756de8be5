import type { NamesOutcome } from '../../api/vocabulary.ts'
import { ListImportSheet } from './list-import-sheet.tsx'
import { NAME_KIND_NAMES } from './name-sheet.tsx'
import { useNames } from './use-names.ts'

/** 导入名称表: good rows go in, refused ones are listed with their row and reason. */
export function NamesImportSheet({ version, onClose }: { version: number; onClose: () => void }) {
  const { reread } = useNames()
  return (
    <ListImportSheet<NamesOutcome>
      title="导入名称表"
      path="/api/names/import"
      params={{ version }}
      testId="names-outcome"
      reread={reread}
      told={({ added, changed, unchanged, refused }) => (
        <>
          新增 <b>{added}</b> 条，改动 <b>{changed}</b> 条，未变 <b>{unchanged}</b> 条，退回 <b>{refused}</b> 行
        </>
      )}
      onClose={onClose}
    >
      <p>
        逗号分隔的表格文件（CSV，UTF-8 编码），第一行写“名称,类别,别名”。类别为
        {Object.values(NAME_KIND_NAMES).join('、')}；多个别名用“；”分开。同类同名的以文件为准，表中其余的不动。
      </p>
    </ListImportSheet>
  )
}
