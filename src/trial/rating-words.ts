import type { GroupRatings, NotEnoughRatings, RatingMean } from '../community/rating-summary.ts';
import { asTold, nameOfAnswer } from './author-words.ts';
import { votingRulesOf } from './plan.ts';
import type { TrialResult } from './result.ts';
import { filteredLines } from './voting-words.ts';

/** Who rated: people, those of them whom the filtered count has, or programs under that name. */
export type RaterGroup = 'people' | 'filtered' | 'scripted';

const GROUP_WORDS = { people: 'people', filtered: 'people', scripted: 'scripted voters' } as const satisfies Record<
  RaterGroup,
  string
>;

/** What stands where nobody did. */
export const NOBODY_RATED = 'nobody rated the answers';

/** Whether anybody of a group rated any of the answers. */
export function hasRated({ community }: TrialResult, group: RaterGroup): boolean {
  return (community?.ratings.answers ?? []).some((answer) => answer[group].raters > 0);
}

/** What a group gave the answers overall, a line an answer. */
export function describeRatings(result: TrialResult, group: RaterGroup): string[] {
  return ratedAnswers(result, group).map(({ name, ratings }) => `${name}: ${describeOverall(ratings, group)}`);
}

/** The filtered count of ratings. Nothing where nobody rated. @param lines what those gave whom it has */
export function describeFilteredRatings(
  result: TrialResult,
  lines: readonly string[] = describeRatings(result, 'filtered'),
): string[] {
  const leftOut = result.community?.ratings.leftOut ?? [];
  return hasRated(result, 'people') ? filteredLines(lines, leftOut, votingRulesOf(result.plan)) : [];
}

/** The same with each criterion, in two lines an answer where any criterion has enough ratings. */
export function describeRatingsByCriterion(result: TrialResult, group: RaterGroup): string[] {
  return ratedAnswers(result, group).flatMap(({ name, ratings }) => [
    `${name}: ${describeOverall(ratings, group)}`,
    ...describeCriteria(ratings, nameIn(result)),
  ]);
}

/** Only the criteria, a line an answer that has enough ratings on any. */
export function describeCriteriaRated(result: TrialResult, group: RaterGroup): string[] {
  return ratedAnswers(result, group).flatMap(({ name, ratings }) =>
    describeCriteria(ratings, nameIn(result)).map((line) => `${name}, ${line}`),
  );
}

function nameIn({ plan }: TrialResult): (criterion: string) => string {
  const names = new Map<string, string>(plan.rubric.criteria.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

interface RatedAnswerWords {
  /** Its letter and whose it is. */
  readonly name: string;
  readonly ratings: GroupRatings;
}

function ratedAnswers({ community }: TrialResult, group: RaterGroup): readonly RatedAnswerWords[] {
  const answers = asTold(community?.ratings.answers ?? []);
  return answers.map((answer) => ({ name: nameOfAnswer(answer, answers), ratings: answer[group] }));
}

function describeOverall({ overall }: GroupRatings, group: RaterGroup): string {
  const who = GROUP_WORDS[group];
  if (overall.status === 'not-enough-ratings')
    return `overall not enough ratings (${overall.n} of ${overall.least} ${who} who rated every criterion)`;
  return `overall ${describeMean(overall, who)}`;
}

function describeMean(mean: Exclude<RatingMean, NotEnoughRatings>, who: string): string {
  switch (mean.status) {
    case 'undefined':
      return `undefined: ${mean.reason}`;
    case 'no-interval':
      return `${mean.value.toFixed(1)} of 7 from ${mean.n} ${who}`;
    case 'estimated':
      return `${mean.value.toFixed(1)} of 7 from ${mean.n} ${who} (95% interval ${mean.low.toFixed(1)} to ${mean.high.toFixed(1)})`;
  }
}

/** No line where no criterion has enough ratings. */
function describeCriteria({ criteria }: GroupRatings, nameOf: (criterion: string) => string): string[] {
  const means = criteria.flatMap(({ criterion, mean }) =>
    'value' in mean ? [`${nameOf(criterion)} ${mean.value.toFixed(1)} (${mean.n})`] : [],
  );
  const few = criteria.flatMap(({ criterion, mean }) => ('value' in mean ? [] : [`${nameOf(criterion)} (${mean.n})`]));
  if (means.length === 0) return [];
  const missing = few.length === 0 ? '' : `; not enough ratings: ${few.join(', ')}`;
  return [`by criterion, with how many rated it: ${means.join(', ')}${missing}`];
}
