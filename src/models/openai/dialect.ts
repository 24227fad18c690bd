import type { RenderedPrompt } from '../../content/rendered-prompt.ts';
import { isAnswerBegun } from '../port/choice-in-tokens.ts';

/**
 * What a server takes beside OpenAI's own fields. A field that a server does not know it may pass over, refuse or take for something else, so
 * each is sent only to those that are known to take it.
 */
export interface Dialect {
  /** For people. */
  readonly program: string;
  /** Sampling, beside temperature, top_p and seed. */
  readonly sampling: Readonly<Record<string, unknown>>;
  /** The same for a choice, whose probabilities nothing may bend. */
  readonly plainSampling: Readonly<Record<string, unknown>>;
  /** Whether the chat template's own settings may be given. */
  readonly templateSettings: boolean;
  /** What makes the model go on with a last message of the assistant's; undefined where it can't be had. */
  readonly goOn: Readonly<Record<string, unknown>> | undefined;
  /** Whether a prompt that is too long is cut in silence; others refuse it. */
  readonly cuts: boolean;
}

/**
 * Its repetition_penalty falls on all words of the prompt as well, however far back: in a debate on every word that was spoken. What Ollama
 * and llama.cpp do over the last 64 tokens it can't, so there is none.
 * https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
 */
export const VLLM: Dialect = {
  program: 'vLLM',
  sampling: { top_k: 40, repetition_penalty: 1 },
  plainSampling: { top_k: 0, repetition_penalty: 1 },
  templateSettings: true,
  goOn: { continue_final_message: true, add_generation_prompt: false },
  cuts: false,
};

/** https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md */
export const LLAMA_CPP: Dialect = {
  program: 'llama.cpp',
  sampling: { top_k: 40, min_p: 0, repeat_penalty: 1.1, repeat_last_n: 64 },
  plainSampling: { top_k: 0, min_p: 0, repeat_penalty: 1 },
  templateSettings: true,
  goOn: {},
  cuts: false,
};

/** https://lmstudio.ai/docs/developer/openai-compat */
export const LM_STUDIO: Dialect = {
  program: 'LM Studio',
  sampling: { top_k: 40, repeat_penalty: 1.1 },
  plainSampling: { repeat_penalty: 1 },
  templateSettings: false,
  goOn: undefined,
  cuts: true,
};

/** Of which nothing more is known. */
export const PLAIN: Dialect = {
  program: 'OpenAI-compatible server',
  sampling: {},
  plainSampling: {},
  templateSettings: false,
  goOn: undefined,
  cuts: true,
};

/** The fields that make the model go on with a begun answer; undefined where none is begun, or this server can't. */
export function goOnFields(dialect: Dialect, prompt: RenderedPrompt): Dialect['goOn'] {
  return isAnswerBegun(prompt) ? dialect.goOn : undefined;
}

/** Asks a thinking model to think first, or not to: the name that Qwen 3 and most since have for it. Other templates pass over it. */
export function thinkFields(dialect: Dialect, think: boolean | undefined): Readonly<Record<string, unknown>> {
  return dialect.templateSettings && think !== undefined ? { chat_template_kwargs: { enable_thinking: think } } : {};
}
