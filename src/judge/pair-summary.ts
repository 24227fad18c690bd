import type { PairJudgement } from './pair-judgement.ts';
import { type Preference, preferenceOf } from './preference.ts';
import type { UnscoredReason } from './score.ts';

/** Which of two is better, or in words for people why that could not be had. */
export type PairVerdict =
  | (Preference & { readonly status: 'compared' })
  | { readonly status: 'unscored'; readonly unscored: string };

/** All judges' comparisons of the same two. */
export interface PairSummary {
  /** Whether any judge came to it: without, there is nothing to show. */
  readonly judged: boolean;
  readonly together: PairVerdict;
  readonly judges: readonly { readonly judge: string; readonly verdict: PairVerdict }[];
  /** How many judges could compare them. */
  readonly compared: number;
  /** How many of these went by the place. */
  readonly flipped: number;
}

const UNSCORED_WORDS = {
  'answer-is-no-score': 'the judge chose neither',
  'too-few-samples': 'too few of the judge’s answers could be read as a choice',
  'model-failed': 'the judge’s model failed',
  'longer-than-window': 'the two are longer than the judge’s window',
  'nothing-to-judge': 'one of the two is missing',
  stopped: 'it was stopped',
} as const satisfies Readonly<Record<UnscoredReason, string>>;

/**
 * Sums up a panel's comparisons of the same two. The panel goes as one judge does: the probability in each order is the mean over the judges that
 * compared, and where the two orders do not prefer the same one, it is a tie. One to which a part of the panel has not come is unscored.
 * @param judgements of these two only @param judges who sits on the panel, `judge-1` and so on
 */
export function summarizePairs(judgements: readonly PairJudgement[], judges: readonly string[]): PairSummary {
  const verdicts = judges.map((judge) => ({ judge, verdict: verdictOf(judge, judgements) }));
  const preferences = verdicts.flatMap(({ verdict }) => (verdict.status === 'compared' ? [verdict] : []));
  return {
    judged: judgements.length > 0,
    together: together(judgements, judges),
    judges: verdicts,
    compared: preferences.length,
    flipped: preferences.filter(({ place }) => place !== null).length,
  };
}

function verdictOf(judge: string, judgements: readonly PairJudgement[]): PairVerdict {
  const own = judgements.filter((judgement) => judgement.judge === judge);
  return together(own, [judge]);
}

function together(judgements: readonly PairJudgement[], judges: readonly string[]): PairVerdict {
  const [first] = judgements;
  if (first === undefined) return { status: 'unscored', unscored: 'not judged' };
  if (judgements.length < judges.length) {
    return { status: 'unscored', unscored: `judged by only ${judgements.length} of ${judges.length} judges` };
  }
  const orders = judgements.flatMap(({ outcome }) => (outcome.status === 'compared' ? [outcome.orders] : []));
  if (orders.length === 0) {
    const reason = first.outcome.status === 'unscored' ? first.outcome.reason : 'stopped';
    return { status: 'unscored', unscored: UNSCORED_WORDS[reason] };
  }
  const mean = (of: (order: (typeof orders)[number]) => number): number =>
    orders.reduce((sum, order) => sum + of(order), 0) / orders.length;
  return {
    status: 'compared',
    ...preferenceOf(
      mean(([aFirst]) => aFirst.a),
      mean(([, bFirst]) => bFirst.a),
    ),
  };
}
