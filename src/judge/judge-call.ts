import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { Clock } from '../core/clock.ts';
import { splitThinking } from '../debate/split-thinking.ts';
import type { ChatModel, ChatPart, ChoiceDistribution } from '../models/port/chat-model.ts';
import { collectAnswer } from '../models/port/collect-answer.ts';
import { WINDOW_FILLED } from '../models/port/finish-reason.ts';
import { PromptTooLongError } from '../models/port/prompt-too-long-error.ts';

/** What the calls for one score share. */
export interface JudgeCall {
  readonly model: ChatModel;
  readonly seed: number;
  /** Whether the judge is asked to think first, where it can. */
  readonly thinking: boolean;
  readonly prompts: Prompts;
  readonly clock: Clock;
}

/** What a judge said, without its thinking. */
export interface Said {
  readonly text: string;
  /** Whether it thought before, asked or not. */
  readonly thought: boolean;
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
 * Asks a judge in words.
 * @param options `isEnough`: looks at what it has said so far, without its thinking; where it is enough, the rest is not waited for;
 *   `onChoice`: told of the choice of an answer with `options`, as soon as it is known
 * @throws PromptTooLongError where the prompt was longer than it was counted; ChoiceUnsupportedError; and what the model throws
 */
export async function askJudge(
  prompt: RenderedPrompt,
  options: {
    readonly maxTokens: number;
    readonly seed: number;
    readonly temperature: number;
    readonly think: boolean;
    readonly isEnough: (text: string) => boolean;
    readonly options?: readonly string[];
    readonly onChoice?: (choice: ChoiceDistribution) => void;
  },
  { model }: JudgeCall,
  signal: AbortSignal,
): Promise<Said> {
  const { isEnough, onChoice, ...request } = options;
  const enough = new AbortController();
  const stream = model.stream({ prompt, ...request }, AbortSignal.any([signal, enough.signal]));
  const { text, thinking, rawReason } = await collectAnswer(watching(stream, onChoice, isEnough, () => enough.abort()));
  if (rawReason === WINDOW_FILLED) throw new PromptTooLongError(model.info);
  const split = splitThinking(text);
  return { text: split.text, thought: thinking !== '' || split.thinking !== '' };
}

/** The same stream; tells of the choice, and calls `stop` once what was said is enough. */
async function* watching(
  stream: AsyncIterable<ChatPart>,
  onChoice: ((choice: ChoiceDistribution) => void) | undefined,
  isEnough: (text: string) => boolean,
  stop: () => void,
): AsyncGenerator<ChatPart> {
  let text = '';
  for await (const part of stream) {
    yield part;
    if (part.type === 'choice') onChoice?.(part.choice);
    if (part.type === 'started-over') text = '';
    if (part.type !== 'text-delta') continue;
    text += part.text;
    const { text: said, open } = splitThinking(text);
    if (!open && isEnough(said)) stop();
  }
}
