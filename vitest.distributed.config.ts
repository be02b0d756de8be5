import { defineConfig } from 'vitest/config'

/**
 * Suites that start real Kafka and Elasticsearch, so they run apart from `npm test`: one file after another, since two clusters at
 * once are more than a machine of two cores starts in time.
 */
export default defineConfig({
  test: {
    include: ['test/contract/*.distributed.test.ts', 'test/distributed/**/*.test.ts'],
    exclude: ['**/node_modules/**'],
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 600_000, // the first run fetches the servers
    reporters: ['default'],
  },
})
