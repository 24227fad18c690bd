import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

/** The tests that need a real Ollama server; `.ci/ollama` builds one and starts them. */
export default defineConfig({
  test: {
    reporters: reporters(),
    include: ['test/ollama/**/*.test.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
