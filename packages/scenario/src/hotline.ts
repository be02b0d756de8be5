import { type EpochMs, fullTime } from '@guanlan/domain'
import type { City } from './city.ts'
import type { Item } from './item.ts'

/** Columns of the hotline's export, in order. */
export const HOTLINE_COLUMNS = ['工单号', '受理时间', '类型', '诉求内容', '区县', '来电号码', '处理状态'] as const

const STATES = ['已受理', '转办中', '已办结', '已回访'] as const

/** The hotline's export of [fromAt, toAt): CSV of RFC 4180 with a header row. Callers' numbers are made up and there to be masked. */
export function hotlineCsv(city: City, fromAt: EpochMs, toAt: EpochMs): string {
  return csvOf(city.itemsBetween(fromAt, toAt).filter(({ site }) => site === 'hotline'))
}

/** The export of these orders. */
export function csvOf(orders: readonly Item[]): string {
  const rows = orders.map(item => [
    item.externalId ?? '',
    fullTime(item.publishedAt),
    item.order?.type ?? '',
    item.text,
    item.region ?? '',
    item.order?.caller ?? '',
    STATES[item.serial % STATES.length]!,
  ])
  return [HOTLINE_COLUMNS, ...rows].map(row => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
