import { describe, expect, it } from 'vitest';
import { type CountedFacts, leastFacts, whyLeftOut } from '../../src/community/left-out.ts';

const DAY = 86_400_000;
const OPENS = 1000 * DAY;

/** Every mixture of facts that a rule could look at. */
const MIXTURES: readonly CountedFacts[] = [true, false].flatMap((scripted) =>
  [true, false].flatMap((starter) =>
    [null, OPENS - 100 * DAY, OPENS - 6 * DAY, OPENS + DAY].flatMap((accountCreatedAt) =>
      [undefined, null, OPENS - DAY, OPENS, OPENS + 1].flatMap((joinedAt) =>
        [undefined, true, false].map((holdsRole) => ({
          scripted,
          starter,
          accountCreatedAt,
          ...(joinedAt === undefined ? {} : { joinedAt }),
          ...(holdsRole === undefined ? {} : { holdsRole }),
        })),
      ),
    ),
  ),
);

describe('the least that has to be known of somebody', () => {
  it.each(
    [0, 7 * DAY].flatMap((accountAge) =>
      [[], ['1']].flatMap((roles) => [true, false].map((starterCounts) => ({ accountAge, roles, starterCounts }))),
    ),
  )('leaves them out for the same reason by %j, and says nothing else', (rules) => {
    const counting = { rules: { ...rules, quorum: 0 }, opensAt: OPENS };
    for (const facts of MIXTURES) {
      const least = leastFacts(facts, counting);
      expect(whyLeftOut(least, counting)).toBe(whyLeftOut(facts, counting));
      expect(leastFacts(least, counting)).toEqual(least);
      const told = [least.starter, least.accountCreatedAt !== null, least.joinedAt !== null, 'holdsRole' in least];
      expect(told.filter(Boolean).length).toBeLessThanOrEqual(1);
      expect([null, OPENS]).toContain(least.accountCreatedAt);
    }
  });
});
