import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

export default defineConfig({
  test: {
    reporters: reporters(),
    include: ['test/**/*.test.ts'],
    exclude: ['test/ollama/**', 'test/browser/**'],
    globalSetup: 'test/support/fetch-model.ts',
    maxWorkers: 2,
  },
});
