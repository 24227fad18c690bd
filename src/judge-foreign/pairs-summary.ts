import type { PairJudgement, PairKind } from '../judge/pair-judgement.ts';
import { type PairVerdict, summarizePairs } from '../judge/pair-summary.ts';
import type { PanelPair } from '../judge/panel-task.ts';
import { countReasons, type UnscoredCounts } from './count-reasons.ts';
import { conditionsOf } from './pairs-in.ts';
import type { ComparisonRecord } from './records.ts';
import type { DebateToJudge, ToJudge } from './to-judge.ts';

/** How comparisons went. */
export interface PairCounts {
  /** In so many the one of the first condition is better. */
  readonly a: number;
  readonly b: number;
  readonly ties: number;
  /** Ties in which each order preferred the one in the same place. */
  readonly flipped: number;
  readonly unscored: number;
}

export interface SeatCounts {
  readonly whole: PairCounts;
  /** Where a debate of the two is not whole. */
  readonly notWhole: PairCounts;
  /** Over all of them. */
  readonly unscored: UnscoredCounts;
}

/** All comparisons of two conditions. */
export interface ConditionsSummary {
  /** What of debates was compared. */
  readonly kind: PairKind;
  readonly conditions: { readonly a: string; readonly b: string };
  /** How many pairs there are. */
  readonly pairs: { readonly whole: number; readonly notWhole: number };
  readonly judges: readonly (SeatCounts & { readonly judge: string })[];
  /** Null for a panel of one. */
  readonly together: SeatCounts | null;
}

type Pair = PanelPair<DebateToJudge>;

/** Sums up comparisons: those of the same two conditions, and of debates or answers, together. @param judges the panel's seats */
export function summarizeComparisons(
  { pairs }: ToJudge,
  records: readonly ComparisonRecord[],
  judges: readonly string[],
): ConditionsSummary[] {
  const said = new Map<string, PairJudgement[]>();
  for (const { judgement } of records) {
    const key = keyOf(judgement);
    said.set(key, [...(said.get(key) ?? []), judgement]);
  }
  const groups = new Map<string, Pair[]>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.kind, conditionsOf(pair)]);
    groups.set(key, [...(groups.get(key) ?? []), pair]);
  }
  return [...groups.values()].flatMap((alike): ConditionsSummary[] => {
    const [first] = alike;
    if (first === undefined) return [];
    const compared = alike.map((pair) => ({
      whole: isWhole(pair),
      judgements: said.get(keyOf({ kind: pair.kind, a: pair.a.debate, b: pair.b.debate })) ?? [],
    }));
    const count = (seats: readonly string[]): SeatCounts => {
      const own = compared.map(({ whole, judgements }) => {
        const theirs = judgements.filter(({ judge }) => seats.includes(judge));
        return { whole, theirs, verdict: summarizePairs(theirs, seats).together };
      });
      const verdicts = (isSo: boolean): PairVerdict[] =>
        own.flatMap((one) => (one.whole === isSo ? [one.verdict] : []));
      return {
        whole: countVerdicts(verdicts(true)),
        notWhole: countVerdicts(verdicts(false)),
        unscored: countReasons(own.flatMap(({ theirs }) => theirs.map(({ outcome }) => outcome))),
      };
    };
    const whole = alike.filter(isWhole).length;
    return [
      {
        kind: first.kind,
        conditions: conditionsOf(first),
        pairs: { whole, notWhole: alike.length - whole },
        judges: judges.map((judge) => ({ judge, ...count([judge]) })),
        together: judges.length < 2 ? null : count(judges),
      },
    ];
  });
}

function isWhole({ a, b }: Pair): boolean {
  return a.whole && b.whole;
}

function keyOf({ kind, a, b }: Pick<PairJudgement, 'kind' | 'a' | 'b'>): string {
  return JSON.stringify([kind, a, b]);
}

function countVerdicts(verdicts: readonly PairVerdict[]): PairCounts {
  const compared = verdicts.flatMap((verdict) => (verdict.status === 'compared' ? [verdict] : []));
  const better = (which: 'a' | 'b' | 'tie'): number => compared.filter((verdict) => verdict.better === which).length;
  return {
    a: better('a'),
    b: better('b'),
    ties: better('tie'),
    flipped: compared.filter(({ place }) => place !== null).length,
    unscored: verdicts.length - compared.length,
  };
}
