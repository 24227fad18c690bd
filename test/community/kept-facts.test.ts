import { describe, expect, it } from 'vitest';
import { keptFacts } from '../../src/community/kept-facts.ts';
import { whyLeftOut } from '../../src/community/left-out.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const opensAt = Date.UTC(2026, 4, 20, 15, 30);
const rules = { accountAge: 7 * DAY, roles: [], starterCounts: true, quorum: 0 };
const facts = {
  starter: false,
  scripted: false,
  accountCreatedAt: opensAt - 3 * DAY - 7 * HOUR,
  joinedAt: opensAt - HOUR,
};

describe('what is kept of somebody', () => {
  it('is the day on which a young account was made, and no time of it', () => {
    const kept = keptFacts(facts, { rules, opensAt, at: opensAt + HOUR });
    expect(kept).toEqual({ ...facts, accountCreatedAt: Date.UTC(2026, 4, 17), joinedAt: null });
  });

  it('is nothing of when an old account was made', () => {
    const old = { ...facts, accountCreatedAt: opensAt - 400 * DAY };
    expect(keptFacts(old, { rules, opensAt, at: opensAt + HOUR }).accountCreatedAt).toBeNull();
  });

  it('goes by when the ballot opened, however late somebody votes', () => {
    const month = { ...rules, accountAge: 30 * DAY };
    const young = { ...facts, accountCreatedAt: opensAt - 29 * DAY };
    const kept = keptFacts(young, { rules: month, opensAt, at: opensAt + 6 * DAY });
    expect(whyLeftOut(kept, { rules: month, opensAt })).toBe('young-account');
  });

  it('is, of when they joined, only whether it was after the ballot opened', () => {
    const later = { ...facts, joinedAt: opensAt + 5 * HOUR + 17 };
    expect(keptFacts(later, { rules, opensAt, at: opensAt + 6 * HOUR }).joinedAt).toBe(opensAt + 1);
    expect(keptFacts(later, { rules, opensAt: null, at: opensAt + 6 * HOUR }).joinedAt).toBeNull();
  });

  it.each([-2 * DAY, -HOUR, -1, 0, 1, HOUR, 2 * DAY])(
    'leaves out whoever was left out, %d ms from the limit of age',
    (off) => {
      const near = { ...facts, accountCreatedAt: opensAt - rules.accountAge + off };
      const kept = keptFacts(near, { rules, opensAt, at: opensAt + HOUR });
      expect(whyLeftOut(kept, { rules, opensAt })).toBe(whyLeftOut(near, { rules, opensAt }));
      expect(keptFacts(kept, { rules, opensAt, at: opensAt + 2 * HOUR })).toEqual(kept);
    },
  );
});
