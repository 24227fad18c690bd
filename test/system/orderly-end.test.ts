import { expect, it } from 'vitest';
import { pausingAt } from './pauses.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const WARNING = 40;

it('ends in the middle of a turn with nothing left that fails', async () => {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const second = pausingAt([1]);
  const run = await stage.run({ script: second.script });
  await threadOf(eyes, trialIn(await eyes.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h' })));
  await second.at(1).reached;
  await run.close();

  const problems = stage.logged.filter((line) => Number(/"level":(\d+)/.exec(line)?.[1]) >= WARNING);
  expect(problems).toEqual([]);
});
