import { type EpochMs, wallClock } from '@guanlan/domain'
import type { Item } from '../item.ts'

/** Text as HTML and XML character data. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** The body of an item as its site serves it: its own markup, hostile or not, else one paragraph a line. */
export function bodyOf(item: Item): string {
  return (
    item.html ??
    item.text
      .split('\n')
      .map(line => `<p>${escaped(line)}</p>`)
      .join('')
  )
}

/** A whole page; `head` holds more elements of the head. */
export function page(title: string, body: string, charset: 'utf-8' | 'gbk' = 'utf-8', head = ''): string {
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="${charset}"><title>${escaped(title)}</title>${head}
<style>body{font-family:sans-serif}.nav a{margin:0 8px}</style></head>
<body>${body}
</body></html>
`
}

const two = (n: number) => String(n).padStart(2, '0')
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-11-24T08:14:09+08:00`. */
export function isoTime(at: EpochMs): string {
  const { year, month, day, hour, minute, second } = wallClock(at)
  return `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}+08:00`
}

/** `Tue, 24 Nov 2026 08:14:09 +0800`, as RSS 2.0 asks (RFC 822 with four-digit years). */
export function rssTime(at: EpochMs): string {
  const { year, month, day, hour, minute, second, weekday } = wallClock(at)
  return `${WEEKDAYS[weekday]}, ${two(day)} ${MONTHS[month - 1]} ${year} ${two(hour)}:${two(minute)}:${two(second)} +0800`
}

/** `Tue Nov 24 08:14:09 +0800 2026`, the Weibo shape. */
export function weiboTime(at: EpochMs): string {
  const { year, month, day, hour, minute, second, weekday } = wallClock(at)
  return `${WEEKDAYS[weekday]} ${MONTHS[month - 1]} ${two(day)} ${two(hour)}:${two(minute)}:${two(second)} +0800 ${year}`
}
