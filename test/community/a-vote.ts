import type { Vote } from '../../src/community/ballot.ts';
import { voterId } from '../support/people.ts';

/** A person's vote for an answer, of which nothing is known that would leave it out. */
export function aVote(voter: string, choice: Vote['choice'] = 'A', more: Partial<Vote> = {}): Vote {
  return {
    voter: voterId(voter),
    item: 'answer',
    choice,
    watched: false,
    scripted: false,
    starter: false,
    accountCreatedAt: null,
    ...more,
  };
}
