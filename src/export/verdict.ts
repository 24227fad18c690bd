import type { Comparison } from '../trial/result.ts';
import type { VotedAnswer } from './voted-answers.ts';
import type { VotedTrial } from './voted-trial.ts';

/** What most voters of a ballot chose: one of its answers, or none of them. */
export type Verdict =
  | { readonly kind: 'preferred'; readonly answer: VotedAnswer }
  /** More found all answers bad than chose anything else. */
  | { readonly kind: 'all-bad' }
  /** More found them equally good than chose anything else, or several choices have the most votes. */
  | { readonly kind: 'no-preference' }
  | { readonly kind: 'few-votes' };

/** @param least fewer voters say nothing */
export function verdictOf({ answers, count: { voters, ties, allBad } }: VotedTrial, least: number): Verdict {
  if (voters < least) return { kind: 'few-votes' };
  const choices = [
    ...answers.map((answer) => ({ votes: answer.votes, verdict: { kind: 'preferred', answer } as const })),
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
  answers: readonly VotedAnswer[],
  preferred: VotedAnswer | null,
): Exclude<Comparison, 'not enough votes'> {
  const scored = answers.flatMap((answer) => {
    const { overall } = answer.scores;
    return overall === null ? [] : [{ answer, overall }];
  });
  if (scored.length < answers.length) return 'unscored';
  const highest = Math.max(...scored.map(({ overall }) => overall));
  const [first, second] = scored.filter(({ overall }) => overall === highest);
  if (preferred === null || first === undefined || second !== undefined) return 'no preference';
  return first.answer === preferred ? 'same' : 'different';
}

/** The same for a whole ballot. */
export function agreementOfBallot({ answers }: Pick<VotedTrial, 'answers'>, verdict: Verdict): Comparison {
  if (verdict.kind === 'few-votes') return 'not enough votes';
  return agreementOn(answers, verdict.kind === 'preferred' ? verdict.answer : null);
}
