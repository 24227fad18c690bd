import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { splitThinking } from '../debate/split-thinking.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';

/** What one criterion's calls share. */
export interface JudgeCall {
  readonly model: ChatModel;
  readonly seed: number;
  readonly prompts: Prompts;
}

/** A judge's words without its thinking. */
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
  const { text } = await collectAnswer(model.stream({ prompt, ...options }, signal));
  return splitThinking(text).text;
}
