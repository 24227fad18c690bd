import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { EmbeddedHost } from './embedded/embedded-host.ts';
import { fetchSmallModel } from './embedded/fetch-small-model.ts';
import { SMALL_MODEL } from './embedded/small-model.ts';
import { OllamaHost } from './ollama/ollama-host.ts';
import type { ModelInfo } from './port/chat-model.ts';
import { ModelUnreachableError } from './port/model-unreachable-error.ts';
import { NoModelError } from './port/no-model-error.ts';
import type { PickedHost } from './port/picked-host.ts';
import { isSmall } from './port/small-caution.ts';

/** How long Ollama may take to say that it is there, in milliseconds. */
const OLLAMA_ANSWERS_WITHIN = 3000;

const BETTER_MODELS =
  'For debates worth reading, install Ollama (https://ollama.com) and fetch a larger model, for example: ollama pull qwen3:8b';
const FOR_TRYING = 'good for trying things out';

export interface PickDeps {
  readonly log: Log;
  readonly clock: Clock;
  /** Tells the user what is being done. */
  readonly say: (line: string) => void;
  readonly onProgress: (received: number, total: number) => void;
  /** Whether an Ollama that OLLAMA_HOST names may be passed over when it does not answer or has no chat model. */
  readonly mayPassOver: boolean;
}

/**
 * A file that was named (EMBEDDED_MODEL); else Ollama when it answers and has a chat model; else the embedded engine with the small model,
 * which is fetched when it is not there yet.
 * @throws EmbeddedFileError, ModelDownloadError; ModelUnreachableError and NoModelError for an Ollama that may not be passed over
 */
export async function pickHost(config: Config, deps: PickDeps, signal: AbortSignal): Promise<PickedHost> {
  if (config.embeddedModel !== undefined) {
    const host = await EmbeddedHost.open(config.embeddedModel, undefined, deps);
    const [model] = await host.list();
    const small = model !== undefined && isSmall(model);
    return {
      host,
      goodFor: small ? FOR_TRYING : 'on the CPU, so give it time',
      betterModels: small ? BETTER_MODELS : '',
      caution: '',
    };
  }
  const ollama = new OllamaHost(config.ollamaHost);
  const needed = config.ollamaHost !== undefined && !deps.mayPassOver;
  const models = await chatModelsOf(ollama, needed, deps, signal);
  const largest = models.at(-1);
  if (largest !== undefined) {
    const small = isSmall(largest);
    const names = `${models.length === 1 ? 'one chat model' : `${models.length} chat models`} (${models.map(({ name }) => name).join(', ')})`;
    const larger = models.length > 1 && models.some(isSmall) ? ' with the larger ones' : '';
    return {
      host: ollama,
      goodFor: `with ${names}, ${small ? FOR_TRYING : `good for debates worth reading${larger}`}`,
      betterModels: small ? BETTER_MODELS : '',
      caution: '',
    };
  }
  if (needed) throw new NoModelError(ollama.label);
  deps.say(`No chat model on ${ollama.label}, so the embedded engine is used.`);
  const file = await fetchSmallModel(config.cacheFolder, deps, signal);
  return {
    host: await EmbeddedHost.open(file, SMALL_MODEL.sha256, deps),
    goodFor: `${FOR_TRYING} on any machine`,
    betterModels: BETTER_MODELS,
    caution: '',
  };
}

/** Smallest first; empty when Ollama does not answer, unless it is needed. @throws ModelUnreachableError */
async function chatModelsOf(
  ollama: OllamaHost,
  needed: boolean,
  { log }: PickDeps,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const tooLate = AbortSignal.timeout(OLLAMA_ANSWERS_WITHIN);
  try {
    return await ollama.list(AbortSignal.any([signal, tooLate]));
  } catch (error) {
    signal.throwIfAborted();
    if (needed) throw tooLate.aborted ? new ModelUnreachableError(ollama.address, error) : error;
    log.debug({ err: error }, 'Ollama did not answer');
    return [];
  }
}
