import { distinctWipes, standingLists, sumReactions } from '../community/count-reactions.ts';
import type { Wipe } from '../community/reaction.ts';
import { type AnswerMarks, marksByAnswer, marksByTurn, type TurnMarks } from '../community/turn-marks.ts';
import { spokenTurns } from '../debate/spoken-turns.ts';
import { countingOf } from './plan.ts';
import type { TrialView } from './view-trial.ts';

/** What people marked in a trial by reactions: a second, public signal, never merged into the ballot or the ratings. */
export interface TrialMarks {
  readonly turns: readonly TurnMarks[];
  readonly answers: readonly AnswerMarks[];
  /** `lists`: by those that Discord held when the ballot closed; `seen`: by what the bot saw while it was up. */
  readonly countedBy: 'lists' | 'seen';
  /** What a moderator removed, each once: those that were seen last count there. */
  readonly wipes: readonly Wipe[];
}

/**
 * The marks of a trial by turn and by answer, each counted raw, filtered by the ballot's rules, and of programs apart. This is the one
 * place that counts them. Before the ballot has closed these are those seen so far; where none was opened nobody is left out.
 */
export function marksOf(
  view: Pick<TrialView, 'plan' | 'debates' | 'ballot' | 'reactions' | 'wipes' | 'reactionsAtClose'>,
): TrialMarks {
  const { plan, ballot, reactionsAtClose } = view;
  const counted = reactionsAtClose?.type === 'reactions-counted' ? reactionsAtClose.counts : null;
  const counting = plan === null || ballot === null ? null : countingOf(plan, ballot);
  const sums = sumReactions(standingLists(counted, view.reactions), counting);
  return {
    turns: marksByTurn(sums, spokenTurns(view.debates.ensemble)),
    answers: marksByAnswer(sums),
    countedBy: counted === null ? 'seen' : 'lists',
    wipes: distinctWipes(view.wipes),
  };
}
