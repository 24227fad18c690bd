import { againAfterFailure } from '../models/port/after-failure.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { orFail } from './debate-failed.ts';
import { type FittedPrompt, fitPrompt } from './fit-window.ts';
import { heardBefore } from './heard-before.ts';
import type { Running } from './running.ts';
import { thinkingFor } from './thinking.ts';
import { budgetOf, STANCE_TOKENS, type TokenBudget, totalOf } from './token-budget.ts';
import { isFollowedByStance, type TurnToTake } from './turn-to-take.ts';
import type { SpokenTurn } from './view.ts';

/** What an attempt at a turn begins with. */
export interface PreparedTurn {
  readonly model: ChatModel;
  /** What the speaker has heard. */
  readonly heard: readonly SpokenTurn[];
  /** Asks a thinking model to think first, or not to. */
  readonly think: boolean;
  readonly budget: TokenBudget;
  readonly fitted: FittedPrompt;
}

/**
 * What an attempt at a turn begins with: its model, and a prompt that fits the window together with all that may be written after it.
 * It goes by what was known before that attempt, so that it comes to the same prompt also when the attempt was made long ago.
 * @param attempt 1 and up
 * @throws DebateFailed when the model can't be had; WindowTooShortError, and what counting throws
 */
export async function prepareTurn(
  { plan, deps, history }: Running,
  { turn, task, kind }: TurnToTake,
  attempt: number,
  signal: AbortSignal,
): Promise<PreparedTurn> {
  const { prompts, clock } = deps;
  const model = await orFail(againAfterFailure(() => deps.model(task.speaker.model), clock, signal));
  const { thinks, undercount } = history.seenOf(plan, task.speaker.model, turn, attempt);
  const known = { canThink: model.info.canThink, thinks, inVain: history.thoughtInVain(turn, attempt) };
  const { think, allowance } = thinkingFor(known, plan.thinkingTokens);
  const budget = budgetOf(task, kind, allowance);
  const answerTokens = totalOf(budget) + (isFollowedByStance(kind) ? STANCE_TOKENS : 0);
  const heard = heardBefore(plan, turn, history.view.turns);
  // Counting may ask the server, as opening the model may not have.
  const fitted = await againAfterFailure(
    () => fitPrompt(plan, task, heard, { answerTokens, undercount }, model, prompts),
    clock,
    signal,
  );
  return { model, heard, think, budget, fitted };
}
