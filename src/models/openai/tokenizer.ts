import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import { type Dialect, goOnFields, LLAMA_CPP, VLLM } from './dialect.ts';
import type { OpenAiClient } from './openai-client.ts';
import { countResponseSchema, templateResponseSchema, tokensResponseSchema } from './responses.ts';
import { ServerFailure } from './server-failure.ts';

/** How long a server may take to count, in milliseconds; then the count is estimated. */
const COUNTS_WITHIN = 5000;

/** The tokenizer of a server, where it has one to ask. */
export class Tokenizer {
  readonly #client: OpenAiClient;
  /** Set once the server has said that it has none (a gateway may keep the path to itself). */
  #absent = false;

  constructor(client: OpenAiClient) {
    this.#client = client;
  }

  /** The tokens of a prompt as the model reads it; undefined where the server can't be asked, or does not answer now. */
  async count(model: string, prompt: RenderedPrompt, dialect: Dialect): Promise<number | undefined> {
    if (this.#absent) return undefined;
    try {
      if (dialect === VLLM) return await this.#ofVllm(model, prompt);
      if (dialect === LLAMA_CPP) return await this.#ofLlamaCpp(model, prompt);
    } catch (error) {
      this.#absent = error instanceof ServerFailure && (error.status ?? 500) < 500 && error.status !== 429;
    }
    return undefined;
  }

  async #ofVllm(model: string, prompt: RenderedPrompt): Promise<number> {
    const body = { model, messages: prompt.messages, ...goOnFields(VLLM, prompt) };
    return (await this.#client.post('/tokenize', body, countResponseSchema, inTime())).count;
  }

  async #ofLlamaCpp(model: string, { messages }: RenderedPrompt): Promise<number> {
    const settings = { chat_template_kwargs: { enable_thinking: false } };
    const template = { model, messages, ...settings };
    const written = await this.#client.post('/apply-template', template, templateResponseSchema, inTime());
    const body = { model, content: written.prompt, add_special: true, parse_special: true };
    return (await this.#client.post('/tokenize', body, tokensResponseSchema, inTime())).tokens.length;
  }
}

function inTime(): AbortSignal {
  return AbortSignal.timeout(COUNTS_WITHIN);
}
