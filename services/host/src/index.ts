export { addAccount, type NewAccount, readablePassword } from './accounts.ts'
export { builtConsole } from './console-build.ts'
export { type Furnished, furnish } from './demo/furnish.ts'
export { stageInManyProcesses } from './demo/many-processes.ts'
export { cityNames } from './demo/names.ts'
export { type Partners, partners } from './demo/partners.ts'
export type { Stage } from './demo/stage.ts'
export {
  type House,
  type HouseOptions,
  openHouse,
  openServices,
  type Running,
  SERVICES,
  type ServiceName,
} from './house.ts'
export { reextractionLines } from './re-extract-command.ts'
