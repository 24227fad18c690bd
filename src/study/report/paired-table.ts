import { asShift } from '../../audit/estimate-words.ts';
import { ARM_HEADINGS, capitalized } from '../../trial/arm-words.ts';
import type { Paired } from '../analysis/findings/difference.ts';
import type { Arms } from '../analysis/findings/figure.ts';
import { differenceOf, verdictWords } from './arms.ts';
import { type Block, table, type Words } from './document.ts';
import { asNumber, estimateCells } from './figure-words.ts';

/** Differences of groups, one a row, with both arms' means. Nothing for no rows. */
export function pairedTable(
  caption: string,
  first: string,
  arms: Arms,
  rows: readonly (Paired & { readonly name: Words })[],
): Block[] {
  return table(
    caption,
    [
      first,
      `${capitalized(ARM_HEADINGS[arms.one])}, mean`,
      `${capitalized(ARM_HEADINGS[arms.other])}, mean`,
      differenceOf(arms),
      '95% interval',
      'n (scenarios)',
      'Pairs',
      'Conclusion',
    ],
    rows.map(({ name, means, difference, pairs, conclusion }) => [
      name,
      ...[means.one, means.other].map((mean) => meanWords(mean)),
      ...estimateCells(difference, asShift),
      String(pairs),
      verdictWords(conclusion, arms),
    ]),
  );
}

/** A mean with its interval; its n is that of the difference beside it. */
export function meanWords(mean: Paired['means']['one']): string {
  const [value, interval] = estimateCells(mean, asNumber);
  return mean.status === 'estimated' ? `${value} (${interval})` : value;
}
