import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import type { ModelHost, ModelInfo } from './chat-model.ts';
import { EmbeddedHost } from './embedded/embedded-host.ts';
import { fetchSmallModel } from './embedded/fetch-small-model.ts';
import { SMALL_MODEL } from './embedded/small-model.ts';
import { OllamaHost } from './ollama/ollama-host.ts';

/** How long Ollama may take to say that it is there, in milliseconds. */
const OLLAMA_ANSWERS_WITHIN = 3000;

const BETTER_MODELS =
  'For debates worth reading, install Ollama (https://ollama.com) and fetch a larger model, for example: ollama pull qwen3:8b';
const SMALL_CAUTION =
  'This model is very small: it writes fluent English and reasons poorly. Take its words and scores as a trial of the system, never as evidence.';
/** Below this many bytes of weights a model is too small for its words to count. */
const SMALL_BYTES = 1_500_000_000;

/** The host of models that a run uses, with what to say about it. */
export interface PickedHost {
  readonly host: ModelHost;
  /** What it is good for, for people. */
  readonly goodFor: string;
  /** How to get better models; empty where there is nothing to say. */
  readonly betterModels: string;
  /** Said wherever its words are shown; empty for none. */
  readonly caution: string;
}

export interface PickDeps {
  readonly log: Log;
  readonly clock: Clock;
  /** Tells the user what is being done. */
  readonly say: (line: string) => void;
  readonly onProgress: (received: number, total: number) => void;
}

/**
 * A file that was named (EMBEDDED_MODEL); else Ollama when it answers and has a chat model; else the embedded engine with the small model,
 * which is fetched when it is not there yet.
 * @throws EmbeddedFileError, ModelDownloadError
 */
export async function pickHost(config: Config, deps: PickDeps, signal: AbortSignal): Promise<PickedHost> {
  if (config.embeddedModel !== undefined) {
    const host = await EmbeddedHost.open(config.embeddedModel, undefined, deps);
    const [model] = await host.list();
    const small = model !== undefined && model.bytes < SMALL_BYTES;
    return {
      host,
      goodFor: small ? 'good for trying things out' : 'on the CPU, so give it time',
      betterModels: small ? BETTER_MODELS : '',
      caution: small ? SMALL_CAUTION : '',
    };
  }
  const ollama = new OllamaHost(config.ollamaHost);
  const models = await chatModelsOf(ollama, deps, signal);
  const largest = models.at(-1);
  if (largest !== undefined) {
    const small = largest.bytes < SMALL_BYTES;
    return {
      host: ollama,
      goodFor: `with ${models.length === 1 ? 'one chat model' : `${models.length} chat models`} (${models.map(({ name }) => name).join(', ')})`,
      betterModels: small ? BETTER_MODELS : '',
      caution: small ? SMALL_CAUTION : '',
    };
  }
  deps.say(`No chat model on ${ollama.label}, so the embedded engine is used.`);
  const file = await fetchSmallModel(config.cacheFolder, deps, signal);
  return {
    host: await EmbeddedHost.open(file, SMALL_MODEL.sha256, deps),
    goodFor: 'good for trying things out on any machine',
    betterModels: BETTER_MODELS,
    caution: SMALL_CAUTION,
  };
}

/** Empty when Ollama does not answer. */
async function chatModelsOf(ollama: OllamaHost, { log }: PickDeps, signal: AbortSignal): Promise<readonly ModelInfo[]> {
  try {
    return await ollama.list(AbortSignal.any([signal, AbortSignal.timeout(OLLAMA_ANSWERS_WITHIN)]));
  } catch (error) {
    signal.throwIfAborted();
    log.debug({ err: error }, 'Ollama did not answer');
    return [];
  }
}
