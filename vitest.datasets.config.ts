import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** The tests that need a Python with Hugging Face's `datasets`; `.ci/datasets` makes one and starts them. */
export default defineConfig({
  test: {
    reporters: reporters(),
    include: ['test/datasets/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
