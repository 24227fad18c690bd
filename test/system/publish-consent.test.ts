import { expect, it } from 'vitest';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { wordsFor } from '../support/speech.ts';
import { sub, textOf } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const NOTED = 'your words here may be in published data';

it('/debate start, ask and join note who says that their words may be published, of nobody else', async () => {
  const stage = await Stage.open();
  const paused = pausingAt([0], wordsFor);
  const { app } = await stage.run({ script: paused.script });
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  const request = { question: 'Should robots clean the parks?', rounds: 2, ballot: '1h', seed: 5 };
  const started = await ada.start({ ...request, publish: true });
  const trial = trialIn(started);
  const thread = await threadOf(ada, trial);
  await paused.at(0).reached;
  const answers = [
    await ada.command('debate', sub('ask', { question: 'Who pays?', publish: true }), undefined, thread),
    await bea.command('debate', sub('ask', { question: 'Who cleans the robots?' }), undefined, thread),
    await bea.command('debate', sub('join', { publish: true }), undefined, thread),
  ];
  expect(answers.map(textOf).map((text) => text.includes(NOTED))).toEqual([true, false, true]);
  const { plan, publishable } = viewTrial(await app.trials.history(trial));
  expect(plan?.publish).toBe(true);
  expect([...publishable]).toEqual(['q1', 'person-1']);
});
