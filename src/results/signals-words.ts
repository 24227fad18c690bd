import type { RatingMean } from '../community/rating-summary.ts';
import { valueWords } from '../judge/score-words.ts';
import type { CriterionSignals, Signals } from './signals.ts';

/** A mean rating on one criterion with its 95% interval: `4.2 (3.1 to 5.3, n = 12)`, or why there is none. @param interval false: without it */
export function meanWords(mean: RatingMean, interval = true): string {
  switch (mean.status) {
    case 'not-enough-ratings':
      return `not enough ratings (${mean.n} of ${mean.least})`;
    case 'undefined':
      return `undefined: ${mean.reason}`;
    case 'no-interval':
      return interval ? `${mean.value.toFixed(1)} (n = ${mean.n})` : mean.value.toFixed(1);
    case 'estimated':
      return interval
        ? `${mean.value.toFixed(1)} (${mean.low.toFixed(1)} to ${mean.high.toFixed(1)}, n = ${mean.n})`
        : mean.value.toFixed(1);
  }
}

/** What the picture is of, as its title and as the beginning of what is said for it. */
export const SIGNALS_TITLE = 'Community and judge, by criterion and answer';

/** How much of the picture is said. */
type Told = 'all' | 'without intervals' | 'values alone';

/**
 * The picture in words, for whoever does not see it.
 * @param most characters: where they do not suffice, first the intervals are left out, then scripted voters, and that is said
 */
export function describeSignals(signals: Signals, most: number): string {
  const texts = (['all', 'without intervals', 'values alone'] as const).map((told) => words(signals, told));
  return texts.find((text) => text.length <= most) ?? `${texts.at(-1)?.slice(0, most - 1)}…`;
}

const HOW = {
  all: 'with 95% intervals of people’s means and the spread of the judge’s score',
  'without intervals': 'without the intervals, which are on the page that /results gives',
  'values alone': 'people’s mean, then the judge’s score (the rest is on the page that /results gives)',
} as const satisfies Record<Told, string>;

function words({ answers, judgeRead }: Signals, told: Told): string {
  const all = answers.flatMap(({ criteria }) => criteria);
  // Said once where it holds everywhere, instead of again and again.
  const without = {
    people: all.every(({ people }) => people.status === 'not-enough-ratings'),
    judge: all.every(({ judge }) => judge.value === null),
  };
  const rows = answers.map(
    ({ name, criteria }) =>
      `${name}. ${criteria.map((one) => `${one.name}: ${saidOf(one, told, without)}`).join('; ')}.`,
  );
  return [
    `${SIGNALS_TITLE}, 1 to 7, ${HOW[told]}; the judge read the ${judgeRead}.`,
    ...(without.people ? ['People: not enough ratings on any criterion.'] : []),
    ...(without.judge ? ['Judge: unscored on every criterion.'] : []),
    ...rows,
  ].join(' ');
}

function saidOf(
  { people, scripted, judge }: CriterionSignals,
  told: Told,
  without: { readonly people: boolean; readonly judge: boolean },
): string {
  const mean = (of: RatingMean): string =>
    told === 'all' && of.status === 'estimated'
      ? `${of.value.toFixed(1)} (${of.low.toFixed(1)} to ${of.high.toFixed(1)})`
      : meanWords(of, false);
  const named = (name: string, value: string): string => (told === 'values alone' ? value : `${name} ${value}`);
  return [
    ...(without.people ? [] : [named('people', mean(people))]),
    ...(scripted === null || told === 'values alone' ? [] : [`scripted ${mean(scripted)}`]),
    ...(without.judge ? [] : [named('judge', valueWords(told === 'all' ? judge : { ...judge, spread: null }))]),
  ].join(', ');
}
