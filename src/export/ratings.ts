import { LEAST_RATERS } from '../community/agreement.ts';
import type { RatingMean } from '../community/rating-summary.ts';
import type { Comparison } from '../trial/result.ts';
import { type AboutTrial, aboutTrial } from './about-trial.ts';
import { type Filters, filtered } from './filters.ts';
import type { Outcome } from './left-out.ts';
import { marginOf } from './margin.ts';
import { agreementOfBallot, verdictOf } from './verdict.ts';
import type { VotedAnswer } from './voted-answers.ts';
import type { VotedTrial } from './voted-trial.ts';
import type { Writer } from './writer.ts';

/** What people and judges gave one answer on one criterion, 1 to 7. */
export interface RatingRow extends AboutTrial {
  readonly prompt: string;
  readonly completion: string;
  readonly criterion: string;
  readonly rating: number;
  readonly rating_low: number | null;
  readonly rating_high: number | null;
  readonly raters: number;
  readonly raters_all: number;
  readonly judge_score: number | null;
  readonly judge_spread: number | null;
  readonly margin: number | null;
  readonly agreement: Comparison;
  readonly votes_completion: number;
  readonly completion_by: Writer;
}

/** One row for each answer and criterion of the rubric. Which way people voted leaves none out, by how much does not either. */
export function ratingsOf(trial: VotedTrial, filters: Filters): readonly Outcome<RatingRow>[] {
  const verdict = verdictOf(trial, filters.minVotes);
  const agreement = agreementOfBallot(trial, verdict);
  return trial.answers.flatMap((answer) => {
    const margin = verdict.kind === 'few-votes' ? null : marginOf(trial, answer, verdict);
    return answer.ratings.filtered.criteria.map(({ criterion, mean }): Outcome<RatingRow> => {
      const rated = meanIn(mean, filters.minRaters);
      if (rated === undefined) return { status: 'left-out', reason: 'few-raters' };
      return filtered(ratingRow(trial, answer, { ...rated, criterion, margin, agreement }), {
        ...filters,
        minMargin: 0,
      });
    });
  });
}

type Rated = Pick<RatingRow, 'rating' | 'rating_low' | 'rating_high' | 'raters'>;

function meanIn(mean: RatingMean, least: number): Rated | undefined {
  if (mean.status === 'not-enough-ratings' || mean.status === 'undefined') return undefined;
  if (mean.n < Math.max(least, LEAST_RATERS)) return undefined;
  const [low, high] = mean.status === 'estimated' ? [mean.low, mean.high] : [null, null];
  return { rating: mean.value, rating_low: low, rating_high: high, raters: mean.n };
}

function ratingRow(
  trial: VotedTrial,
  { text, votes, scores, writer, ratings }: VotedAnswer,
  rated: Rated & Pick<RatingRow, 'criterion' | 'margin' | 'agreement'>,
): RatingRow {
  const { criterion, margin, agreement, ...mean } = rated;
  const judged = scores.criteria.find((one) => one.criterion === criterion);
  return {
    prompt: trial.question,
    completion: text,
    criterion,
    ...mean,
    raters_all: ratings.all.criteria.find((one) => one.criterion === criterion)?.mean.n ?? 0,
    judge_score: judged?.value ?? null,
    judge_spread: judged?.spread ?? null,
    margin,
    agreement,
    votes_completion: votes,
    completion_by: writer,
    ...aboutTrial(trial),
  };
}
