import type { ChatModel, ModelHost, ModelInfo } from '../chat-model.ts';
import { ModelMissingError } from '../model-missing-error.ts';
import { ollamaAddress, withoutPassword } from './ollama-address.ts';
import { ollamaClient } from './ollama-client.ts';
import { ollamaError } from './ollama-errors.ts';
import { OllamaModel } from './ollama-model.ts';
import { listResponseSchema, showResponseSchema } from './responses.ts';

/** Debates and their judging fit; a longer window costs memory, and the server's own default is too short. */
const MOST_CONTEXT_TOKENS = 8192;

/** An Ollama server. */
export class OllamaHost implements ModelHost {
  readonly kind = 'ollama';
  readonly label: string;
  readonly #address: string;
  /** By digest: what a model can do does not change while its digest stays. */
  readonly #known = new Map<string, ModelInfo | null>();

  /** @param setting OLLAMA_HOST; undefined for the usual local address */
  constructor(setting: string | undefined) {
    this.#address = ollamaAddress(setting);
    this.label = `Ollama at ${withoutPassword(this.#address)}`;
  }

  /** @throws ModelUnreachableError */
  async list(signal?: AbortSignal): Promise<readonly ModelInfo[]> {
    try {
      const { models } = listResponseSchema.parse(await ollamaClient(this.#address, signal).list());
      const infos = await Promise.all(models.map((model) => this.#describe(model, signal)));
      return infos
        .filter((info) => info !== null)
        .sort((left, right) => left.bytes - right.bytes || left.name.localeCompare(right.name));
    } catch (error) {
      throw ollamaError(error, '', this.#address, this.label);
    }
  }

  async open(name: string, signal?: AbortSignal): Promise<ChatModel> {
    const info = (await this.list(signal)).find((model) => model.name === name);
    if (info === undefined) throw new ModelMissingError(name, this.label);
    return new OllamaModel(info, await this.#templateOf(name, signal), this.#address, this.label);
  }

  async close(): Promise<void> {}

  async #templateOf(model: string, signal: AbortSignal | undefined): Promise<string> {
    try {
      return showResponseSchema.parse(await ollamaClient(this.#address, signal).show({ model })).template;
    } catch (error) {
      throw ollamaError(error, model, this.#address, this.label);
    }
  }

  /** What a model is; null for one that is not for chat (an embedding model). */
  async #describe(
    model: {
      name: string;
      size: number;
      digest: string;
      details?: { family?: string | undefined; parameter_size?: string | undefined } | null | undefined;
    },
    signal: AbortSignal | undefined,
  ): Promise<ModelInfo | null> {
    const key = `${model.name} ${model.digest}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const shown = showResponseSchema.parse(await ollamaClient(this.#address, signal).show({ model: model.name }));
    const forChat = shown.capabilities?.includes('completion') ?? true;
    const trained = Object.entries(shown.model_info ?? {}).find(([field]) => field.endsWith('.context_length'))?.[1];
    const info: ModelInfo | null = forChat
      ? {
          name: model.name,
          family: model.details?.family?.toLowerCase() || 'unknown',
          ...(model.details?.parameter_size ? { parameters: model.details.parameter_size } : {}),
          bytes: model.size,
          contextTokens: Math.min(MOST_CONTEXT_TOKENS, typeof trained === 'number' ? trained : MOST_CONTEXT_TOKENS),
          digest: model.digest,
          canThink: shown.capabilities?.includes('thinking') ?? false,
        }
      : null;
    this.#known.set(key, info);
    return info;
  }
}
