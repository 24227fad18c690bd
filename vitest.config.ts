import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/ollama/**', 'test/browser/**'],
    maxWorkers: 2,
  },
});
