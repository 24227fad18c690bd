import type { Random } from '../../core/random.ts';
import type { ScoreDifference } from './findings/difference.ts';
import type { PairedValue } from './paired-debates.ts';

const LATER = { status: 'undefined', reason: 'being built', n: 0 } as const;

export function effectSizes(
  _pairs: readonly PairedValue[],
  _random: Random,
): Pick<ScoreDifference, 'cohensD' | 'hedgesG'> {
  return { cohensD: LATER, hedgesG: LATER };
}

export function plainTests(_pairs: readonly PairedValue[]): Pick<ScoreDifference, 'wilcoxon' | 'welch'> {
  return { wilcoxon: LATER, welch: LATER };
}

export function smallestIn(_pairs: readonly PairedValue[]): ScoreDifference['smallest'] {
  return LATER;
}
