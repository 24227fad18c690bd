import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import { splitThinking } from '../debate/split-thinking.ts';
import type { ChatModel, FinishReason } from '../models/port/chat-model.ts';

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
): Promise<{ text: string; finish: FinishReason }> {
  let text = '';
  let finish: FinishReason = 'other';
  for await (const part of model.stream({ prompt, ...options }, signal)) {
    if (part.type === 'text-delta') text += part.text;
    if (part.type === 'finish') finish = part.reason;
  }
  return { text: splitThinking(text).text, finish };
}
