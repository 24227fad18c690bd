import { expect, it } from 'vitest';
import { PROJECT_ROOT } from '../../src/project-root.ts';
import { StudyPlans } from '../../src/study/plan/study-plans.ts';
import { content } from '../support/content.ts';

const plans = new StudyPlans(PROJECT_ROOT, content);

it('every plan that comes with the program can be run', async () => {
  expect((await plans.list()).map(({ name }) => name)).toEqual(['paper', 'quick', 'small-model', 'with-people']);
});

it('no other plan has the seed of one that asks people: its results would show the same debates before the ballots close', async () => {
  const all = (await plans.list()).map(({ plan }) => plan);
  const asking = all.filter(({ community }) => community !== undefined);
  expect(asking).not.toEqual([]);
  for (const { id, seed } of asking)
    expect(all.filter((plan) => plan.seed === seed).map((plan) => plan.id)).toEqual([id]);
});
