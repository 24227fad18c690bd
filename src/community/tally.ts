import type { TrialArm } from '../debate/plan.ts';
import type { Seal, Vote } from './ballot.ts';
import { wilsonInterval } from './wilson.ts';

/** Fewer votes than this say nothing about a preference. */
export const QUORUM = 5;

/** What one group of voters chose. Shares only where there are enough votes. */
export interface Count {
  readonly voters: number;
  /** Votes for each arm's answer, and ties. */
  readonly votes: Readonly<Record<TrialArm | 'tie', number>>;
  /** The share of the ensemble's answer among votes that are no tie, with its 95% interval; null with fewer than QUORUM of them. */
  readonly ensembleShare: { readonly share: number; readonly low: number; readonly high: number } | null;
}

export interface Tally {
  /** Everybody but programs. */
  readonly people: Count;
  /**
   * People who were not seen to watch (whoever only reads leaves no trace), or guessed wrong, or said that they can't tell, which answer the ensemble wrote:
   * as blind as can be told.
   */
  readonly blind: Count;
  /** People but the one who started the debate. Shown nowhere: whoever reads tallies later can see what that one vote does. */
  readonly withoutStarter: Count;
  /** Programs (`--audience`): shown apart, never added to people. */
  readonly scripted: Count;
}

/** Counts votes; of one voter's votes for an item the last one counts. @param votes in the order stored */
export function tallyVotes(votes: readonly Vote[], seal: Seal): Tally {
  const last = new Map(votes.map((vote) => [`${vote.item} ${vote.voter}`, vote]));
  const answers = [...last.values()].filter(({ item }) => item === 'answer');
  const armOf = (choice: Vote['choice']): TrialArm | undefined =>
    seal.order.find(({ letter }) => letter === choice)?.arm;
  /** Said so by a guess; whoever gives none says nothing. */
  const didNotKnow = ({ voter }: Vote): boolean => {
    const guess = last.get(`guess ${voter}`);
    return guess !== undefined && armOf(guess.choice) !== 'ensemble';
  };
  const people = answers.filter(({ scripted }) => !scripted);
  const count = (some: readonly Vote[]): Count => countVotes(some.map(({ choice }) => armOf(choice) ?? 'tie'));
  return {
    people: count(people),
    blind: count(people.filter((vote) => !vote.watched || didNotKnow(vote))),
    withoutStarter: count(people.filter(({ starter }) => !starter)),
    scripted: count(answers.filter(({ scripted }) => scripted)),
  };
}

function countVotes(choices: readonly (TrialArm | 'tie')[]): Count {
  const of = (wanted: TrialArm | 'tie'): number => choices.filter((choice) => choice === wanted).length;
  const votes = { ensemble: of('ensemble'), baseline: of('baseline'), tie: of('tie') };
  const decided = votes.ensemble + votes.baseline;
  if (decided < QUORUM) return { voters: choices.length, votes, ensembleShare: null };
  const [low, high] = wilsonInterval(votes.ensemble, decided);
  return { voters: choices.length, votes, ensembleShare: { share: votes.ensemble / decided, low, high } };
}
