import { describe, expect, it } from 'vitest';
import type { Seal, Vote } from '../../src/community/ballot.ts';
import { LEFT_OUT } from '../../src/community/left-out.ts';
import { type Tally, tallyVotes } from '../../src/community/tally.ts';
import { NO_VOTING_RULES, type VotingRules } from '../../src/community/voting-rules.ts';
import { aVote as vote } from './a-vote.ts';

const seal: Seal = {
  order: [
    { letter: 'A', arm: 'baseline' },
    { letter: 'B', arm: 'ensemble' },
  ],
  nonce: '0'.repeat(64),
  commitment: '0'.repeat(64),
};

const HOUR = 3_600_000;
const OPENS_AT = 1_000 * 24 * HOUR;
const DAY = 24 * HOUR;

const tally = (votes: readonly Vote[], rules: Partial<VotingRules> = {}, { order } = seal): Tally =>
  tallyVotes(votes, { order }, { rules: { ...NO_VOTING_RULES, ...rules }, opensAt: OPENS_AT });

const votesOf = (votes: readonly Vote[], group: 'people' | 'unwatched' | 'unsure' | 'scripted' = 'people') => {
  const { voters, answers, ties } = tally(votes)[group];
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
    const { people } = tally(votes);
    expect(people).toMatchObject({ voters: 6, allBad: 2, ties: 0, ensembleShare: null });
    expect(people.answers.map((answer) => answer.votes)).toEqual([4, 0]);
    expect(tally([...votes, vote('g', 'B')]).people.ensembleShare?.share).toBe(1);
    expect(tally([vote('a', 'all-bad')]).unwatched.allBad).toBe(1);
  });

  it('keeps scripted voters apart', () => {
    const votes = [vote('ann', 'A'), vote('bot', 'B', { scripted: true }), vote('bot2', 'B', { scripted: true })];
    expect(votesOf(votes)).toEqual([1, 0, 1, 0]);
    expect(votesOf(votes, 'scripted')).toEqual([2, 2, 0, 0]);
    expect(votesOf(votes, 'unwatched')).toEqual([1, 0, 1, 0]);
  });

  it('counts apart who had not watched, and who said at last that they did not know, or something wrong', () => {
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
    expect(votesOf(votes, 'unwatched')).toEqual([1, 0, 0, 1]);
    expect(votesOf(votes, 'unsure')).toEqual([2, 0, 2, 0]);
  });

  it('gives a share only from five votes on that decide', () => {
    const four = ['a', 'b', 'c', 'd'].map((voter) => vote(voter, 'B'));
    expect(tally([...four, vote('e', 'tie')]).people.ensembleShare).toBeNull();
    const { ensembleShare } = tally([...four, vote('e', 'A'), vote('f', 'tie')]).people;
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
    const { people } = tally(votes, {}, { ...seal, order });
    expect(people.answers).toEqual([
      { arm: 'ensemble', letter: 'C', votes: 2 },
      { arm: 'baseline', letter: 'B', votes: 2 },
      { arm: 'self-consistency', letter: 'A', votes: 2 },
    ]);
    expect(people.ties).toBe(1);
    expect(people.ensembleShare?.share).toBeCloseTo(1 / 3);
  });

  it('leaves out a vote for a letter that does not stand on the ballot', () => {
    expect(tally([vote('ann', 'D')], {}, { ...seal, order }).people.voters).toBe(0);
  });
});

describe('the filtered count', () => {
  const old = OPENS_AT - 8 * DAY;
  const young = OPENS_AT - 6 * DAY;
  const week = { accountAge: 7 * DAY };

  const leftOut = (votes: readonly Vote[], rules: Partial<VotingRules> = {}) => {
    const { people, filtered, leftOut: reasons } = tally(votes, rules);
    expect(filtered.voters + reasons.reduce((sum, { voters }) => sum + voters, 0)).toBe(people.voters);
    return Object.fromEntries(reasons.map(({ reason, voters }) => [reason, voters]));
  };

  it('leaves out accounts that were too young when the ballot opened, to the millisecond, and none of unknown age', () => {
    const votes = [
      vote('old', 'A', { accountCreatedAt: old }),
      vote('exactly old enough', 'A', { accountCreatedAt: OPENS_AT - 7 * DAY }),
      vote('a bit younger', 'A', { accountCreatedAt: OPENS_AT - 7 * DAY + 1 }),
      vote('younger', 'B', { accountCreatedAt: young }),
      vote('unknown', 'B'),
    ];
    expect(leftOut(votes, week)).toEqual({ 'young-account': 2 });
    expect(tally(votes, week).filtered.answers.map((answer) => answer.votes)).toEqual([1, 2]);
    expect(tally(votes, week).people.answers.map((answer) => answer.votes)).toEqual([2, 3]);
    expect(leftOut([...votes, vote('made since', 'A', { accountCreatedAt: OPENS_AT + DAY })])).toEqual({});
  });

  it('leaves out whoever joined the server after the ballot opened', () => {
    const votes = [
      vote('before', 'A', { joinedAt: OPENS_AT - 1 }),
      vote('just then', 'A', { joinedAt: OPENS_AT }),
      vote('after', 'A', { joinedAt: OPENS_AT + 1 }),
      vote('unknown', 'A', { joinedAt: null }),
    ];
    expect(leftOut(votes)).toEqual({ 'joined-later': 1 });
  });

  it('leaves out whoever has no role that is set, where one is', () => {
    const votes = [vote('has one', 'A', { holdsRole: true }), vote('has none', 'A', { holdsRole: false })];
    expect(leftOut(votes, { roles: ['1'] })).toEqual({ 'without-role': 1 });
    expect(leftOut(votes)).toEqual({});
  });

  it('leaves out whoever started the debate only where that is set', () => {
    const votes = [vote('ann', 'B', { starter: true }), vote('bob', 'A')];
    expect(leftOut(votes, { starterCounts: false })).toEqual({ starter: 1 });
    expect(leftOut(votes)).toEqual({});
  });

  it('counts whoever is left out for several reasons once, and programs in neither count', () => {
    const all = {
      accountCreatedAt: young,
      joinedAt: OPENS_AT + 1,
      holdsRole: false,
      starter: true,
    };
    const votes = [vote('ann', 'B', all), vote('bot', 'B', { ...all, scripted: true })];
    expect(leftOut(votes, { ...week, roles: ['1'], starterCounts: false })).toEqual({ 'young-account': 1 });
    expect(LEFT_OUT[0]).toBe('program');
  });

  it('goes by what was known of a voter at the last vote', () => {
    const votes = [vote('ann', 'B', { holdsRole: false }), vote('ann', 'A', { holdsRole: true })];
    expect(leftOut(votes, { roles: ['1'] })).toEqual({});
  });

  it('has a share of its own, only from five votes on', () => {
    const votes = ['a', 'b', 'c', 'd', 'e'].map((voter) => vote(voter, 'B', { accountCreatedAt: old }));
    const crowd = ['f', 'g', 'h'].map((voter) => vote(voter, 'A', { accountCreatedAt: young }));
    const { people, filtered } = tally([...votes, ...crowd], week);
    expect(people.ensembleShare?.share).toBe(5 / 8);
    expect(filtered.ensembleShare?.share).toBe(1);
    expect(tally([...votes.slice(1), ...crowd], week).filtered.ensembleShare).toBeNull();
  });
});
