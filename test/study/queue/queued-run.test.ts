import { expect, it } from 'vitest';
import { trialIdSchema } from '../../../src/core/ids.ts';
import { placeRuns, queuedRunSchema } from '../../../src/study/queue/queued-run.ts';
import type { StudyRun } from '../../../src/study/run/study-run.ts';

const [one, two] = ['t-aaaaaa', 't-bbbbbb'].map((id) => trialIdSchema.parse(id));
const debate = (trial = one, arm: 'ensemble' | 'baseline' = 'ensemble'): StudyRun => ({
  type: 'debate',
  trial: trial ?? expect.fail(),
  arm,
});
const judging = (trial = one): StudyRun => ({ type: 'judging', trial: trial ?? expect.fail() });

const same = { weights: { 'thinker:8b': 'd1', 'old:1b': null }, prompts: 'a' };

it('a run keeps its place in the order, and knows whose judging may follow from its end', () => {
  const runs = [debate(one), debate(two), debate(one, 'baseline'), judging(two), judging(one)];
  const placed = placeRuns(runs, same);
  expect(placed.map(({ key }) => key)).toEqual([
    't-aaaaaa/ensemble',
    't-bbbbbb/ensemble',
    't-aaaaaa/baseline',
    't-bbbbbb/judging',
    't-aaaaaa/judging',
  ]);
  expect(placed.map(({ queued }) => queued.place)).toEqual([1, 2, 3, 4, 5]);
  expect(placed[2]?.queued.next).toEqual({
    run: judging(one),
    place: 5,
    after: [debate(one), debate(one, 'baseline')],
  });
  expect(placed[3]).toMatchObject({ after: [debate(two)], queued: { next: null } });
  for (const { queued } of placed) expect(queuedRunSchema.parse(JSON.parse(JSON.stringify(queued)))).toEqual(queued);
});

it('a judging whose debates have ended in an earlier sitting waits for none', () => {
  const [placed] = placeRuns([judging(one)], same);
  expect(placed).toMatchObject({ after: [], queued: { place: 1, next: null } });
});
