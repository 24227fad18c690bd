import type { Author } from '../community/author.ts';
import type { Letter } from '../community/ballot.ts';
import { summarizeScores } from '../judge/summary.ts';
import type { Calibrated } from '../statistics/calibrate.ts';
import { applyMap } from '../statistics/isotonic.ts';
import { judgedAs } from './ballot-answers.ts';
import type { TrialPlan } from './plan.ts';
import type { TrialView } from './view-trial.ts';

/** The panel's overall scores of answers, and beside each what it is on people's scale. */
export interface ScaledAnswers {
  /** In the order of the ballot. */
  readonly answers: readonly (Author & {
    readonly letter: Letter;
    readonly score: number;
    /** See ScoreSummary. */
    readonly spread: number | null;
    readonly onScale: number;
  })[];
  readonly scale: Calibrated;
}

/** Null where there were not enough earlier ratings, or no answer has a score. */
export function scaledAnswers({ ballot, judgements, peopleScale }: TrialView, plan: TrialPlan): ScaledAnswers | null {
  if (ballot === null || peopleScale === null) return null;
  const answers = ballot.seal.order.flatMap((answer): ScaledAnswers['answers'] => {
    const { arm, object } = judgedAs(plan, answer);
    const own = judgements.flatMap((entry) => (entry.arm === arm ? [entry.judgement] : []));
    const { overall, overallSpread: spread } = summarizeScores(own, plan.rubric, plan.judges.length, object);
    return overall === null ? [] : [{ ...answer, score: overall, spread, onScale: applyMap(peopleScale.map, overall) }];
  });
  return answers.length === 0 ? null : { answers, scale: peopleScale };
}
