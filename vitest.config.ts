import { defineConfig } from 'vitest/config';
import { reporters } from './vitest.reporters.ts';

export default defineConfig({
  test: {
    reporters: reporters(),
    include: ['test/**/*.test.ts'],
    exclude: ['test/ollama/**', 'test/browser/**', 'test/faults/**', 'test/datasets/**', 'test/cluster/**'],
    globalSetup: 'test/support/fetch-model.ts',
    // One more than the cores of a small machine: many tests wait for a server, a deadline or another process.
    maxWorkers: 3,
    // Files share what they import: discord.js and the schemas take longer to load than most files to run.
    isolate: false,
    unstubEnvs: true,
    // Machines are shared: a bound for what hangs, not for what is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
