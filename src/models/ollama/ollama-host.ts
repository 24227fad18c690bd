import type { Ollama } from 'ollama';
import { UNKNOWN_FAMILY } from '../../content/family.ts';
import { withoutPassword } from '../../core/without-password.ts';
import { bySize } from '../port/by-size.ts';
import type { ChatModel, ModelHost, ModelInfo, OpenOptions } from '../port/chat-model.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import { ModelUnreachableError } from '../port/model-unreachable-error.ts';
import { contentDigest } from './content-digest.ts';
import { LoadedModels } from './loaded-models.ts';
import { ollamaAddress } from './ollama-address.ts';
import { ollamaClient } from './ollama-client.ts';
import { ollamaError } from './ollama-errors.ts';
import { KEEP_ALIVE, OllamaModel } from './ollama-model.ts';
import { listResponseSchema, showResponseSchema, versionResponseSchema } from './responses.ts';

/** Debates and their judging fit; a longer window costs memory, and the server's own default is too short. */
const MOST_CONTEXT_TOKENS = 8192;

/** How long the server may take to tell what it has, in milliseconds: it does so at once, also while it works. */
const TELLS_WITHIN = 10_000;

/** An Ollama server. */
export class OllamaHost implements ModelHost {
  readonly label: string;
  /** For people. */
  readonly address: string;
  readonly #address: string;
  /** By name and digest: what a model can do does not change while these stay. */
  readonly #known = new Map<string, ModelInfo | null>();

  readonly #loaded: LoadedModels;
  readonly #tellsWithin: number;
  readonly #mostContextTokens: number;

  /**
   * @param setting OLLAMA_HOST; undefined for the usual local address
   * @param tellsWithin how long the server may take to tell what it has, in milliseconds
   * @param mostContextTokens the longest window that is asked for
   */
  constructor(setting: string | undefined, tellsWithin = TELLS_WITHIN, mostContextTokens = MOST_CONTEXT_TOKENS) {
    this.#tellsWithin = tellsWithin;
    this.#mostContextTokens = mostContextTokens;
    this.#address = ollamaAddress(setting);
    this.address = withoutPassword(this.#address);
    this.#loaded = new LoadedModels(this.#address);
    this.label = `Ollama at ${this.address}`;
  }

  /** @throws ModelUnreachableError */
  async list(signal?: AbortSignal): Promise<readonly ModelInfo[]> {
    try {
      const { models } = listResponseSchema.parse(await this.#ask((client) => client.list(), signal));
      const infos = await Promise.all(models.map((model) => this.#describe(model, signal)));
      return infos.filter((info) => info !== null).sort(bySize);
    } catch (error) {
      throw ollamaError(error, '', this.#address, this.label);
    }
  }

  async open(name: string, { signal }: OpenOptions = {}): Promise<ChatModel> {
    const info = await this.#infoOf(name, signal);
    const template = await this.#templateOf(name, signal);
    return new OllamaModel(info, template, this.#address, this.label, this.#loaded);
  }

  /** @throws ModelUnreachableError */
  async version(signal?: AbortSignal): Promise<string> {
    try {
      return versionResponseSchema.parse(await this.#ask((client) => client.version(), signal)).version;
    } catch (error) {
      throw ollamaError(error, '', this.#address, this.label);
    }
  }

  async preload(name: string, { signal = new AbortController().signal }: OpenOptions = {}): Promise<void> {
    const { contextTokens } = await this.#infoOf(name, signal);
    try {
      // With another window than that of the calls to come it would be loaded once more.
      const options = { num_ctx: contextTokens };
      const request = { model: name, prompt: '', keep_alive: KEEP_ALIVE, options, stream: false as const };
      await this.#loaded.ahead(name, signal, () => ollamaClient(this.#address, signal).generate(request));
    } catch (error) {
      throw ollamaError(error, name, this.#address, this.label);
    }
  }

  async close(): Promise<void> {
    await this.#loaded.unloadOurs();
  }

  async #infoOf(name: string, signal: AbortSignal | undefined): Promise<ModelInfo> {
    const info = (await this.list(signal)).find((model) => model.name === name);
    if (info === undefined) throw new ModelMissingError(name, this.label);
    return info;
  }

  async #templateOf(model: string, signal: AbortSignal | undefined): Promise<string> {
    try {
      return showResponseSchema.parse(await this.#ask((client) => client.show({ model }), signal)).template;
    } catch (error) {
      throw ollamaError(error, model, this.#address, this.label);
    }
  }

  /** @throws ModelUnreachableError when no answer comes, and what the call throws */
  async #ask<Answer>(call: (client: Ollama) => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
    const tooLate = AbortSignal.timeout(this.#tellsWithin);
    const either = signal === undefined ? tooLate : AbortSignal.any([signal, tooLate]);
    try {
      return await call(ollamaClient(this.#address, either));
    } catch (error) {
      if (tooLate.aborted && signal?.aborted !== true) throw new ModelUnreachableError(this.address, error);
      throw error;
    }
  }

  /** What a model is; null for one that is not for chat (an embedding model). */
  async #describe(
    model: {
      name: string;
      size: number;
      digest: string;
      details?: { family?: string | undefined } | null | undefined;
    },
    signal: AbortSignal | undefined,
  ): Promise<ModelInfo | null> {
    const key = `${model.name} ${model.digest}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const shown = showResponseSchema.parse(await this.#ask((client) => client.show({ model: model.name }), signal));
    const forChat = shown.capabilities?.includes('completion') ?? true;
    const trained = Object.entries(shown.model_info ?? {}).find(([field]) => field.endsWith('.context_length'))?.[1];
    const info: ModelInfo | null = forChat
      ? {
          name: model.name,
          family: model.details?.family?.toLowerCase() || UNKNOWN_FAMILY,
          bytes: model.size,
          contextTokens: Math.min(
            this.#mostContextTokens,
            typeof trained === 'number' ? trained : this.#mostContextTokens,
          ),
          ...(typeof trained === 'number' ? { trainedTokens: trained } : {}),
          digest: contentDigest(shown.modelfile) ?? model.digest,
          canThink: shown.capabilities?.includes('thinking') ?? false,
        }
      : null;
    this.#known.set(key, info);
    return info;
  }
}
