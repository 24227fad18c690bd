import { describe, expect, it } from 'vitest';
import { injectionShift, type Push } from '../../src/audit/steadiness-results.ts';
import { seededRandom } from '../../src/core/random.ts';

const pushes = (planted: string, ...shifts: number[]): Push[] =>
  shifts.map((towards, place) => ({ planted, injection: `${planted}-${place}`, towards }));

describe('the shift by texts that speak to the judge', () => {
  it('counts each text once, whether its debate has one of them or four', () => {
    const all = [...pushes('one', 1, 1, 1, 1), ...pushes('other', 0)];
    expect(injectionShift(all, seededRandom(1))).toMatchObject({ status: 'no-interval', value: 0.8, n: 2 });
  });

  it('has an interval over debates: what moves all texts of some debates alike is less certain than what moves each by itself', () => {
    const debates = Array.from({ length: 10 }, (_, place) => `debate-${place}`);
    const [together, apart] = [
      debates.flatMap((debate, place) => pushes(debate, ...[1, 1, 1, 1].map(() => (place % 2 === 0 ? 1 : 0)))),
      debates.flatMap((debate) => pushes(debate, 1, 0, 1, 0)),
    ].map((all) => injectionShift(all, seededRandom(1)));
    expect(together).toMatchObject({ status: 'estimated', value: 0.5, n: 10 });
    if (together?.status !== 'estimated') throw new Error('it has an interval');
    expect(together.high - together.low).toBeGreaterThan(0.4);
    // Each debate moves alike, so that the debates say nothing of how far off it may be.
    expect(apart).toMatchObject({ status: 'no-interval', value: 0.5, n: 10 });
  });
});
