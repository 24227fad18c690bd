import type { TurnTask } from './turn-prompt.ts';
import type { TurnKind } from './turn-to-take.ts';

/** English takes about 1.3 tokens a word; members write more than they are asked for, and a cut turn is lost. */
const TOKENS_A_WORD = 3;
const LEAST_TOKENS = 160;
/** A name and a sentence. */
const DRAFT_CHOICE_TOKENS = 400;

/** What a member writes when it is asked where it stands, at most. */
export const STANCE_ANSWER_TOKENS = 160;
/** What that question and its answer take: kept free when a speech is made to fit the window. */
export const STANCE_TOKENS = 360;

/** What a call may write, in tokens: thinking has an allowance of its own, so that it can't eat up the words. */
export interface TokenBudget {
  readonly words: number;
  readonly thinking: number;
}

/** The budget of a call. An answer is asked for with its objection and dissent, which are about as long again. */
export function budgetOf(task: TurnTask, kind: TurnKind, thinking: number): TokenBudget {
  if (kind === 'choice') return { words: DRAFT_CHOICE_TOKENS, thinking };
  const words = kind === 'answer' ? task.words * 2 : task.words;
  return { words: Math.max(LEAST_TOKENS, words * TOKENS_A_WORD), thinking };
}

export function totalOf({ words, thinking }: TokenBudget): number {
  return words + thinking;
}
