import type { Config } from '../config.ts';
import type { Clock } from '../core/clock.ts';
import { isExpected } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { withoutPassword } from '../core/without-password.ts';
import { configuredServers } from './configured-servers.ts';
import { EmbeddedHost } from './embedded/embedded-host.ts';
import { fetchSmallModel } from './embedded/fetch-small-model.ts';
import { SMALL_MODEL } from './embedded/small-model.ts';
import { mayRunElsewhere } from './may-run-elsewhere.ts';
import { ollamaAddress } from './ollama/ollama-address.ts';
import { PooledHost } from './pool/pooled-host.ts';
import type { ModelInfo } from './port/chat-model.ts';
import { ModelUnreachableError } from './port/model-unreachable-error.ts';
import { NoModelError } from './port/no-model-error.ts';
import type { PickedHost } from './port/picked-host.ts';
import { isSmall } from './port/small-caution.ts';

/** How long servers may take to say that they are there, in milliseconds. */
const ANSWERS_WITHIN = 3000;

const BETTER_MODELS =
  'For debates worth reading, install Ollama (https://ollama.com) and fetch a larger model, for example: ollama pull qwen3:8b';
const FOR_TRYING = 'good for trying things out';

export interface PickDeps {
  readonly log: Log;
  readonly clock: Clock;
  /** Tells the user what is being done. */
  readonly say: (line: string) => void;
  readonly onProgress: (received: number, total: number) => void;
  /** Whether servers that the operator named may be passed over when none answers or has a chat model. */
  readonly mayPassOver: boolean;
}

/**
 * The servers of a file that was named (MODEL_SERVERS); else a file of weights that was named (EMBEDDED_MODEL); else Ollama. Where none of
 * them answers and has a chat model: the embedded engine with the small model, which is fetched when it is not there yet.
 * @throws ServersFileError, EmbeddedFileError, ModelDownloadError; ModelUnreachableError and NoModelError for servers that may not be
 * passed over
 */
export async function pickHost(config: Config, deps: PickDeps, signal: AbortSignal): Promise<PickedHost> {
  const { log, clock } = deps;
  const poolDeps = { log, clock, silenceMilliseconds: config.modelSilenceMilliseconds };
  const host = new PooledHost(await configuredServers(config, deps), poolDeps);
  const needed = (config.modelServers ?? config.ollamaHost) !== undefined && !deps.mayPassOver;
  const models = await chatModelsOf(host, needed, config, deps, signal);
  const largest = models.at(-1);
  if (largest !== undefined) {
    for (const { label, error } of host.missing) {
      const problem = isExpected(error) ? error.message : 'It does not answer.';
      deps.say(`Without ${label} for now: ${problem} It is used as soon as it answers.`);
    }
    return { host, ...wordsAbout(models, largest, config), caution: '', elsewhere: mayRunElsewhere(config) };
  }
  if (needed) throw new NoModelError(host.label);
  deps.say(`No chat model on ${host.label}, so the embedded engine is used.`);
  const file = await fetchSmallModel(config.cacheFolder, deps, signal);
  const embedded = await EmbeddedHost.open(file, SMALL_MODEL.sha256, deps);
  return {
    host: new PooledHost([{ host: embedded, concurrency: 1 }], poolDeps),
    goodFor: `${FOR_TRYING} on any machine`,
    betterModels: BETTER_MODELS,
    caution: '',
  };
}

/** @param models smallest first */
function wordsAbout(
  models: readonly ModelInfo[],
  largest: ModelInfo,
  { modelServers, embeddedModel }: Config,
): Pick<PickedHost, 'goodFor' | 'betterModels'> {
  const small = isSmall(largest);
  const betterModels = small ? BETTER_MODELS : '';
  if (modelServers === undefined && embeddedModel !== undefined) {
    return { goodFor: small ? FOR_TRYING : 'on the CPU, so give it time', betterModels };
  }
  const names = `${models.length === 1 ? 'one chat model' : `${models.length} chat models`} (${models.map(({ name }) => name).join(', ')})`;
  const larger = models.length > 1 && models.some(isSmall) ? ' with the larger ones' : '';
  const good = small ? FOR_TRYING : `good for debates worth reading${larger}`;
  return { goodFor: `with ${names}, ${good}`, betterModels };
}

/** Smallest first; empty when no server answers, unless one is needed. @throws ModelUnreachableError */
async function chatModelsOf(
  host: PooledHost,
  needed: boolean,
  config: Config,
  { log }: PickDeps,
  signal: AbortSignal,
): Promise<readonly ModelInfo[]> {
  const tooLate = AbortSignal.timeout(ANSWERS_WITHIN);
  try {
    return await host.list(AbortSignal.any([signal, tooLate]));
  } catch (error) {
    signal.throwIfAborted();
    if (needed) throw tooLate.aborted ? unreachable(config, error) : error;
    log.debug({ err: error }, 'no model server answered');
    return [];
  }
}

function unreachable({ modelServers, ollamaHost }: Config, cause: unknown): ModelUnreachableError {
  return modelServers === undefined
    ? new ModelUnreachableError(withoutPassword(ollamaAddress(ollamaHost)), cause)
    : new ModelUnreachableError(`the addresses in ${modelServers}`, cause, 'A model server');
}
