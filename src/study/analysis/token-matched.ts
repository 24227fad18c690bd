import { contrastsIn } from './arms-in.ts';
import { scoreDifference } from './difference.ts';
import type { TokenMatched } from './findings/difference.ts';
import { primaryPairs } from './headline.ts';
import { tokensWrittenIn } from './measures.ts';
import { type PairedValue, withValues } from './paired-debates.ts';
import { primaryOf, type Reading } from './reading.ts';

/** The primary difference among those of the headline's pairs whose arms wrote about as many tokens. */
export function tokenMatchedOf(reading: Reading): TokenMatched {
  const { plan } = reading.head;
  const [arms] = contrastsIn(plan);
  const { kept, leftOut, untold } = tokenMatchedPairs(reading);
  return {
    within: plan.analysis.tokensWithin,
    kept: kept.length,
    leftOut,
    untold,
    difference: scoreDifference(kept, { arms, ...primaryOf(reading.head), seed: plan.seed }),
  };
}

/** Which of the headline's pairs are so alike, and how many are not, or cannot be told. */
export function tokenMatchedPairs(reading: Reading): {
  readonly kept: readonly PairedValue[];
  readonly leftOut: number;
  readonly untold: number;
} {
  const within = reading.head.plan.analysis.tokensWithin;
  const pairs = primaryPairs(reading);
  const told = new Map(withValues(pairs, tokensWrittenIn).map(({ trial, values }) => [trial, values]));
  const kept = pairs.filter(({ trial }) => {
    const tokens = told.get(trial);
    return tokens !== undefined && areAlike(tokens, within);
  });
  return { kept, leftOut: told.size - kept.length, untold: pairs.length - told.size };
}

function areAlike({ one, other }: PairedValue['values'], within: number): boolean {
  return Math.abs(one - other) <= within * Math.max(one, other);
}
