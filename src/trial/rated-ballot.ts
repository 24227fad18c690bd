import type { RatedAnswer, RatedCriterion } from '../community/agreement.ts';
import { authorKey } from '../community/author.ts';
import type { Letter } from '../community/ballot.ts';
import { filterRatings, type GivenRating, standingRatings } from '../community/rating.ts';
import type { Rubric } from '../content/schema.ts';
import type { JudgedObject } from '../judge/judged-object.ts';
import { rubricHash } from '../judge/rubric-hash.ts';
import type { Judgement } from '../judge/score.ts';
import { summarizeScores } from '../judge/summary.ts';
import { judgedAs } from './ballot-answers.ts';
import { countingOf } from './plan.ts';
import { type Scorer, scorersOf } from './scorer.ts';
import type { TrialView } from './view-trial.ts';

/** What a trial's closed ballot says of the agreement of its judges with people. */
export interface RatedBallot {
  readonly rubricHash: string;
  readonly rubric: Rubric;
  readonly scorers: readonly { readonly scorer: Scorer; readonly answers: readonly RatedAnswer[] }[];
}

/** Of the rubric by which the ballot was rated; undefined where no ballot was closed. */
export function ratedBallotOf({ plan, ballot, ballotClosed, ratings, judgements }: TrialView): RatedBallot | undefined {
  if (plan === null || ballot === null || !ballotClosed) return undefined;
  const { rubric, trial } = plan;
  const hash = rubricHash(rubric);
  const { ratings: standing } = filterRatings(standingRatings(ratings), countingOf(plan, ballot));
  // Scores by another version of the rubric would not be comparable.
  const own = judgements.filter(({ judgement }) => (judgement.rubricHash ?? hash) === hash);
  const scorers = scorersOf(
    plan,
    own.map(({ judgement }) => judgement),
  );
  return {
    rubricHash: hash,
    rubric,
    scorers: scorers.map((seated) => ({
      scorer: { kind: seated.kind, models: seated.models },
      answers: ballot.seal.order.map((entry): RatedAnswer => {
        const { arm, object } = judgedAs(plan, entry);
        const ofArm = new Set(own.flatMap((one) => (one.arm === arm ? [one.judgement] : [])));
        const scored = { judgements: seated.judgements.filter((judgement) => ofArm.has(judgement)), object };
        const criteria = criteriaOf(rubric, entry.letter, { ...scored, judges: seated.judges }, standing);
        return { ballot: trial, answer: authorKey(entry), criteria };
      }),
    })),
  };
}

function criteriaOf(
  rubric: Rubric,
  letter: Letter,
  scored: { readonly judgements: readonly Judgement[]; readonly judges: number; readonly object: JudgedObject },
  ratings: readonly GivenRating[],
): Record<string, RatedCriterion> {
  const { criteria } = summarizeScores(scored.judgements, rubric, scored.judges, scored.object);
  return Object.fromEntries(
    criteria.map(({ criterion, value }): [string, RatedCriterion] => [
      criterion,
      {
        judge: value,
        ratings: ratings.flatMap((rating) =>
          rating.letter === letter && rating.criterion === criterion
            ? [{ rater: rating.voter, value: rating.value }]
            : [],
        ),
      },
    ]),
  );
}
