import type { ChatRequest as OllamaRequest } from 'ollama';
import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import type { CallUsage, ChatModel, ChatPart, ChatRequest, ChoiceDistribution, ModelInfo } from '../port/chat-model.ts';
import {
  CHOICE_TOKENS,
  choiceInTokens,
  isAnswerBegun,
  TOP_LOGPROBS,
  withoutBegunAnswer,
} from '../port/choice-in-tokens.ts';
import { optionOf } from '../port/choice-of.ts';
import { ChoiceWatch } from '../port/choice-watch.ts';
import { estimatePromptTokens } from '../port/estimate-tokens.ts';
import { CANNOT_GO_ON, finishReasonOf, WINDOW_FILLED } from '../port/finish-reason.ts';
import { PromptTooLongError } from '../port/prompt-too-long-error.ts';
import { beginAnswer } from './begin-answer.ts';
import type { LoadedModels } from './loaded-models.ts';
import { ollamaClient } from './ollama-client.ts';
import { ollamaError } from './ollama-errors.ts';
import { answerResponseSchema, choiceResponseSchema, type OllamaCallResponse } from './responses.ts';

/** A model stays loaded so long after a call: a debate comes back to it. */
export const KEEP_ALIVE = '15m';
/**
 * A server that knows these refuses a prompt that is longer than the window, and ends an answer that has filled it. An older one passes over
 * them: it cuts the prompt to exactly a window, or forgets its middle while it writes, and both show in its counts (see #filled). What cannot
 * be seen is an earlier message that such a server leaves out whole; it keeps the system's and the last, and our prompts have no others.
 */
const NO_CUTTING = { truncate: false, shift: false } as const;
const TOO_LONG = /exceeds? the (?:available )?context/i;
/** Ollama's own defaults, said so that a model file cannot change them between arms. */
const SAMPLING = { top_k: 40, top_p: 0.9, repeat_penalty: 1.1, repeat_last_n: 64 } as const;

const LOGPROBS = { logprobs: true, top_logprobs: TOP_LOGPROBS } as const;
/** A digit that the prompt has is no less likely for that. */
const UNPENALISED = { repeat_penalty: 1 } as const;

/** One model of an Ollama server. */
export class OllamaModel implements ChatModel {
  readonly info: ModelInfo;
  readonly #address: string;
  readonly #label: string;
  readonly #template: string;
  readonly #loaded: LoadedModels;

  /**
   * @param template the model's chat template, as the server tells it; empty where it tells none
   * @param loaded what the server has in memory
   */
  constructor(info: ModelInfo, template: string, address: string, label: string, loaded: LoadedModels) {
    this.info = info;
    this.#loaded = loaded;
    this.#template = template;
    this.#address = address;
    this.#label = label;
  }

  async *stream(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatPart> {
    const client = ollamaClient(this.#address, signal);
    const { options } = request;
    const begun = beginAnswer(request.prompt, this.#template);
    if (begun === undefined && isAnswerBegun(request.prompt) && options === undefined) {
      yield CANNOT_GO_ON;
      return;
    }
    const watch =
      options === undefined
        ? undefined
        : new ChoiceWatch(options, { begun: begun !== undefined, model: this.info.name });
    if (!(await this.#loaded.has(this.info.name, signal))) yield { type: 'waiting', waiting: { for: 'loading' } };
    try {
      const common = {
        ...NO_CUTTING,
        stream: true as const,
        options: {
          ...SAMPLING,
          num_ctx: this.info.contextTokens,
          num_predict: request.maxTokens,
          seed: request.seed,
          temperature: request.temperature,
          ...(watch === undefined ? {} : UNPENALISED),
        },
        ...(this.info.canThink && request.think !== undefined ? { think: request.think } : {}),
        ...(request.shape === undefined ? {} : { format: request.shape.schema }),
        ...(watch === undefined ? {} : LOGPROBS),
      };
      const responses =
        begun === undefined
          ? await client.chat({ ...this.#request(withoutBegunAnswer(request.prompt)), ...common })
          : await client.generate({ model: this.info.name, keep_alive: KEEP_ALIVE, ...begun, ...common });
      for await (const response of responses) {
        const part = answerResponseSchema.parse(response);
        if (part.thinking) yield { type: 'thinking-delta', text: part.thinking };
        if (watch !== undefined) yield* watch.parts(part.content, part.logprobs ?? [], part.done);
        else if (part.content !== '') yield { type: 'text-delta', text: part.content };
        if (part.done) {
          const rawReason = this.#filled(part) ? WINDOW_FILLED : (part.done_reason ?? 'unknown');
          yield { type: 'finish', reason: finishReasonOf(rawReason), rawReason, usage: usageOf(part) };
          return;
        }
      }
    } catch (error) {
      if (signal.aborted) {
        yield { type: 'finish', reason: 'cancelled', rawReason: 'aborted', usage: {} };
        return;
      }
      if (refusedAsTooLong(error)) {
        yield { type: 'finish', reason: WINDOW_FILLED, rawReason: WINDOW_FILLED, usage: {} };
        return;
      }
      throw this.#error(error);
    }
  }

  /** An estimate that errs upwards: Ollama has no tokenizer to ask. */
  async countTokens(prompt: RenderedPrompt): Promise<number> {
    return estimatePromptTokens(prompt);
  }

  async choose(prompt: RenderedPrompt, options: readonly string[], signal: AbortSignal): Promise<ChoiceDistribution> {
    const client = ollamaClient(this.#address, signal);
    const begun = beginAnswer(prompt, this.#template);
    const common = (tokens: number) => ({
      ...NO_CUTTING,
      stream: false as const,
      options: {
        num_ctx: this.info.contextTokens,
        num_predict: tokens,
        temperature: 0,
        seed: 0,
        ...UNPENALISED,
      },
      ...LOGPROBS,
      ...(this.info.canThink ? { think: false } : {}),
    });
    const ask = async (tokens: number): Promise<OllamaCallResponse> =>
      choiceResponseSchema.parse(
        begun === undefined
          ? await client.chat({ ...this.#request(withoutBegunAnswer(prompt)), ...common(tokens) })
          : await client.generate({ model: this.info.name, keep_alive: KEEP_ALIVE, ...begun, ...common(tokens) }),
      );
    await this.#loaded.look(this.info.name, signal);
    try {
      let response = await ask(begun === undefined ? CHOICE_TOKENS : 1);
      const [first] = response.logprobs ?? [];
      // Of an answer that was begun the first token is the choice, nearly always; where it is not, it may be one of the next.
      if (begun !== undefined && first !== undefined && optionOf(first.token, options) === undefined) {
        response = await ask(CHOICE_TOKENS);
      }
      if (this.#filled(response)) throw new PromptTooLongError(this.info, response.prompt_eval_count);
      const call = { begun: begun !== undefined, model: this.info.name, usage: usageOf(response) };
      return choiceInTokens(response.logprobs ?? [], options, call);
    } catch (error) {
      signal.throwIfAborted();
      if (refusedAsTooLong(error)) throw new PromptTooLongError(this.info, undefined, error);
      throw this.#error(error);
    }
  }

  #request({ messages }: RenderedPrompt): Pick<OllamaRequest, 'model' | 'messages' | 'keep_alive'> {
    return {
      model: this.info.name,
      messages: messages.map(({ role, content }) => ({ role, content })),
      keep_alive: KEEP_ALIVE,
    };
  }

  /** Whether the window is full: then the server may have cut, and what came of it is no answer. */
  #filled({ prompt_eval_count: read, eval_count: written = 0 }: OllamaCallResponse): boolean {
    return read !== undefined && read + written >= this.info.contextTokens;
  }

  #error(error: unknown): Error {
    return ollamaError(error, this.info.name, this.#address, this.#label);
  }
}

function refusedAsTooLong(error: unknown): boolean {
  return error instanceof Error && TOO_LONG.test(error.message);
}

function usageOf(response: OllamaCallResponse): CallUsage {
  const usage: Record<keyof CallUsage, number | undefined> = {
    promptTokens: response.prompt_eval_count,
    completionTokens: response.eval_count,
    loadMilliseconds: milliseconds(response.load_duration),
    promptMilliseconds: milliseconds(response.prompt_eval_duration),
    completionMilliseconds: milliseconds(response.eval_duration),
  };
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined));
}

function milliseconds(nanoseconds: number | undefined): number | undefined {
  return nanoseconds === undefined ? undefined : nanoseconds / 1e6;
}
