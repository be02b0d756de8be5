import { IMPORT_FIELDS } from '@guanlan/domain'
import type { TriedFile } from '@guanlan/ingest'

const BY: Readonly<Record<TriedFile['by'], string>> = {
  given: '按给定的栏目映射',
  saved: '按该信源保存的栏目映射',
  guessed: '按表头推测',
}

/** Says what an import would make of each column. */
export function sayTrial(tried: TriedFile, say: (line: string) => void): void {
  const { mapping, by, columns, rows, accepted, refused, fits } = tried
  say(
    `试读前 ${rows} 行，什么也没有导入。${BY[by]}${by === 'guessed' || mapping === null ? '' : `“${mapping.vendor}”`}：可收 ${accepted} 行，不能收 ${refused.length} 行。`,
  )
  for (const { heading, field, caller, samples, faults } of columns) {
    const meaning = field !== null ? IMPORT_FIELDS[field] : caller ? '来电人信息，不收' : '不读'
    say(`  ${heading} → ${meaning}`)
    if (field !== null)
      for (const { row, was, becomes } of samples)
        say(`      第 ${row} 行　${was}${becomes === was ? '' : `　⇒　${becomes === '' ? '（无）' : becomes}`}`)
    for (const { message, count, row } of faults) say(`      ✕ ${count} 处，首见第 ${row} 行：${message}`)
  }
  if (fits.length > 0) say(`表头也与这些映射相符：${fits.join('、')}`)
}
