import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** The faults that take long: a process killed a hundred times, a database that is locked or has no room. FAULT_SEED repeats a run. */
export default defineConfig({
  test: {
    reporters: reporters(),
    include: ['test/faults/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 240_000,
    hookTimeout: 60_000,
  },
});
