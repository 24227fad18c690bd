import { asShift, type NumberStyle } from '../../audit/estimate-words.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import type { Figure, Share } from '../analysis/findings/figure.ts';

/** Figures as people read them: each with its n and its interval, or with why it has none. */

/** A plain number, with a real minus sign and no zero that has one. */
export const asNumber: NumberStyle = (value) => asShift(value).replace('+', '');

/** As cells of a table: value, 95% interval, n. */
export function estimateCells(figure: Estimate, style: NumberStyle): [value: string, interval: string, n: string] {
  const n = String(figure.n);
  switch (figure.status) {
    case 'estimated':
      return [style(figure.value), kept(`${style(figure.low)} to ${style(figure.high)}`), n];
    case 'no-interval':
      return [style(figure.value), `none: ${figure.reason}`, n];
    case 'undefined':
      return ['none', `none: ${figure.reason}`, n];
  }
}

/** In one cell, or within a sentence: `+0.30 (−0.10 to +0.70, n = 15)`. */
export function estimateWords(figure: Estimate, style: NumberStyle): string {
  const [value, interval, n] = estimateCells(figure, style);
  switch (figure.status) {
    case 'estimated':
      return `${value} (${interval}, ${kept(`n = ${n}`)})`;
    case 'no-interval':
      return `${value} (no interval: ${figure.reason}; ${kept(`n = ${n}`)})`;
    case 'undefined':
      return noneWords(figure);
  }
}

/** A figure that has no interval by its nature: `0.012 (n = 15)`. */
export function figureWords(figure: Figure, style: NumberStyle): string {
  if (figure.status === 'undefined') return noneWords(figure);
  return `${style(figure.value)} (${kept(`n = ${figure.n}`)})`;
}

/** Small ones to a tenth of a percent: a share that is not zero shall not look so. */
export const asPercent: NumberStyle = (value) => {
  const percent = 100 * value;
  const written = percent > 0 && percent < 10 ? percent.toFixed(1) : String(Math.round(percent));
  return `${written.replace('-', '−')}%`;
};

/** A p. */
export const asP: NumberStyle = (value) => (value < 0.001 ? '< 0.001' : value.toFixed(3));

/** `12 of 150: 8.0% (5.0% to 12%, n = 15)`. */
export function shareWords({ count, of, share }: Share): string {
  return `${grouped(count)} of ${grouped(of)}: ${estimateWords(share, asPercent)}`;
}

/** A whole number with its thousands apart. */
export const grouped: NumberStyle = (value) => Math.round(value).toLocaleString('en-GB');

/** Of what may be very small or very large: three digits, or all of those before the point. */
export const asAmount: NumberStyle = (value) =>
  Math.abs(value) >= 100 ? grouped(value) : value.toPrecision(3).replace('-', '−');

/** Whole where it is whole: `20`, `20.5`, `20.33`. */
export const asCount: NumberStyle = (value) => String(Number(value.toFixed(2)));

/** Why there is no figure. */
export function noneWords({ reason, n }: { readonly reason: string; readonly n: number }): string {
  return `none: ${reason} (${kept(`n = ${n}`)})`;
}

/** Words that no line ends between. */
export function kept(words: string): string {
  return words.replaceAll(' ', '\u00a0');
}
