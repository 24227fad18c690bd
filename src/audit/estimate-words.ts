import type { Estimate } from '../statistics/estimate.ts';

/** How the numbers of an estimate are written. */
export type NumberStyle = (value: number) => string;

export const asPercent: NumberStyle = (value) => `${Math.round(100 * value)}%`;
export const asShare: NumberStyle = (value) => value.toFixed(2);
/** A difference: with its sign, and none where it is written as zero. */
export const asShift: NumberStyle = (value) => {
  const written = value.toFixed(2);
  if (Number(written) === 0) return '0.00';
  return value > 0 ? `+${written}` : written.replace('-', '−');
};

export const NOT_MEASURED = 'not measured';

/** A value with its 95% interval; words where there is none. */
export function estimateWords(estimate: Estimate, style: NumberStyle): string {
  switch (estimate.status) {
    case 'estimated':
      return `${style(estimate.value)} (${style(estimate.low).replace('%', '')} to ${style(estimate.high).replace('%', '')})`;
    case 'no-interval':
      return style(estimate.value);
    case 'undefined':
      return NOT_MEASURED;
  }
}
