import { expect, it } from 'vitest';
import { trialIdSchema } from '../../../src/core/ids.ts';
import { drawSample } from '../../../src/study/poll/draw-sample.ts';
import { nextDue } from '../../../src/study/poll/pace.ts';
import type { SampledTrial } from '../../../src/study/poll/sampled-trial.ts';
import { withholdUntilVoted } from '../../../src/study/poll/withhold-until-voted.ts';
import { sit, smallPlan } from '../scripted-study.ts';

const community = { pairs: 3, perDay: 4, hours: 1 };
const plan = { ...smallPlan(), community };
const DAY = 86_400_000;

it('draws the sample by the plan’s seed, of the whole study', async () => {
  const trials = [...new Set((await sit({ plan: smallPlan() })).debates.map(({ trial }) => trial))];
  const sample = drawSample(plan, trials);
  expect(sample).toHaveLength(3);
  expect(new Set(sample).size).toBe(3);
  expect(drawSample(plan, trials)).toEqual(sample);
  const seeds = Array.from({ length: 20 }, (_, seed) => drawSample({ ...plan, seed }, trials).join());
  expect(new Set(seeds).size).toBeGreaterThan(5);
  expect(drawSample(smallPlan(), trials)).toEqual([]);
});

it('leaves out of a study’s data what people still read without its debate, and nothing else', async () => {
  const data = await sit({ plan: smallPlan() });
  const [closed, open, toCome, last] = [...new Set(data.debates.map(({ trial }) => trial))];
  if (closed === undefined || open === undefined || toCome === undefined || last === undefined)
    throw new Error('4 trials');
  const none = { voters: 0, answers: [], ties: 0, allBad: 0 };
  const sample: SampledTrial[] = [
    {
      trial: closed,
      ensemble: 'pocket',
      status: 'closed',
      putAt: 1,
      vote: { trial: closed, people: none, filtered: none },
    },
    { trial: open, ensemble: 'pocket', status: 'open', putAt: 2 },
    { trial: toCome, ensemble: 'pocket', status: 'to come', ensembleBetter: null },
    {
      trial: trialIdSchema.parse('t-0000000000000000'),
      ensemble: 'pocket',
      status: 'not judged',
    },
  ];
  const left = (ended: boolean) => {
    const { vote, ...tables } = withholdUntilVoted(data, { sample, ended, paused: false, over: false });
    const trials = [tables.debates, tables.scores, tables.pairs].map((rows) => new Set(rows.map(({ trial }) => trial)));
    return { vote, trials };
  };
  const before = left(false);
  expect(before.trials).toEqual(Array(3).fill(new Set([closed, last])));
  expect(before.vote).toMatchObject({
    sampled: 4,
    open: 1,
    toCome: 2,
    notJudged: 1,
    withoutVote: 0,
    withheld: 2,
    withheldDebates: 4,
  });
  const after = left(true);
  expect(after.trials).toEqual(Array(3).fill(new Set([closed, toCome, last])));
  expect(after.vote).toMatchObject({
    sampled: 4,
    open: 1,
    toCome: 0,
    notJudged: 0,
    withoutVote: 2,
    withheld: 1,
    withheldDebates: 2,
  });
});

it('spreads a day’s budget evenly, whether the clock is set back a little or a lot', () => {
  const due = (now: number, ...putAt: number[]) =>
    nextDue(
      { name: 'small', plan },
      {
        sample: putAt.map(
          (at): SampledTrial => ({
            trial: trialIdSchema.parse('t-0000000000000000'),
            ensemble: '',
            status: 'open',
            putAt: at,
          }),
        ),
      },
      now,
    );
  expect(due(5)).toBe(5);
  expect(due(10, 4, 0)).toBe(4 + DAY / 4);
  expect(due(DAY, 4)).toBe(DAY);
  // A little after now: the clock is set now and then, and that gives nobody a further trial.
  expect(due(10, 12)).toBe(12 + DAY / 4);
  // A long time after now: it was wrong then, and nobody waits for that.
  expect(due(10, 5 * DAY, 4)).toBe(4 + DAY / 4);
  expect(due(10 + DAY, 5 * DAY, 4)).toBe(10 + DAY);
});
