import { contrastsIn } from './arms-of.ts';
import { scoreDifference } from './difference.ts';
import type { TokenMatched } from './findings/difference.ts';
import { primaryPairs } from './headline.ts';
import { tokensWrittenIn } from './measures.ts';
import { withValues } from './paired-debates.ts';
import { primaryOf, type Reading } from './reading.ts';

/** The primary difference among those of the headline's pairs whose arms wrote about as many tokens. */
export function tokenMatchedOf(reading: Reading): TokenMatched {
  const { plan } = reading.head;
  const within = plan.analysis.tokensWithin;
  const [arms] = contrastsIn(plan);
  const pairs = primaryPairs(reading);
  const told = new Map(withValues(pairs, tokensWrittenIn).map(({ trial, values }) => [trial, values]));
  const kept = pairs.filter(({ trial }) => {
    const tokens = told.get(trial);
    return tokens !== undefined && areAlike(tokens, within);
  });
  return {
    within,
    kept: kept.length,
    leftOut: told.size - kept.length,
    untold: pairs.length - told.size,
    difference: scoreDifference(kept, { arms, ...primaryOf(reading.head), seed: plan.seed }),
  };
}

function areAlike({ one, other }: { readonly one: number; readonly other: number }, within: number): boolean {
  return Math.abs(one - other) <= within * Math.max(one, other);
}
