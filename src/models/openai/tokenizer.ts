import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import { type Dialect, goOnFields, LLAMA_CPP, thinkFields, VLLM } from './dialect.ts';
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
  /** By model: a template stays as it is for as long as the server runs. */
  readonly #switches = new Map<string, boolean>();

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
      this.#absent ||= saysItHasNone(error);
    }
    return undefined;
  }

  /**
   * Whether a model of vLLM can be told to think or not to: then its template, which vLLM shows nobody, makes prompts of different lengths.
   * @returns false also where the server does not say
   */
  async hasThinkingSwitch(model: string, signal: AbortSignal): Promise<boolean> {
    const known = this.#switches.get(model);
    if (known !== undefined || this.#absent) return known ?? false;
    const count = async (think: boolean): Promise<number> => {
      const body = { model, messages: [{ role: 'user', content: '1' }], ...thinkFields(VLLM, think) };
      const either = AbortSignal.any([signal, inTime()]);
      return (await this.#client.post('/tokenize', body, countResponseSchema, either)).count;
    };
    try {
      const differs = (await count(true)) !== (await count(false));
      this.#switches.set(model, differs);
      return differs;
    } catch (error) {
      signal.throwIfAborted();
      this.#absent ||= saysItHasNone(error);
      return false;
    }
  }

  async #ofVllm(model: string, prompt: RenderedPrompt): Promise<number> {
    const body = { model, messages: prompt.messages, ...goOnFields(VLLM, prompt) };
    return (await this.#client.post('/tokenize', body, countResponseSchema, inTime())).count;
  }

  async #ofLlamaCpp(model: string, { messages }: RenderedPrompt): Promise<number> {
    // With thinking, templates refuse an answer that was begun; the difference is a few tokens fewer.
    const template = { model, messages, ...thinkFields(LLAMA_CPP, false) };
    const written = await this.#client.post('/apply-template', template, templateResponseSchema, inTime());
    const body = { model, content: written.prompt, add_special: true, parse_special: true };
    return (await this.#client.post('/tokenize', body, tokensResponseSchema, inTime())).tokens.length;
  }
}

/** Not when it is busy, starting, or out of order. A gateway says 404, 405 or 403 of paths that it keeps to itself. */
function saysItHasNone(error: unknown): boolean {
  return error instanceof ServerFailure && [403, 404, 405, 501].includes(error.status ?? 0);
}

function inTime(): AbortSignal {
  return AbortSignal.timeout(COUNTS_WITHIN);
}
