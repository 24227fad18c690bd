import { bySize } from '../port/by-size.ts';
import type { ChatModel, ModelHost, ModelInfo, OpenOptions } from '../port/chat-model.ts';
import { ModelMissingError } from '../port/model-missing-error.ts';
import { ModelUnreachableError } from '../port/model-unreachable-error.ts';
import { type DescribedModel, describeModels } from './describe-models.ts';
import { OpenAiClient } from './openai-client.ts';
import { openAiError } from './openai-errors.ts';
import { type Learned, nothingLearned, OpenAiModel } from './openai-model.ts';
import { ServerFailure } from './server-failure.ts';
import { Tokenizer } from './tokenizer.ts';

/** How long the server may take to tell what it has, in milliseconds: it does so at once, also while it works. */
const TELLS_WITHIN = 10_000;

export interface OpenAiServerSettings {
  /** With or without `/v1` at its end. */
  readonly address: string;
  readonly apiKey?: string;
  /** The longest prompt and answer together; default: 8192, or less where the server says so, or 4096 where it says nothing. */
  readonly contextTokens?: number;
}

/** A server with OpenAI's API: vLLM, llama.cpp's server, LM Studio, or a service in front of many. */
export class OpenAiHost implements ModelHost {
  readonly label: string;
  readonly #client: OpenAiClient;
  readonly #contextTokens: number | undefined;
  readonly #tokenizer: Tokenizer;
  /** By model: what was learned of one stays when it is opened again. */
  readonly #learned = new Map<string, Learned>();

  constructor({ address, apiKey, contextTokens }: OpenAiServerSettings) {
    this.#client = new OpenAiClient(address, apiKey);
    this.#contextTokens = contextTokens;
    this.#tokenizer = new Tokenizer(this.#client);
    this.label = `model server at ${this.#client.address}`;
  }

  /** @throws ModelUnreachableError, ModelKeyError, ModelFailedError */
  async list(signal?: AbortSignal): Promise<readonly ModelInfo[]> {
    const described = await this.#describe(signal);
    return described.map(({ info }) => info).sort(bySize);
  }

  async open(name: string, { signal }: OpenOptions = {}): Promise<ChatModel> {
    const described = (await this.#describe(signal)).find(({ info }) => info.name === name);
    if (described === undefined) throw new ModelMissingError(name, this.label);
    const server = { client: this.#client, tokenizer: this.#tokenizer, label: this.label };
    return new OpenAiModel(described, server, this.#learnedOf(name));
  }

  /** It holds nothing of ours. */
  async close(): Promise<void> {}

  async #describe(signal: AbortSignal | undefined): Promise<readonly DescribedModel[]> {
    const tooLate = AbortSignal.timeout(TELLS_WITHIN);
    const either = signal === undefined ? tooLate : AbortSignal.any([signal, tooLate]);
    try {
      return await describeModels(this.#client, this.#tokenizer, this.#contextTokens, either);
    } catch (error) {
      const nothingThere = error instanceof ServerFailure && error.status === 404;
      if (nothingThere || (tooLate.aborted && signal?.aborted !== true)) {
        throw new ModelUnreachableError(this.#client.address, error, 'A model server');
      }
      throw openAiError(error, 'list', this.#client, this.label);
    }
  }

  #learnedOf(name: string): Learned {
    const learned = this.#learned.get(name) ?? nothingLearned();
    this.#learned.set(name, learned);
    return learned;
  }
}
