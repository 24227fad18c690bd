import { describeRatingsByCriterion, hasRated, NOBODY_RATED, type RaterGroup } from '../trial/rating-words.ts';
import type { TrialResult } from '../trial/result.ts';

/** How people rated the answers, overall and by criterion, and programs apart. */
export function ratingLines(result: TrialResult): string[] {
  const block = (title: string, group: RaterGroup): string[] => [
    `${title}:`,
    ...describeRatingsByCriterion(result, group).map((line) => `  ${line}`),
  ];
  return [
    ...(hasRated(result, 'people') ? block('Ratings by people', 'people') : [`Ratings by people: ${NOBODY_RATED}`]),
    ...(hasRated(result, 'scripted')
      ? block('Ratings by scripted voters (programs, drawn at random)', 'scripted')
      : []),
  ];
}
