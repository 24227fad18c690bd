import { describe, expect, it } from 'vitest';
import { standingLists, sumReactions, unseenChanges } from '../../src/community/count-reactions.ts';
import { withExclusion } from '../../src/community/exclusive-reactions.ts';
import type { Reaction, ReactionCount } from '../../src/community/reaction.ts';
import { voterId } from '../support/people.ts';

const ada = voterId('ada');
const target = { kind: 'answer', arm: 'ensemble' } as const;
const given = (meaning: string, more: Partial<Reaction> = {}): Reaction => ({
  target,
  meaning,
  voter: ada,
  given: true,
  scripted: false,
  ...more,
});
const list = (meaning: string): ReactionCount => ({ target, meaning, voters: [{ voter: ada, scripted: false }] });
const both = [list('persuasive'), list('weak')];

function sums(lists: readonly ReactionCount[]): readonly object[] {
  return sumReactions(lists, null).map(({ meaning, people, filtered, unclear }) => ({
    [meaning]: [people, filtered, unclear],
  }));
}

describe('somebody under 👍 and 👎 of one answer', () => {
  it('counts for the one given last, and for both in the raw count', () => {
    const lists = withExclusion(both, [given('persuasive'), given('weak')]);
    expect(sums(lists)).toEqual([{ persuasive: [1, 0, 0] }, { weak: [1, 1, 0] }]);
    expect(sums(standingLists(null, [given('weak'), given('persuasive')]))).toEqual([
      { weak: [1, 0, 0] },
      { persuasive: [1, 1, 0] },
    ]);
  });

  it.each<[string, readonly Reaction[]]>([
    [
      'both were found after the bot had been down',
      [given('persuasive', { found: true }), given('weak', { found: true })],
    ],
    ['neither was seen', []],
    ['one was never seen', [given('weak')]],
  ])('is unclear, and in the raw count only, where %s', (_, seen) => {
    expect(sums(withExclusion(both, seen))).toEqual([{ persuasive: [1, 0, 1] }, { weak: [1, 0, 1] }]);
  });

  it('gave the one last that was found after the other had been seen', () => {
    const seen = [given('weak'), given('persuasive', { found: true })];
    expect(sums(withExclusion(both, seen))).toEqual([{ persuasive: [1, 1, 0] }, { weak: [1, 0, 0] }]);
  });

  it('is told apart by answer, and from whoever gave one of them', () => {
    const elsewhere = { ...list('weak'), target: { kind: 'answer', arm: 'baseline' } as const };
    expect(sums(withExclusion([list('persuasive'), elsewhere], []))).toEqual([
      { persuasive: [1, 1, 0] },
      { weak: [1, 1, 0] },
    ]);
    const bea = { ...list('weak'), voters: [{ voter: voterId('bea'), scripted: false }] };
    expect(sums(withExclusion([list('persuasive'), bea], []))).toEqual([
      { persuasive: [1, 1, 0] },
      { weak: [1, 1, 0] },
    ]);
  });
});

it('what was given while the bot was down is noted as found', () => {
  expect(unseenChanges(both, [given('weak')], [])).toEqual([given('persuasive', { found: true })]);
});
