import type { Topic } from '@guanlan/domain'
import type { Site } from '../item.ts'
import type { Phrases } from './wording.ts'

/** A report or statement: one title and one text. */
export type Piece = Readonly<{ title: string; text: string }>

/** One kind of true happening: what stays the same through all its mentions, and how people tell it. */
export type HappeningWording = Readonly<{
  name: string
  topics: readonly Topic[]
  sites: Readonly<Partial<Record<Site, number>>>
  own: readonly string[] // slots filled once per happening: its place, line, company
  size: readonly [number, number] // mentions, reports not counted
  hours: number // from the first mention to the last
  titles: readonly string[]
  phrases: Phrases
  report?: Piece // in the local paper, some hours in
  official?: Piece // on the portal, later
  acclaim?: Piece // in the national weekly, reprinted by others: praise that must not alarm
}>
