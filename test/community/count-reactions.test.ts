import { describe, expect, it } from 'vitest';
import { sumReactions } from '../../src/community/count-reactions.ts';
import type { Reaction, ReactionTarget } from '../../src/community/reaction.ts';
import { voterIdSchema } from '../../src/core/ids.ts';
import { seatSchema } from '../../src/debate/plan.ts';

const opening: ReactionTarget = { kind: 'turn', turn: { round: 1, seat: seatSchema.parse('diego') } };
const rebuttal: ReactionTarget = { kind: 'turn', turn: { round: 2, seat: seatSchema.parse('diego') } };
const id = (name: string) => voterIdSchema.parse(name);
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
    expect(sumReactions([], reactions)).toEqual(sums);
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
