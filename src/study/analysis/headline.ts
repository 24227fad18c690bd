import { contrastsIn } from './arms-in.ts';
import { scoreDifference } from './difference.ts';
import type { Headline } from './findings/difference.ts';
import { type DebatePair, isComplete, type PairedValue, pairsOfArms, scoredPairs } from './paired-debates.ts';
import { primaryOf, type Reading } from './reading.ts';

/** Which pairs the plan lets into the headline. */
export function keptBy({ head }: Reading): (pair: DebatePair) => boolean {
  return head.plan.analysis.exclusions.includes('incomplete-debates') ? isComplete : () => true;
}

/** The pairs of the plan's primary outcome. @param kept which of those with both scores enter */
export function primaryPairs(
  reading: Reading,
  kept: (pair: DebatePair) => boolean = keptBy(reading),
): readonly PairedValue[] {
  const [arms] = contrastsIn(reading.head.plan);
  const { of, score } = primaryOf(reading.head);
  return scoredPairs(reading, pairsOfArms(reading.data.debates, arms).filter(kept), of, score);
}

/** What the plan asked first, with what it left out. */
export function headlineOf(reading: Reading): Headline {
  const [arms] = contrastsIn(reading.head.plan);
  const pairs = primaryPairs(reading);
  const out = primaryPairs(reading, () => true).length - pairs.length;
  return {
    difference: scoreDifference(pairs, { arms, ...primaryOf(reading.head), seed: reading.head.plan.seed }),
    leftOut: out > 0 ? [{ pairs: out, because: 'a debate of theirs lacks a turn' }] : [],
    incompleteIn: pairs.filter((pair) => !isComplete(pair)).length,
  };
}
