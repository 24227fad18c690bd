import { execFile } from 'node:child_process';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import { type FetchDeps, fetchSmallModel } from '../models/embedded/fetch-small-model.ts';
import { OllamaHost } from '../models/ollama/ollama-host.ts';
import { startOwnOllama } from '../models/ollama/own-server.ts';
import type { ModelHost } from '../models/port/chat-model.ts';
import { ModelUnreachableError } from '../models/port/model-unreachable-error.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { OllamaUnbuiltError } from './ollama-unbuilt-error.ts';

const execute = promisify(execFile);
const BUILD_SCRIPT = path.join(PROJECT_ROOT, '.ci', 'build-ollama');
const MODEL = 'smollm2:135m';

export interface BenchHostDeps extends FetchDeps {
  readonly clock: Clock;
  readonly say: (line: string) => void;
}

/**
 * The Ollama that is configured or answers at the usual address and has a chat model; else one of our own, built from source where that is
 * possible, with the small model.
 * @throws OllamaUnbuiltError, ModelDownloadError
 */
export async function benchHost(
  config: Config,
  deps: BenchHostDeps,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<ModelHost> {
  const there = new OllamaHost(config.ollamaHost);
  const models = await there.list(signal).catch((error: unknown) => {
    if (config.ollamaHost === undefined && error instanceof ModelUnreachableError) return [];
    throw error;
  });
  if (models.length > 0) return there;
  deps.say('No Ollama with a chat model answers, so one is built from source (minutes, once) and started for this.');
  const binary = await buildOllama(signal);
  const weights = await fetchSmallModel(config.cacheFolder, deps, signal);
  const own = await startOwnOllama({ binary, weights, names: [MODEL] }, environment, deps.clock);
  const host = new OllamaHost(own.address);
  return {
    label: `${host.label} (built for this)`,
    list: (until) => host.list(until),
    open: (name, options) => host.open(name, options),
    async close() {
      await host.close();
      await own.close();
    },
  };
}

async function buildOllama(signal: AbortSignal): Promise<string> {
  try {
    await access(BUILD_SCRIPT);
    const { stdout } = await execute('bash', [BUILD_SCRIPT], { signal });
    return stdout.trim().split('\n').at(-1) ?? '';
  } catch (error) {
    signal.throwIfAborted();
    throw new OllamaUnbuiltError(error);
  }
}
