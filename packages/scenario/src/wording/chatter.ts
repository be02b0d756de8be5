import { ROAD_CHATTER } from './chatter-road.ts'
import { TRAVEL_CHATTER } from './chatter-travel.ts'
import type { Wording } from './wording.ts'

/** Everyday talk: single voices that belong to no happening. */
export const CHATTER: readonly Wording[] = [...TRAVEL_CHATTER, ...ROAD_CHATTER]
