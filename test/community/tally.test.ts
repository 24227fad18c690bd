import { describe, expect, it } from 'vitest';
import type { Seal, Vote } from '../../src/community/ballot.ts';
import { tallyVotes } from '../../src/community/tally.ts';
import { voterIdSchema } from '../../src/core/ids.ts';

const seal: Seal = {
  order: [
    { letter: 'A', arm: 'baseline' },
    { letter: 'B', arm: 'ensemble' },
  ],
  nonce: '0'.repeat(64),
  commitment: '0'.repeat(64),
};

const vote = (voter: string, choice: Vote['choice'], more: Partial<Vote> = {}): Vote => ({
  voter: voterIdSchema.parse(voter),
  item: 'answer',
  choice,
  watched: false,
  scripted: false,
  starter: false,
  accountCreatedAt: null,
  ...more,
});
const votesOf = (votes: readonly Vote[], group: 'people' | 'blind' | 'withoutStarter' | 'scripted' = 'people') => {
  const { voters, answers, ties } = tallyVotes(votes, seal)[group];
  return [voters, ...answers.map((answer) => answer.votes), ties];
};

describe('a tally', () => {
  it('counts each person’s last vote, under the arm behind the letter', () => {
    const votes = [vote('ann', 'A'), vote('bob', 'B'), vote('ann', 'B'), vote('cy', 'tie'), vote('ann', 'B')];
    expect(votesOf(votes)).toEqual([3, 2, 0, 1]);
  });

  it('takes a guess for no vote', () => {
    expect(votesOf([vote('ann', 'B', { item: 'guess' }), vote('bob', 'A')])).toEqual([1, 0, 1, 0]);
  });

  it('counts who finds all answers bad apart: for none of them, in no share, and not towards the votes that a share takes', () => {
    const voters = ['a', 'b', 'c', 'd'];
    const votes = [
      ...voters.map((voter) => vote(voter, 'B')),
      vote('e', 'all-bad'),
      vote('f', 'A'),
      vote('f', 'all-bad'),
    ];
    const { people } = tallyVotes(votes, seal);
    expect(people).toMatchObject({ voters: 6, allBad: 2, ties: 0, ensembleShare: null });
    expect(people.answers.map((answer) => answer.votes)).toEqual([4, 0]);
    expect(tallyVotes([...votes, vote('g', 'B')], seal).people.ensembleShare?.share).toBe(1);
    expect(tallyVotes([vote('a', 'all-bad')], seal).blind.allBad).toBe(1);
  });

  it('keeps scripted voters apart', () => {
    const votes = [vote('ann', 'A'), vote('bot', 'B', { scripted: true }), vote('bot2', 'B', { scripted: true })];
    expect(votesOf(votes)).toEqual([1, 0, 1, 0]);
    expect(votesOf(votes, 'scripted')).toEqual([2, 2, 0, 0]);
    expect(votesOf(votes, 'blind')).toEqual([1, 0, 1, 0]);
  });

  it('takes a vote for blind only where the voter had not watched, or said at last that they did not know', () => {
    const votes = [
      vote('watched and guessed right', 'B', { watched: true }),
      vote('watched and guessed right', 'B', { watched: true, item: 'guess' }),
      vote('watched and guessed wrong', 'A', { watched: true }),
      vote('watched and guessed wrong', 'B', { watched: true, item: 'guess' }),
      vote('watched and guessed wrong', 'A', { watched: true, item: 'guess' }),
      vote('watched and did not guess', 'A', { watched: true }),
      vote('watched and was unsure', 'A', { watched: true }),
      vote('watched and was unsure', 'unsure', { watched: true, item: 'guess' }),
      vote('came later', 'tie'),
      vote('came later', 'B', { item: 'guess' }),
    ];
    expect(votesOf(votes)).toEqual([5, 1, 3, 1]);
    expect(votesOf(votes, 'blind')).toEqual([3, 0, 2, 1]);
  });

  it('shows what is left without whoever started the debate', () => {
    const votes = [vote('ann', 'B', { starter: true }), vote('bob', 'A')];
    expect(votesOf(votes)).toEqual([2, 1, 1, 0]);
    expect(votesOf(votes, 'withoutStarter')).toEqual([1, 0, 1, 0]);
  });

  it('gives a share only from five votes on that decide', () => {
    const four = ['a', 'b', 'c', 'd'].map((voter) => vote(voter, 'B'));
    expect(tallyVotes([...four, vote('e', 'tie')], seal).people.ensembleShare).toBeNull();
    const { ensembleShare } = tallyVotes([...four, vote('e', 'A'), vote('f', 'tie')], seal).people;
    expect(ensembleShare?.share).toBe(0.8);
    expect(ensembleShare?.low).toBeCloseTo(0.3755, 4);
    expect(ensembleShare?.high).toBeCloseTo(0.9638, 4);
  });
});

describe('a tally of three answers', () => {
  const order: Seal['order'] = [
    { letter: 'A', arm: 'self-consistency' },
    { letter: 'B', arm: 'baseline' },
    { letter: 'C', arm: 'ensemble' },
  ];

  it('counts each, the ensemble first, and gives the ensemble’s share among all that decide', () => {
    const choices: Vote['choice'][] = ['A', 'C', 'C', 'B', 'B', 'A', 'tie'];
    const votes = choices.map((choice, place) => vote(`voter-${place}`, choice));
    const { people } = tallyVotes(votes, { order });
    expect(people.answers).toEqual([
      { arm: 'ensemble', votes: 2 },
      { arm: 'baseline', votes: 2 },
      { arm: 'self-consistency', votes: 2 },
    ]);
    expect(people.ties).toBe(1);
    expect(people.ensembleShare?.share).toBeCloseTo(1 / 3);
  });

  it('leaves out a vote for a letter that does not stand on the ballot', () => {
    expect(tallyVotes([vote('ann', 'D')], { order }).people.voters).toBe(0);
  });
});
