import { expect, it } from 'vitest';
import type { Vote } from '../../src/community/ballot.ts';
import { agreementOfBallot, verdictOf } from '../../src/export/verdict.ts';
import { votedTrialOf } from '../../src/export/voted-trial.ts';
import type { TrialUpdate } from '../../src/trial/events.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { aVote } from '../community/a-vote.ts';
import { endedTrial } from '../results/ended-trial.ts';
import { promptText, wordsFor } from '../support/speech.ts';

/** A trial whose judge finds the ensemble's answer better. */
function judgedTrial(): Promise<readonly TrialUpdate[]> {
  let recommendation: string | undefined;
  return endedTrial({
    judged: ['debate', 'answer'],
    script: {
      reply(request) {
        const words = wordsFor(request);
        if (request.shape?.name === 'answer') recommendation ??= JSON.parse(words).recommendation;
        return words;
      },
      choose: (prompt) => new Map([[promptText({ prompt }).includes(recommendation ?? '') ? '6' : '3', 1]]),
    },
  });
}

it.each<[chosen: string, votes: Readonly<Record<'ensemble' | 'baseline' | 'tie' | 'all-bad', number>>, said: string]>([
  ['the judge’s', { ensemble: 4, baseline: 1, tie: 3, 'all-bad': 3 }, 'same'],
  ['the other one', { ensemble: 1, baseline: 4, tie: 0, 'all-bad': 0 }, 'different'],
  ['either', { ensemble: 3, baseline: 3, tie: 0, 'all-bad': 0 }, 'no preference'],
  ['none, since they are equally good', { ensemble: 4, baseline: 1, tie: 5, 'all-bad': 0 }, 'no preference'],
  ['none, since all are bad', { ensemble: 4, baseline: 1, tie: 0, 'all-bad': 9 }, 'no preference'],
  ['the judge’s or none', { ensemble: 5, baseline: 1, tie: 0, 'all-bad': 5 }, 'no preference'],
])('where most people chose %s, result and export say so alike', async (_, votes, said) => {
  const held = await judgedTrial();
  const { seal } = viewTrial(held).ballot ?? expect.fail();
  const choiceOf = (choice: string): Vote['choice'] =>
    choice === 'tie' || choice === 'all-bad'
      ? choice
      : (seal.order.find((entry) => 'arm' in entry && entry.arm === choice)?.letter ?? expect.fail());
  const cast = Object.entries(votes).flatMap(([choice, count]) =>
    Array.from({ length: count }, (_one, place): TrialUpdate => {
      const vote = aVote(`${choice} ${place}`, choiceOf(choice));
      return { source: 'trial', event: { type: 'vote-cast', vote } };
    }),
  );
  const open = held.findIndex(({ event }) => event.type === 'ballot-open');
  const updates = held.toSpliced(open + 1, 0, ...cast);
  const { comparison, filteredComparison } = resultOf(updates) ?? expect.fail();
  expect([comparison, filteredComparison]).toEqual([said, said]);
  const voted = votedTrialOf(viewTrial(updates), { simulated: false, typedWords: false });
  if (voted?.status !== 'voted') expect.fail();
  expect(agreementOfBallot(voted, verdictOf(voted, 5))).toBe(said);
});
