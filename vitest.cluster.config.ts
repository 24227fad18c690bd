import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** The tests that need a real Redis and a real Postgres (REDIS_URL, POSTGRES_URL); `.ci/cluster` starts both, and these. */
export default defineConfig({
  test: {
    reporters: reporters(),
    include: ['test/cluster/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
});
