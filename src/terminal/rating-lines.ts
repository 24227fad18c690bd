import { describeFilteredRatings, describeRatingsByCriterion, hasRated, NOBODY_RATED } from '../trial/rating-words.ts';
import type { TrialResult } from '../trial/result.ts';
import { describeScale, scaleTitle } from '../trial/scale-words.ts';

/** How people rated the answers, overall and by criterion, programs apart, and what the judge's scores are on people's scale where that is known. */
export function ratingLines(result: TrialResult): string[] {
  const block = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [`${title}:`, ...lines.map((line) => `  ${line}`)];
  return [
    ...(hasRated(result, 'people')
      ? block('Ratings by people', describeRatingsByCriterion(result, 'people'))
      : [`Ratings by people: ${NOBODY_RATED}`]),
    ...block(
      'Ratings by people, filtered count',
      describeFilteredRatings(result, describeRatingsByCriterion(result, 'filtered')),
    ),
    ...(hasRated(result, 'scripted')
      ? block('Ratings by scripted voters (programs, drawn at random)', describeRatingsByCriterion(result, 'scripted'))
      : []),
    ...scaleLines(result),
  ];
}

function scaleLines({ community }: TrialResult): string[] {
  const scaled = community?.scaled ?? null;
  return scaled === null ? [] : [`${scaleTitle(scaled)}:`, ...describeScale(scaled).map((line) => `  ${line}`)];
}
