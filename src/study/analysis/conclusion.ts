import type { Estimate } from '../../statistics/estimate.ts';
import { capitalized } from '../../trial/arm-words.ts';
import type { Conclusion } from './findings/difference.ts';
import type { Arms, Figure } from './findings/figure.ts';
import { armWords, intervalWords, points, pWords, signedPoints } from './words.ts';

/** What a conclusion is drawn from. */
interface Shown {
  readonly arms: Arms;
  /** As in `the debate overall`: goes on after "scores higher on". */
  readonly what: string;
  readonly difference: Estimate;
  readonly pairs: number;
  readonly scenarios: number;
  /** The smallest difference that could have been shown; absent where it was not asked. */
  readonly smallest?: Figure;
  /** p with a correction for all that was tested beside it; absent where nothing is corrected. */
  readonly corrected?: Figure;
}

/** Above it a corrected p shows no difference. */
const SHOWN = 0.05;

/**
 * What an interval lets us say: one arm is higher where the whole interval lies on its side of 0 (and, of several that were tested together, p is at most
 * 0.05 with the correction for that), no difference is shown where it holds 0, and there is too little data where there is no interval.
 */
export function concludeFrom(shown: Shown): Conclusion {
  const { difference, pairs, arms, what, corrected } = shown;
  if (difference.status === 'undefined')
    return { verdict: 'too-little-data', words: `Too little data on ${what}: ${difference.reason}.` };
  if (difference.status === 'no-interval')
    return {
      verdict: 'too-little-data',
      words: `Too little data on ${what}: ${difference.reason}. The mean difference is ${signedPoints(difference.value)} points (${pairsWords(pairs, shown.scenarios)}).`,
    };
  const { low, high, value } = difference;
  const figures = `${signedPoints(value)} points (${intervalWords(difference)}; ${pairsWords(pairs, shown.scenarios)})`;
  const none = `No difference shown between ${armWords(arms.one)} and ${armWords(arms.other)} on ${what}`;
  const side = low > 0 ? 'one' : high < 0 ? 'other' : null;
  if (side === null) return { verdict: 'no-difference-shown', words: `${none}: ${figures}.${couldBe(shown)}` };
  const isChance = corrected?.status === 'value' && corrected.value > SHOWN;
  if (isChance)
    return {
      verdict: 'no-difference-shown',
      words: `${none}: ${figures}. Its own interval leaves out 0, but among as many as were tested together that can be chance (${pWords(corrected.value)} with Holm’s correction).`,
    };
  const [higher, lower] = side === 'one' ? [arms.one, arms.other] : [arms.other, arms.one];
  return {
    verdict: side === 'one' ? 'one-higher' : 'other-higher',
    words: `${capitalized(armWords(higher))} scores higher than ${armWords(lower)} on ${what}: ${figures}.`,
  };
}

function pairsWords(pairs: number, scenarios: number): string {
  return `${pairs} ${pairs === 1 ? 'pair' : 'pairs'} over ${scenarios} ${scenarios === 1 ? 'scenario' : 'scenarios'}`;
}

/** What is not ruled out. */
function couldBe({ smallest }: Shown): string {
  return smallest?.status === 'value'
    ? ` A true difference of ${points(smallest.value)} points would be shown by 8 of 10 such studies; a smaller one may be there.`
    : '';
}
