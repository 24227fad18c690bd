import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Vote } from '../../src/community/ballot.ts';
import { BURST, completesBurst, findBursts } from '../../src/community/bursts.ts';
import { aVote } from './a-vote.ts';

const NOW = 1_800_000_000_000;
const SECOND = 1000;

const vote = (voter: string, second: number, more: Partial<Vote> = {}): Vote =>
  aVote(voter, 'A', {
    castAt: NOW + second * SECOND,
    // Half as old as makes an account young.
    accountCreatedAt: NOW - BURST.accountAge / 2,
    ...more,
  });

/** So many voters, one every so many seconds. */
const crowd = (size: number, every: number, more: Partial<Vote> = {}, from = 0): Vote[] =>
  Array.from({ length: size }, (_, place) => vote(`voter ${from} ${place}`, from + place * every, more));

/** Of each vote, in the order of storing, whether it completed a burst. */
const completing = (votes: readonly Vote[]): boolean[] =>
  votes.map((own, place) => {
    const stored = votes.slice(0, place + 1);
    const votesOf = new Map(stored.map(({ voter }) => [voter, stored.filter((other) => other.voter === voter)]));
    return completesBurst(own, { votes: stored, votesOf });
  });

const sizes = (votes: readonly Vote[]) => findBursts(votes).map(({ accounts }) => accounts);

describe('a burst', () => {
  it('is five young accounts that choose the same within a minute', () => {
    expect(findBursts(crowd(5, 15))).toEqual([{ choice: 'A', accounts: 5, from: NOW, to: NOW + 60 * SECOND }]);
    expect(findBursts(crowd(5, 15, { choice: 'all-bad' }))).toHaveLength(1);
    expect(sizes(crowd(4, 1))).toEqual([]);
    expect(sizes(crowd(5, 15.001))).toEqual([]);
  });

  it.each<[string, readonly Vote[]]>([
    ['old accounts', crowd(20, 1, { accountCreatedAt: NOW - BURST.accountAge })],
    ['accounts of unknown age', crowd(20, 1, { accountCreatedAt: null })],
    ['programs', crowd(20, 1, { scripted: true })],
    ['guesses', crowd(20, 1, { item: 'guess' })],
    ['one voter who can’t decide', Array.from({ length: 20 }, (_, second) => vote('ann', second))],
    ['a steady stream, all evening', crowd(200, 20)],
    ['people who do not agree', [...crowd(4, 1), ...crowd(4, 1, { choice: 'B' }), ...crowd(4, 1, { choice: 'tie' })]],
    ['votes of earlier versions, without their time', crowd(20, 1).map(({ castAt: _, ...earlier }) => earlier)],
  ])('is not %s', (_, votes) => {
    expect(findBursts(votes)).toEqual([]);
  });

  it('is found among many others, whatever the order of storing', () => {
    const old = { accountCreatedAt: NOW - 400 * 86_400_000 };
    const votes = [...crowd(300, 7, old), ...crowd(50, 40), ...crowd(8, 2, { choice: 'B' }, 700), vote('ann', 705)];
    const bursts = findBursts(votes);
    expect(bursts).toEqual([{ choice: 'B', accounts: 8, from: NOW + 700 * SECOND, to: NOW + 714 * SECOND }]);
    expect(findBursts([...votes].reverse())).toEqual(bursts);
  });

  it('is one as long as it runs on, and another one after a pause', () => {
    expect(sizes(crowd(40, 10))).toEqual([40]);
    expect(sizes([...crowd(6, 5), ...crowd(7, 5, {}, 200)])).toEqual([6, 7]);
  });

  it('has whoever changed their mind since', () => {
    expect(sizes([...crowd(5, 5), vote('voter 0 0', 90, { choice: 'B' })])).toEqual([5]);
  });

  it('is none where the same accounts press what stands for them already, however often', () => {
    expect(
      sizes([...crowd(5, 5), ...crowd(5, 5), ...crowd(5, 5, {}, 0).map((own) => ({ ...own, castAt: NOW + 900_000 }))]),
    ).toEqual([5]);
  });

  it('is completed by the vote without which it was none', () => {
    const votes = crowd(7, 5);
    expect(completing(votes)).toEqual([false, false, false, false, true, false, false]);
  });

  it('is completed, by the votes of about its time, where it is by all of them', () => {
    const casts = fc.record({
      voter: fc.integer({ min: 0, max: 7 }),
      choice: fc.constantFrom('A' as const, 'B' as const),
      pause: fc.constantFrom(0, 5, 14, 15, 30, 61, 200),
    });
    fc.assert(
      fc.property(fc.array(casts, { maxLength: 40 }), (drawn) => {
        let second = 0;
        const votes = drawn.map(({ voter, choice, pause }) => {
          second += pause;
          return vote(`voter ${voter}`, second, { choice });
        });
        const without = (place: number) => findBursts(votes.slice(0, place)).length;
        expect(completing(votes)).toEqual(votes.map((_, place) => without(place + 1) > without(place)));
      }),
    );
  });

  it('is found in ten thousand votes of a minute without delay', () => {
    const votes = crowd(10_000, 0.006);
    expect(sizes(votes)).toEqual([10_000]);
  });
});
