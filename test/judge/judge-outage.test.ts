import { expect, it } from 'vitest';
import { JudgeOutage } from '../../src/judge/judge-outage.ts';
import type { Unscored } from '../../src/judge/score.ts';

const failed: Unscored = { status: 'unscored', reason: 'model-failed', detail: 'it fell over' };
const unread: Unscored = { status: 'unscored', reason: 'answer-is-no-score', detail: '' };

/** What is said after each outcome. */
function said(...outcomes: readonly (readonly [Unscored, text: string])[]): (number | undefined)[] {
  const outage = new JudgeOutage();
  return outcomes.map(([outcome, text]) => outage.note(outcome, text));
}

it('a judge is gone when it fails three times in a row at more than one text', () => {
  expect(said([failed, 'one'], [failed, 'one'], [failed, 'two'], [failed, 'two'])).toEqual([
    undefined,
    undefined,
    3,
    4,
  ]);
});

it('however often it fails at one text, the text may be what it dies of', () => {
  const seven = Array.from({ length: 7 }, () => [failed, 'one'] as const);
  expect(said(...seven, [failed, 'two']).slice(-2)).toEqual([undefined, 8]);
});

it('one that answers in between is there, also when its answer is no score', () => {
  expect(said([failed, 'one'], [failed, 'two'], [unread, 'two'], [failed, 'two'], [failed, 'three'])).toEqual(
    Array.from({ length: 5 }, () => undefined),
  );
});
