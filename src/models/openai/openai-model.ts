import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import type { CallUsage, ChatModel, ChatPart, ChatRequest, ChoiceDistribution, ModelInfo } from '../port/chat-model.ts';
import {
  CHOICE_TOKENS,
  choiceInTokens,
  isAnswerBegun,
  TOP_LOGPROBS,
  withoutBegunAnswer,
} from '../port/choice-in-tokens.ts';
import { ChoiceWatch } from '../port/choice-watch.ts';
import { estimatePromptTokens } from '../port/estimate-tokens.ts';
import { CANNOT_GO_ON, finishReasonOf, WINDOW_FILLED } from '../port/finish-reason.ts';
import { ModelFailedError } from '../port/model-failed-error.ts';
import { PromptTooLongError } from '../port/prompt-too-long-error.ts';
import { answerEvents } from './answer-events.ts';
import type { DescribedModel } from './describe-models.ts';
import { type Dialect, goOnFields, thinkFields } from './dialect.ts';
import type { OpenAiClient } from './openai-client.ts';
import { isTooLong, isTooManyLogprobs, openAiError } from './openai-errors.ts';
import { type Chunk, type Cost, choiceResponseSchema } from './responses.ts';
import type { Tokenizer } from './tokenizer.ts';

const CHAT = '/v1/chat/completions';
/** What servers that tell fewer alternatives than OpenAI's API has tell at least. */
const FEWER_LOGPROBS = 5;
/** Ollama's default, said so that a server's own cannot change it between arms. */
const TOP_P = 0.9;
/** For people. */
const BROKEN_OFF = 'the server broke off in the middle of an answer.';

/** What was learned of one model, for all its calls. */
export interface Learned {
  /** How many alternatives of a token the server tells. */
  topLogprobs: number;
}

/** What was learned of a model of which nothing was heard yet. */
export function nothingLearned(): Learned {
  return { topLogprobs: TOP_LOGPROBS };
}

/** The server that a model is on. */
export interface OpenAiServer {
  readonly client: OpenAiClient;
  readonly tokenizer: Tokenizer;
  /** For people. */
  readonly label: string;
}

/** One model of an OpenAI-compatible server. */
export class OpenAiModel implements ChatModel {
  readonly info: ModelInfo;
  readonly #dialect: Dialect;
  readonly #server: OpenAiServer;
  readonly #learned: Learned;

  constructor({ info, dialect }: DescribedModel, server: OpenAiServer, learned: Learned) {
    this.info = info;
    this.#dialect = dialect;
    this.#server = server;
    this.#learned = learned;
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const { client } = this.#server;
    const { options } = request;
    const canGoOn = this.#dialect.goOn !== undefined;
    if (isAnswerBegun(request.prompt) && !canGoOn && options === undefined) {
      yield CANNOT_GO_ON;
      return;
    }
    const watch =
      options === undefined ? undefined : new ChoiceWatch(options, { begun: canGoOn, model: this.info.name });
    try {
      const body = this.#body(request);
      const bytes = await (watch === undefined
        ? client.stream(CHAT, body, signal)
        : this.#withLogprobs((logprobs) => client.stream(CHAT, { ...body, ...logprobs }, signal)));
      let rawReason: string | undefined;
      let cost: Cost = {};
      let ended = false;
      for await (const event of answerEvents(bytes, client)) {
        if (event === 'end') {
          ended = true;
          continue;
        }
        const { usage, timings, choices } = event;
        cost = { usage: usage ?? cost.usage, timings: timings ?? cost.timings };
        yield* this.#deltas(choices[0], watch);
        rawReason = choices[0]?.finish_reason ?? rawReason;
      }
      if (watch !== undefined) yield* watch.parts('', [], true);
      // One that says neither why it stopped nor that this is the end did not come to it.
      if (rawReason === undefined && !ended) throw new ModelFailedError(this.info.name, BROKEN_OFF);
      const said = this.#filled(cost) ? WINDOW_FILLED : (rawReason ?? 'unknown');
      yield { type: 'finish', reason: finishReasonOf(said), rawReason: said, usage: usageOf(cost) };
    } catch (error) {
      if (signal.aborted) {
        yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };
        return;
      }
      if (isTooLong(error)) {
        yield { type: 'finish', reason: WINDOW_FILLED, rawReason: WINDOW_FILLED, usage: {} };
        return;
      }
      throw this.#error(error);
    }
  }

  /** By the server's own tokenizer where it has one, else an estimate that errs upwards. */
  async countTokens(prompt: RenderedPrompt): Promise<number> {
    const counted = await this.#server.tokenizer.count(this.info.name, prompt, this.#dialect);
    return counted ?? estimatePromptTokens(prompt);
  }

  async choose(prompt: RenderedPrompt, options: readonly string[], signal: AbortSignal): Promise<ChoiceDistribution> {
    const goOn = goOnFields(this.#dialect, prompt);
    const asked = goOn === undefined ? withoutBegunAnswer(prompt) : prompt;
    try {
      const response = await this.#ask(asked, goOn, signal);
      if (this.#filled(response)) throw new PromptTooLongError(this.info, response.usage?.prompt_tokens);
      const tokens = response.choices[0]?.logprobs?.content ?? [];
      const call = { begun: goOn !== undefined, model: this.info.name, usage: usageOf(response) };
      return choiceInTokens(tokens, options, call);
    } catch (error) {
      signal.throwIfAborted();
      if (isTooLong(error)) throw new PromptTooLongError(this.info, undefined, error);
      throw this.#error(error);
    }
  }

  async #ask(prompt: RenderedPrompt, goOn: Dialect['goOn'], signal: AbortSignal) {
    const body = {
      model: this.info.name,
      messages: prompt.messages,
      ...goOn,
      ...this.#dialect.plainSampling,
      ...thinkFields(this.#dialect, false),
      max_tokens: CHOICE_TOKENS,
      temperature: 0,
      seed: 0,
    };
    const { client } = this.#server;
    return this.#withLogprobs((logprobs) => client.post(CHAT, { ...body, ...logprobs }, choiceResponseSchema, signal));
  }

  /** Asks for as many alternatives of a token as the server tells. */
  async #withLogprobs<Response>(ask: (logprobs: object) => Promise<Response>): Promise<Response> {
    const top = this.#learned.topLogprobs;
    const askFor = (most: number): Promise<Response> => ask({ logprobs: true, top_logprobs: most });
    try {
      return await askFor(top);
    } catch (error) {
      if (top <= FEWER_LOGPROBS || !isTooManyLogprobs(error)) throw error;
      const response = await askFor(FEWER_LOGPROBS);
      this.#learned.topLogprobs = FEWER_LOGPROBS;
      return response;
    }
  }

  #body({ prompt: asked, maxTokens, seed, temperature, think, shape, options }: ChatRequest): object {
    const prompt = options !== undefined && this.#dialect.goOn === undefined ? withoutBegunAnswer(asked) : asked;
    return {
      model: this.info.name,
      messages: prompt.messages,
      ...goOnFields(this.#dialect, prompt),
      ...(options === undefined ? this.#dialect.sampling : this.#dialect.plainSampling),
      ...thinkFields(this.#dialect, think),
      stream: true,
      stream_options: { include_usage: true },
      max_tokens: maxTokens,
      seed,
      temperature,
      // Nothing may bend the probabilities of a choice.
      ...(options === undefined ? { top_p: TOP_P } : {}),
      ...(shape === undefined
        ? {}
        : {
            response_format: {
              type: 'json_schema',
              json_schema: { name: shape.name, strict: true, schema: shape.schema },
            },
          }),
    };
  }

  *#deltas(choice: Chunk['choices'][number] | undefined, watch: ChoiceWatch | undefined): Generator<ChatPart> {
    const { content, reasoning, reasoning_content } = choice?.delta ?? {};
    const thinking = reasoning_content || reasoning;
    if (thinking) yield { type: 'thinking-delta', text: thinking };
    if (watch !== undefined) yield* watch.parts(content ?? '', choice?.logprobs?.content ?? [], false);
    else if (content) yield { type: 'text-delta', text: content };
  }

  /** Whether the window is full: then a server that cuts may have cut, and what came of it is no answer. */
  #filled({ usage }: Cost): boolean {
    const { prompt_tokens: read, completion_tokens: written = 0 } = usage ?? {};
    return read !== undefined && this.#dialect.cuts && read + written >= this.info.contextTokens;
  }

  #error(error: unknown): Error {
    return openAiError(error, this.info.name, this.#server.client, this.#server.label);
  }
}

function usageOf({ usage, timings }: Cost): CallUsage {
  const told: Record<Exclude<keyof CallUsage, 'loadMilliseconds'>, number | undefined> = {
    promptTokens: usage?.prompt_tokens,
    completionTokens: usage?.completion_tokens,
    promptMilliseconds: timings?.prompt_ms,
    completionMilliseconds: timings?.predicted_ms,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}
