import type { PairVerdict } from '../../judge/pair-summary.ts';
import { shareByScenario } from './by-scenario.ts';
import type { Preferences } from './findings/wins.ts';
import type { PairVerdicts } from './verdicts.ts';

/** Whom judges prefer in one pair. `flipped`: a tie since each order preferred the answer in the same place. */
export type Outcome = 'one' | 'other' | 'tie' | 'flipped' | 'unscored';

export function outcomeOf(verdict: PairVerdict | undefined, oneIs: PairVerdicts['oneIs']): Outcome {
  if (verdict?.status !== 'compared') return 'unscored';
  if (verdict.better === 'tie') return verdict.place === null ? 'tie' : 'flipped';
  return verdict.better === oneIs ? 'one' : 'other';
}

/** The panel's, as one judge. */
export function panelOutcome({ summary, oneIs }: PairVerdicts): Outcome {
  return outcomeOf(summary.together, oneIs);
}

type VerdictCounts = Pick<Preferences, 'one' | 'other' | 'ties' | 'flipped' | 'unscored' | 'share'>;

/** How often which of the two is preferred, one outcome a pair. */
export function countOutcomes(
  pairs: readonly { readonly scenario: string; readonly outcome: Outcome }[],
): VerdictCounts {
  const count = (...these: readonly Outcome[]): number => pairs.filter(({ outcome }) => these.includes(outcome)).length;
  const { share } = shareByScenario(pairs, ({ outcome }) => ({
    count: pointsFor(outcome),
    total: outcome === 'unscored' ? 0 : 1,
  }));
  return {
    one: count('one'),
    other: count('other'),
    ties: count('tie', 'flipped'),
    flipped: count('flipped'),
    unscored: count('unscored'),
    share,
  };
}

/** A tie is half a win for each. */
function pointsFor(outcome: Outcome): number {
  if (outcome === 'one') return 1;
  return outcome === 'tie' || outcome === 'flipped' ? 0.5 : 0;
}
