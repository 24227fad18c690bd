import { wilsonInterval } from '../statistics/wilson.ts';
import { type Author, authorOf, inUsualOrder } from './author.ts';
import { type Letter, letterOf, type Seal, type Vote } from './ballot.ts';
import { type Counting, countLeftOut, type LeftOutCount, whyLeftOut } from './left-out.ts';

/** Fewer votes than this say nothing about a preference. */
export const LEAST_VOTES = 5;

/** What one group of voters chose. */
export interface Count {
  readonly voters: number;
  /** Votes for each answer on the ballot, in the usual order. */
  readonly answers: readonly (Author & { readonly letter: Letter; readonly votes: number })[];
  /** Who found the answers equally good. */
  readonly ties: number;
  /** Who found all of them bad: a vote for none, and no preference, as a tie is none. */
  readonly allBad: number;
  /**
   * The share of the ensemble's answer among votes for an answer, with its 95% interval; null with fewer than LEAST_VOTES of them. Where nobody
   * could tell the answers apart it would be 1 / their number.
   */
  readonly ensembleShare: { readonly share: number; readonly low: number; readonly high: number } | null;
}

export interface Tally {
  /** Everybody but programs: the raw count. */
  readonly people: Count;
  /** Those of them whom the ballot's rules leave in. */
  readonly filtered: Count;
  /** How many of the people the filtered count leaves out, by the first reason that holds for them. */
  readonly leftOut: readonly LeftOutCount[];
  /** People who were not seen to watch: whoever only reads leaves no trace. This and the next are as blind as can be told. */
  readonly unwatched: Count;
  /** People who guessed wrong, or said that they can't tell, which answer the ensemble wrote. */
  readonly unsure: Count;
  /** Programs (`--audience`): shown apart, never added to people. */
  readonly scripted: Count;
}

/** Counts votes; of one voter's votes for an item the last one counts. @param votes in the order stored */
export function tallyVotes(votes: readonly Vote[], { order }: Pick<Seal, 'order'>, counting: Counting): Tally {
  const last = new Map(votes.map((vote) => [`${vote.item} ${vote.voter}`, vote]));
  const ensembles = letterOf({ order }, { arm: 'ensemble' });
  const onBallot = ({ choice }: Vote): boolean =>
    choice === 'tie' || choice === 'all-bad' || order.some(({ letter }) => letter === choice);
  const answers = [...last.values()].filter((vote) => vote.item === 'answer' && onBallot(vote));
  /** Said so by a guess; whoever gives none says nothing. */
  const didNotKnow = ({ voter }: Vote): boolean => {
    const guess = last.get(`guess ${voter}`);
    return guess !== undefined && guess.choice !== ensembles;
  };
  const people = answers.filter(({ scripted }) => !scripted);
  const reasons = people.map((vote) => whyLeftOut(vote, counting));
  const count = (some: readonly Vote[]): Count =>
    countVotes(
      some.map(({ choice }) => choice),
      order,
      ensembles,
    );
  return {
    people: count(people),
    filtered: count(people.filter((_, place) => reasons[place] === null)),
    leftOut: countLeftOut(reasons),
    unwatched: count(people.filter(({ watched }) => !watched)),
    unsure: count(people.filter(didNotKnow)),
    scripted: count(answers.filter(({ scripted }) => scripted)),
  };
}

/** @param ensembles the letter of its answer */
function countVotes(choices: readonly Vote['choice'][], order: Seal['order'], ensembles: Letter | undefined): Count {
  const of = (wanted: Vote['choice'] | undefined): number => choices.filter((choice) => choice === wanted).length;
  const [ties, allBad] = [of('tie'), of('all-bad')];
  const decided = choices.length - ties - allBad;
  const forEnsemble = of(ensembles);
  const counted = {
    voters: choices.length,
    answers: inUsualOrder(order).map((entry) => ({
      ...authorOf(entry),
      letter: entry.letter,
      votes: of(entry.letter),
    })),
    ties,
    allBad,
  };
  if (decided < LEAST_VOTES) return { ...counted, ensembleShare: null };
  const [low, high] = wilsonInterval(forEnsemble, decided);
  return { ...counted, ensembleShare: { share: forEnsemble / decided, low, high } };
}
