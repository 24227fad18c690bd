import type { NotEnoughVotes } from '../community/agreement.ts';
import { LEAST_RATERS } from '../community/agreement.ts';
import type { Estimate } from '../statistics/estimate.ts';

/** A figure as cells of a table: value, 95% interval, n. */
export function figureCells(figure: Estimate | NotEnoughVotes): [value: string, interval: string, n: string] {
  const n = String(figure.n);
  switch (figure.status) {
    case 'estimated':
      return [decimal(figure.value), `${decimal(figure.low)} to ${decimal(figure.high)}`, n];
    case 'no-interval':
      return [decimal(figure.value), `none: ${figure.reason}`, n];
    case 'undefined':
      return ['undefined', figure.reason, n];
    case 'not-enough-votes':
      return ['not enough votes', `${figure.least} are needed`, n];
  }
}

/** Why a criterion has no figures. @param scored whether these answers had to be scored by the judge too */
export function notEnoughWords({ n, least }: NotEnoughVotes, scored: boolean): string {
  const answers = n === 1 ? '1 answer' : `${n} answers`;
  const also = scored ? ' and a score' : '';
  return `not enough votes: ${answers} with at least ${LEAST_RATERS} raters${also}, ${least} are needed`;
}

export function decimal(value: number): string {
  // A minus sign, as in all that people read; no "−0.00".
  return value
    .toFixed(2)
    .replace(/^-(?=.*[1-9])/, '−')
    .replace('-', '');
}
