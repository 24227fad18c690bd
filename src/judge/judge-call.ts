import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Clock } from '../core/clock.ts';
import { splitThinking } from '../debate/split-thinking.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';
import { WINDOW_FILLED } from '../models/port/finish-reason.ts';
import { PromptTooLongError } from '../models/port/prompt-too-long-error.ts';

/** What one criterion's calls share. */
export interface JudgeCall {
  readonly model: ChatModel;
  readonly seed: number;
  readonly prompts: Prompts;
  readonly clock: Clock;
}

/**
 * Makes sure that a judge reads the whole of its prompt: no server may cut it.
 * @param answerTokens what the answer may take
 * @throws PromptTooLongError, and what counting throws
 */
export async function ensureFits(prompt: RenderedPrompt, answerTokens: number, { model }: JudgeCall): Promise<void> {
  const tokens = await model.countTokens(prompt);
  if (tokens + answerTokens > model.info.contextTokens) throw new PromptTooLongError(model.info, tokens);
}

/**
 * A judge's words without its thinking.
 * @throws PromptTooLongError where the prompt was longer than it was counted, and what the model throws
 */
export async function askJudge(
  prompt: RenderedPrompt,
  options: {
    readonly maxTokens: number;
    readonly seed: number;
    readonly temperature: number;
    readonly think?: boolean;
  },
  { model }: JudgeCall,
  signal: AbortSignal,
): Promise<string> {
  const { text, rawReason } = await collectAnswer(model.stream({ prompt, ...options }, signal));
  if (rawReason === WINDOW_FILLED) throw new PromptTooLongError(model.info);
  return splitThinking(text).text;
}
