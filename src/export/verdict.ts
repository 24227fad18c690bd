import type { Count } from '../community/tally.ts';
import type { Arm } from '../debate/plan.ts';
import type { Comparison } from '../trial/result.ts';

/** What most voters of a ballot chose: one of its answers, or none of them. */
export type Verdict =
  | { readonly kind: 'preferred'; readonly arm: Arm }
  /** More found all answers bad than chose anything else. */
  | { readonly kind: 'all-bad' }
  /** More found them equally good than chose anything else, or several choices have the most votes. */
  | { readonly kind: 'no-preference' }
  | { readonly kind: 'few-votes' };

/** @param least fewer voters say nothing */
export function verdictOf({ voters, answers, ties, allBad }: Count, least: number): Verdict {
  if (voters < least) return { kind: 'few-votes' };
  const choices = [
    ...answers.map(({ arm, votes }) => ({ votes, verdict: { kind: 'preferred', arm } as const })),
    { votes: ties, verdict: { kind: 'no-preference' } as const },
    { votes: allBad, verdict: { kind: 'all-bad' } as const },
  ];
  const most = Math.max(...choices.map(({ votes }) => votes));
  const [first, second] = choices.filter(({ votes }) => votes === most);
  return first === undefined || second !== undefined ? { kind: 'no-preference' } : first.verdict;
}

/**
 * Whether the panel gives the highest overall score to the answer that people preferred.
 * @param preferred null: they preferred none
 */
export function agreementOn(
  answers: readonly { readonly arm: Arm; readonly scores: { readonly overall: number | null } }[],
  preferred: Arm | null,
): Exclude<Comparison, 'not enough votes'> {
  const scores = answers.flatMap(({ arm, scores: { overall } }) => (overall === null ? [] : [{ arm, overall }]));
  if (scores.length < answers.length) return 'unscored';
  const highest = Math.max(...scores.map(({ overall }) => overall));
  const [first, second] = scores.filter(({ overall }) => overall === highest);
  if (preferred === null || first === undefined || second !== undefined) return 'no preference';
  return first.arm === preferred ? 'same' : 'different';
}

/** The same for a whole ballot. */
export function agreementOfBallot(answers: Parameters<typeof agreementOn>[0], verdict: Verdict): Comparison {
  if (verdict.kind === 'few-votes') return 'not enough votes';
  return agreementOn(answers, verdict.kind === 'preferred' ? verdict.arm : null);
}
