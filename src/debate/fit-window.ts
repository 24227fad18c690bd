import type { Prompts } from '../content/prompts.ts';
import type { RenderedPrompt } from '../content/rendered-prompt.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import type { DebatePlan } from './plan.ts';
import { type Reading, type TurnTask, turnPrompt } from './turn-prompt.ts';
import type { SpokenTurn } from './view.ts';
import { WindowTooShortError } from './window-too-short-error.ts';

export interface FittedPrompt {
  readonly prompt: RenderedPrompt;
  readonly promptTokens: number;
  /** How many turns are in it as a digest only. */
  readonly digested: number;
}

/**
 * The prompt of a turn, made to fit the model's window together with its answer, so that no server has to cut. When it is too long,
 * earlier turns are digested, oldest first; the last round and the speaker's own words stay as they were said.
 * @param answerTokens the budget for the answer
 * @throws WindowTooShortError when it does not fit even so
 */
export async function fitPrompt(
  plan: DebatePlan,
  task: TurnTask,
  heard: readonly SpokenTurn[],
  answerTokens: number,
  model: ChatModel,
  prompts: Prompts,
): Promise<FittedPrompt> {
  const lastRound = Math.max(0, ...heard.map(({ round }) => round));
  const expendable = heard.filter(({ round, speaker }) => round < lastRound && speaker.seat !== task.speaker.seat);
  for (let digested = 0; ; digested += 1) {
    const inShort = new Set(expendable.slice(0, digested));
    const reading: Reading = { digested: [...inShort], whole: heard.filter((turn) => !inShort.has(turn)) };
    const prompt = turnPrompt(plan, task, reading, prompts);
    const promptTokens = await model.countTokens(prompt);
    if (promptTokens + answerTokens <= model.info.contextTokens) return { prompt, promptTokens, digested };
    if (digested >= expendable.length) throw new WindowTooShortError(model.info, promptTokens + answerTokens);
  }
}
