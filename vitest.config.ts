import { defineConfig } from 'vitest/config'

const unit = ['packages/**/*.test.ts', 'services/**/*.test.ts', 'dashboards/**/*.test.ts']

/** Suites run in this one configuration; a suite is chosen by its folder: `vitest run test/contract`. */
export default defineConfig({
  test: {
    include: [...unit, 'test/{contract,flow,tour,arch,browser,chaos}/**/*.test.ts'],
    // Those of *.distributed.test.ts start real servers: vitest.distributed.config.ts.
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.distributed.test.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: ['default'],
  },
})
