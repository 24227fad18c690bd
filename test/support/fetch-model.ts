import type { TestProject } from 'vitest/node';
import { readConfig } from '../../src/config.ts';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { fetchSmallModel } from '../../src/models/embedded/fetch-small-model.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the weights that tests with a real model run on. */
    readonly modelFile: string;
  }
}

/** Fetches the small model once into the usual cache folder; EMBEDDED_MODEL names another file instead. */
export default async function fetchModel({ provide }: TestProject): Promise<void> {
  const { embeddedModel, cacheFolder } = readConfig(process.env);
  let told = false;
  const onProgress = (_received: number, total: number): void => {
    if (!told) process.stdout.write(`Fetching the small model for the tests, once: ${Math.round(total / 1e6)} MB\n`);
    told = true;
  };
  const deps = { clock: systemClock, log: createLog('silent'), onProgress };
  const file = embeddedModel ?? (await fetchSmallModel(cacheFolder, deps, new AbortController().signal));
  provide('modelFile', file);
}
