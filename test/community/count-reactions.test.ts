import { describe, expect, it } from 'vitest';
import { mergeCounts, sumReactions, unseenChanges, withWiped } from '../../src/community/count-reactions.ts';
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
      { target: opening, meaning: 'persuasive', people: 2, scripted: 1 },
      { target: opening, meaning: 'weak', people: 1, scripted: 0 },
      { target: rebuttal, meaning: 'persuasive', people: 1, scripted: 0 },
    ];
    expect(sumReactions(null, reactions)).toEqual(sums);
  });

  it('are none where Discord was asked and held none, whatever was seen before', () => {
    expect(sumReactions([], [seen('ann', 'persuasive', true)])).toEqual([]);
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
    expect(sumReactions(counted, [seen('ann', 'persuasive', true)])).toEqual([
      { target: { kind: 'answer', arm: 'ensemble' }, meaning: 'new-to-me', people: 1, scripted: 1 },
    ]);
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

  it('show what was given and taken back unseen', () => {
    const reactions = [
      seen('ann', 'weak', true),
      seen('bob', 'weak', true),
      seen('ann', 'persuasive', true),
      seen('dee', 'weak', true, rebuttal),
    ];
    const held = [list('weak', ['bob', 'cy']), list('persuasive', [])];
    const wiped = { target: opening, meaning: 'persuasive' };
    expect(unseenChanges(held, reactions, [wiped])).toEqual([seen('cy', 'weak', true), seen('ann', 'weak', false)]);
  });
});
