import type { ReactNode } from 'react'

/** Line drawings on a 20 × 20 ground; decoration only, the word beside them says what they mean. */
const SHAPES: Readonly<Record<string, ReactNode>> = {
  desk: <path d="M3 11.500h3.800l1.2 2.500h4l1.2-2.500H17M3 11.500V16h14v-4.500M3 11.5 5 4h10l2 7.5" />,
  event: <path d="M11 2.5 4.5 11H9.500l-.8 6.500L15.5 9h-5.200z" />,
  case: <path d="M2.5 16V4.500h5l1.5 2h7v2.500M2.5 16 5 9h12.500L15.3 16z" />,
  search: <path d="M8.8 14.300a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM12.8 12.8 17 17" />,
  source: (
    <path d="m8 12-3.5 3.500M12 8l3.5-3.500M7 9l4 4-1.5 1.500a2.8 2.8 0 0 1-4-4zM13 11 9 7l1.5-1.500a2.8 2.8 0 0 1 4 4zM3 17l1.5-1.500M15.5 4.5 17 3" />
  ),
  watch: (
    <path d="M2 10s3-5.5 8-5.500S18 10 18 10s-3 5.5-8 5.500S2 10 2 10zM10 12.500a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z" />
  ),
  vocabulary: (
    <path d="M10 5.500C8.500 4 6 3.500 3 3.500v12c3 0 5.5.5 7 2 1.500-1.500 4-2 7-2v-12c-3 0-5.500.5-7 2zM10 5.500v12M5.500 7.500h2M5.500 10.500h2M12.500 7.500h2M12.500 10.500h2" />
  ),
  phone: (
    <path d="M6.5 3 4 4.500C4 11 9 16 15.5 16l1.500-2.500-3.500-2.500-2 1.500C9.500 11.500 8.500 10.500 7.500 8.500l1.500-2z" />
  ),
  brief: <path d="M5 2.500h7l3.5 3.500v11.500H5zM12 2.500V6h3.500M7.5 10h5M7.5 13h5" />,
  health: <path d="M2 10.500h4l2-5 3.5 9 2-4H18" />,
  accounts: (
    <path d="M7.5 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.500c0-3 2.5-4.5 5.5-4.500s5.5 1.5 5.5 4.500M13 9.500a2.5 2.5 0 1 0-1-4.800M14 12c2.5 0 4 1.5 4 4" />
  ),
  lock: <path d="M4.5 9h11v8h-11zM7 9V6.500a3 3 0 0 1 6 0V9" />,
  check: <path d="m4 10.5 4 4 8-9" />,
  wait: <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l2.5 2" />,
  alarm: <path d="M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6.500v4.500M10 13.500v.2" />,
  pause: <path d="M7 5v10M13 5v10" />,
  play: <path d="m6.5 4.5 9 5.5-9 5.500z" />,
  refresh: <path d="M16 9A6.3 6.3 0 1 0 15 13.500M16.5 4.500V9H12" />,
  add: <path d="M10 4v12M4 10h12" />,
  download: <path d="M10 3v9M6.5 9 10 12.5 13.5 9M3.5 16.500h13" />,
  print: <path d="M6 7V3h8v4M6 14H3V7h14v7h-3M6 11.500h8V17H6z" />,
  back: <path d="M12.5 4 6.5 10l6 6" />,
}

export function Icon({ name, size = 16 }: { name: string; size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[name] ?? null}
    </svg>
  )
}
