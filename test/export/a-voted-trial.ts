import { trialIdSchema } from '../../src/core/ids.ts';
import type { Arm } from '../../src/debate/plan.ts';
import type { Filters } from '../../src/export/filters.ts';
import type { VotedAnswer } from '../../src/export/voted-answers.ts';
import type { VotedTrial } from '../../src/export/voted-trial.ts';
import { preferenceOf } from '../../src/judge/preference.ts';
import { planFor } from '../support/debate.ts';

export const ALL: Filters = { minVotes: 5, minMargin: 0, minRaters: 3, agreement: 'any' };

const WRITER = { ensemble: null, models: ['m'], personas: [], model: 'm', persona: null };

/** What voters and judges said of three answers or fewer. */
export interface Said {
  readonly votes: Partial<Record<Arm, number>>;
  readonly ties?: number;
  readonly allBad?: number;
  /** The panel's overall scores; those that are not there are unscored. */
  readonly scores?: Partial<Record<Arm, number>>;
  /** Means of ratings, with how many rated. */
  readonly ratings?: readonly (readonly [mean: number, raters: number])[];
  /** In both orders: how likely the ensemble's answer is better than the baseline's. */
  readonly compared?: number;
  readonly name?: string;
}

export function aVotedTrial({
  votes,
  ties = 0,
  allBad = 0,
  scores = {},
  ratings = [],
  compared,
  name = 'a',
}: Said): VotedTrial {
  const arms = (['ensemble', 'baseline', 'self-consistency'] as const).filter((arm) => arm in votes);
  const of = (arm: Arm): number => votes[arm] ?? 0;
  const given = {
    raters: 0,
    criteria: ratings.map(([value, n], place) => ({
      criterion: `criterion-${place}`,
      mean:
        n < 3
          ? ({ status: 'not-enough-ratings', n, least: 3 } as const)
          : ({ status: 'estimated', value, low: value - 0.5, high: value + 0.5, n } as const),
    })),
    overall: { status: 'not-enough-ratings', n: 0, least: 3 } as const,
  };
  const [one, other, ...more] = arms.map(
    (arm): VotedAnswer => ({
      text: `${name}: what the ${arm} says`,
      writer: { ...WRITER, arm },
      votes: of(arm),
      scores: { criteria: [], overall: scores[arm] ?? null, overallSpread: null },
      ratings: { filtered: given, all: given },
    }),
  );
  if (one === undefined || other === undefined) throw new Error('a ballot has two answers');
  const voters = arms.reduce((sum, arm) => sum + of(arm), ties + allBad);
  return {
    status: 'voted',
    trial: trialIdSchema.parse('t-0123456789'),
    question: 'What is to be done?',
    debate: planFor(),
    caution: '',
    commitment: 'c'.repeat(64),
    answers: [one, other, ...more],
    count: { voters, ties, allBad },
    voters: voters + 2,
    judges: [],
    scored: 'answer',
    comparisons:
      compared === undefined
        ? []
        : [
            {
              a: 'ensemble',
              b: 'baseline',
              summary: {
                judged: true,
                together: { status: 'compared', ...preferenceOf(compared, compared) },
                judges: [],
                compared: 1,
                flipped: 0,
              },
            },
          ],
    typedWords: false,
    simulated: false,
  };
}
