export * from './briefs.ts'
export { BRIEF_STYLE } from './html.ts'
export type { Letterhead } from './layout.ts'
export type { ComposeDeps } from './reading.ts'
