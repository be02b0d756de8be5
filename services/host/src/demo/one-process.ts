import { type HouseOptions, openHouse } from '../house.ts'
import type { Stage } from './stage.ts'

/** The whole house in this process. */
export async function stageInOneProcess(options: HouseOptions): Promise<Stage> {
  const { address, ...house } = await openHouse(options)
  return { ...house, desk: address, doors: address }
}
