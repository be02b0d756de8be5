import { type BriefBar, wallClock } from '@guanlan/domain'

const WIDTH = 560
const HEIGHT = 150
const FLOOR = 120
const TOP = 12

/** A bar chart as inline SVG, without style attributes: negative part from the axis, the rest above it, last period's value as a line. */
export function barChart(bars: readonly BriefBar[], caption: string): string {
  const most = Math.max(1, ...bars.map(({ count, before }) => Math.max(count, before ?? 0)))
  const step = WIDTH / Math.max(1, bars.length)
  const tall = (value: number) => ((FLOOR - TOP) * value) / most
  const drawn = bars.map((bar, i) => {
    const x = i * step + step * 0.2
    const width = step * 0.6
    const bad = tall(bar.negative)
    const rest = tall(bar.count - bar.negative)
    const { month, day } = wallClock(bar.at)
    return [
      rect(x, FLOOR - bad, width, bad, '#A94A38'),
      rect(x, FLOOR - bad - rest, width, rest, '#719A9F'),
      bar.before === null ? '' : rect(x - 4, FLOOR - tall(bar.before), width + 8, 1.5, '#1B2529'),
      label(x + width / 2, FLOOR - bad - rest - 3, String(bar.count)),
      label(x + width / 2, FLOOR + 14, `${month}-${day}`),
    ].join('')
  })
  return `<svg role="img" aria-label="${caption}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">${drawn.join('')}${rect(0, FLOOR, WIDTH, 1, '#C9D1D5')}</svg>`
}

const round = (n: number) => Math.round(n * 10) / 10
const rect = (x: number, y: number, width: number, height: number, fill: string) =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}"/>`
const label = (x: number, y: number, text: string) =>
  `<text x="${round(x)}" y="${round(y)}" text-anchor="middle" font-size="10" fill="#4A585E">${text}</text>`
