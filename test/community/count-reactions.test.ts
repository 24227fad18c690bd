import { describe, expect, it } from 'vitest';
import {
  distinctWipes,
  mergeCounts,
  standingLists,
  sumReactions,
  unseenChanges,
  withWiped,
} from '../../src/community/count-reactions.ts';
import type { Reaction, ReactionCount, ReactionTarget } from '../../src/community/reaction.ts';
import { seatSchema } from '../../src/debate/plan.ts';
import { voterId } from '../support/people.ts';

const opening: ReactionTarget = { kind: 'turn', turn: { round: 1, seat: seatSchema.parse('diego') } };
const rebuttal: ReactionTarget = { kind: 'turn', turn: { round: 2, seat: seatSchema.parse('diego') } };
const id = (name: string) => voterId(name);
const seen = (name: string, meaning: string, given: boolean, target = opening): Reaction => ({
  target,
  voter: id(name),
  meaning,
  given,
  scripted: name.startsWith('bot'),
});

describe('reactions at close', () => {
  it('are those that were given and not taken back, where Discord could not be asked', () => {
    const reactions = [
      seen('ann', 'persuasive', true),
      seen('ann', 'persuasive', true),
      seen('bob', 'persuasive', true),
      seen('bob', 'persuasive', false),
      seen('bot-1', 'persuasive', true),
      seen('ann', 'weak', true),
      seen('ann', 'persuasive', true, rebuttal),
      seen('cy', 'weak', false),
      seen('bob', 'persuasive', true),
    ];
    const sums = [
      { target: opening, meaning: 'persuasive', people: 2, filtered: 1, unclear: 0, unknown: 1, scripted: 1 },
      { target: opening, meaning: 'weak', people: 1, filtered: 1, unclear: 0, unknown: 1, scripted: 0 },
      { target: rebuttal, meaning: 'persuasive', people: 1, filtered: 1, unclear: 0, unknown: 1, scripted: 0 },
    ];
    expect(sumReactions(standingLists(null, reactions), null)).toEqual(sums);
  });

  it('are none where Discord was asked and held none, whatever was seen before', () => {
    expect(standingLists([], [seen('ann', 'persuasive', true)])).toEqual([]);
  });

  it('are what Discord held then, where it could be asked', () => {
    const counted = [
      {
        target: { kind: 'answer', arm: 'ensemble' } as const,
        meaning: 'new-to-me',
        voters: [
          { voter: id('ann'), scripted: false },
          { voter: id('bot-1'), scripted: true },
        ],
      },
    ];
    expect(standingLists(counted, [seen('ann', 'persuasive', true)])).toBe(counted);
  });

  it('are counted twice: of everybody, and without whom the ballot’s rules leave out', () => {
    const facts = { starter: false, accountCreatedAt: 0, joinedAt: 0 };
    const voters = [
      { voter: id('ann'), scripted: false, facts },
      { voter: id('the starter'), scripted: false, facts: { ...facts, starter: true } },
      { voter: id('late'), scripted: false, facts: { ...facts, joinedAt: 1001 } },
      { voter: id('young'), scripted: false, facts: { ...facts, accountCreatedAt: 999 } },
      { voter: id('who left'), scripted: false },
      { voter: id('bot-1'), scripted: true, facts: { ...facts, starter: true } },
    ];
    const counting = { rules: { accountAge: 10, roles: [], starterCounts: false, quorum: 0 }, opensAt: 1000 };
    const counts = { target: opening, meaning: 'weak', people: 5, unclear: 0, unknown: 1, scripted: 1 };
    expect(sumReactions([{ target: opening, meaning: 'weak', voters }], counting)).toEqual([
      { ...counts, filtered: 2 },
    ]);
    expect(sumReactions([{ target: opening, meaning: 'weak', voters }], null)).toEqual([{ ...counts, filtered: 5 }]);
  });
});

const list = (meaning: string, names: readonly string[], target = opening): ReactionCount => ({
  target,
  meaning,
  voters: names.map((name) => ({ voter: id(name), scripted: false })),
});

describe('the lists that Discord holds', () => {
  it('count a person once under a turn, in however many messages it stands', () => {
    const halves = [list('weak', ['ann', 'bob']), list('weak', ['bob', 'cy']), list('persuasive', ['bob'])];
    expect(mergeCounts(halves)).toEqual([list('weak', ['ann', 'bob', 'cy']), list('persuasive', ['bob'])]);
  });

  it('are completed by what was seen last where a moderator wiped, and nowhere else', () => {
    const reactions = [
      seen('ann', 'weak', true),
      seen('bob', 'weak', true),
      seen('bob', 'weak', false),
      seen('ann', 'persuasive', true),
      seen('ann', 'weak', true, rebuttal),
    ];
    const held = [list('weak', ['cy']), list('persuasive', []), list('weak', [], rebuttal)];
    const all = { target: opening, meaning: null };
    expect(withWiped(held, reactions, [all])).toEqual([list('weak', ['cy', 'ann']), list('persuasive', ['ann'])]);
    const one = { target: opening, meaning: 'weak' };
    expect(withWiped(held, reactions, [one])).toEqual([list('weak', ['cy', 'ann'])]);
    expect(withWiped(held, reactions, [])).toEqual([list('weak', ['cy'])]);
  });

  it('miss what was wiped once, however often Discord tells of it', () => {
    const all = { target: opening, meaning: null };
    const one = { target: opening, meaning: 'weak' };
    const elsewhere = { target: rebuttal, meaning: 'weak' };
    expect(distinctWipes([all, one, all, elsewhere, one])).toEqual([all, one, elsewhere]);
  });

  it('show what was given and taken back unseen', () => {
    const reactions = [
      seen('ann', 'weak', true),
      seen('bob', 'weak', true),
      seen('ann', 'persuasive', true),
      seen('dee', 'weak', true, rebuttal),
    ];
    const held = [list('weak', ['bob', 'cy']), list('persuasive', [])];
    const wiped = { target: opening, meaning: 'persuasive' };
    expect(unseenChanges(held, reactions, [wiped])).toEqual([
      { ...seen('cy', 'weak', true), found: true },
      seen('ann', 'weak', false),
    ]);
  });
});
