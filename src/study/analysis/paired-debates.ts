import type { TrialId } from '../../core/ids.ts';
import type { DebateRow } from '../data/study-rows.ts';
import type { Arms, ScoredObject, ScoreName } from './findings/figure.ts';
import { type Reading, scoreIn } from './reading.ts';

/** Two debates of one trial: the same scenario, ensemble, format and repetition in two arms. */
export interface DebatePair {
  readonly trial: TrialId;
  readonly scenario: string;
  readonly one: DebateRow;
  readonly other: DebateRow;
}

/** A pair in which both have a value of something. */
export interface PairedValue extends DebatePair {
  readonly values: { readonly one: number; readonly other: number };
}

export function pairsOfArms(debates: readonly DebateRow[], arms: Arms): readonly DebatePair[] {
  const others = new Map(debates.filter(({ arm }) => arm === arms.other).map((row) => [row.trial, row]));
  return debates.flatMap((one) => {
    const other = one.arm === arms.one ? others.get(one.trial) : undefined;
    return other === undefined ? [] : [{ trial: one.trial, scenario: one.scenario, one, other }];
  });
}

/** Those pairs in which both have a value. @param valueIn null where there is none */
export function withValues(
  pairs: readonly DebatePair[],
  valueIn: (debate: DebateRow) => number | null,
): readonly PairedValue[] {
  return pairs.flatMap((pair) => {
    const [one, other] = [valueIn(pair.one), valueIn(pair.other)];
    return one === null || other === null ? [] : [{ ...pair, values: { one, other } }];
  });
}

/** Those pairs in which both have a score. */
export function scoredPairs(
  reading: Reading,
  pairs: readonly DebatePair[],
  of: ScoredObject,
  score: ScoreName,
): readonly PairedValue[] {
  return withValues(pairs, ({ debate }) => scoreIn(reading, debate, of, score));
}

/** Whether both have all their turns. */
export function isComplete({ one, other }: DebatePair): boolean {
  return one.status === 'complete' && other.status === 'complete';
}
