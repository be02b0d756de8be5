import type { HappeningWording } from './happening-wording.ts'
import { ROAD_HAPPENINGS } from './happenings-road.ts'
import { TRAVEL_HAPPENINGS } from './happenings-travel.ts'

/** Every kind of true happening the city knows besides the storm. */
export const HAPPENINGS: readonly HappeningWording[] = [...TRAVEL_HAPPENINGS, ...ROAD_HAPPENINGS]
