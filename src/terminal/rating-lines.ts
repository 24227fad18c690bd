import { describeRatingsByCriterion, hasRated, NOBODY_RATED, type RaterGroup } from '../trial/rating-words.ts';
import type { TrialResult } from '../trial/result.ts';
import { describeScale, scaleTitle } from '../trial/scale-words.ts';

/** How people rated the answers, overall and by criterion, programs apart, and what the judge's scores are on people's scale where that is known. */
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
    ...scaleLines(result),
  ];
}

function scaleLines({ community }: TrialResult): string[] {
  const scaled = community?.scaled ?? null;
  return scaled === null ? [] : [`${scaleTitle(scaled)}:`, ...describeScale(scaled).map((line) => `  ${line}`)];
}
