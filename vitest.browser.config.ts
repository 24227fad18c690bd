import { defineConfig } from 'vitest/config';

/** The tests that drive the playground's page in installed browsers; `.ci/browser` installs them and starts these. */
export default defineConfig({
  test: { include: ['test/browser/**/*.test.ts'], maxWorkers: 1, testTimeout: 180_000, hookTimeout: 60_000 },
});
