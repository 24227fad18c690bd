import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** The tests that drive the playground's page in installed browsers; `.ci/browser` installs them and starts these. */
export default defineConfig({
  test: {
    reporters: reporters(),
    include: ['test/browser/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 15_000 } },
  },
});
