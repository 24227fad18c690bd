import type { TurnKey } from './events.ts';
import type { FittedPrompt } from './fit-window.ts';
import type { DebatePlan, Member } from './plan.ts';
import type { TokenBudget } from './token-budget.ts';
import type { TurnKind } from './turn-to-take.ts';
import type { SpokenTurn } from './view.ts';

/** One attempt at one turn. */
export interface Attempt {
  readonly plan: DebatePlan;
  readonly turn: TurnKey;
  readonly attempt: number;
  readonly speaker: Member;
  readonly kind: TurnKind;
  readonly budget: TokenBudget;
  /** Asks a thinking model to think first, or not to. */
  readonly think: boolean;
  readonly fitted: FittedPrompt;
  /** All valid turns before this one, for the detector of echoes. */
  readonly before: readonly SpokenTurn[];
}
