import type { Verdict } from './verdict.ts';
import type { VotedAnswer } from './voted-answers.ts';
import type { VotedTrial } from './voted-trial.ts';

/**
 * How far an answer is ahead on its ballot: its share of the votes less that of the best other answer, or of "all bad" where that won; -1 to 1,
 * negative for one that is behind. All who voted are in the shares, those too who found the answers equally good, or all bad.
 * @param trial with at least one vote
 */
export function marginOf({ answers, count }: VotedTrial, answer: VotedAnswer, verdict: Verdict): number {
  const others = answers.filter((other) => other !== answer).map(({ votes }) => votes);
  const against = verdict.kind === 'all-bad' ? count.allBad : Math.max(...others);
  return (answer.votes - against) / count.voters;
}
