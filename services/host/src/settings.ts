import { type Config, readConfig } from '@guanlan/runtime'

/** Options of the command line that stand above the environment. */
export type Overrides = Readonly<{ data?: string; port?: number }>

/** The configuration of a command: environment first, options of the command line above it. @throws as readConfig */
export function commandConfig(overrides: Overrides): Config {
  const config = readConfig(process.env)
  const { data = config.data, port = config.port } = overrides
  return { ...config, data, port }
}
