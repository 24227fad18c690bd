import { expect, it } from 'vitest';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { buttonFor } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

it('stores no vote as long as it is not known whether the voter had watched', async () => {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  const debaters = pausingAt([0]);
  const { app } = await stage.run({ script: debaters.script });
  const trial = trialIn(await ada.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 }));
  const thread = await threadOf(ada, trial);
  await bea.visitor.joinThread(thread);
  debaters.at(0).goOn();
  const ballot = await bea.card(thread, 'Which answer is better?');

  const votes = async () => viewTrial(await app.trials.history(trial)).votes.map(({ watched }) => watched);
  stage.playground.failRequests({
    routes: ['GET /channels/:id/thread-members/:id'],
    outcome: 'refused',
    answer: 503,
    times: 4,
  });
  expect(await bea.press(ballot, buttonFor(ballot, ':answer:A'))).toContain('report');
  expect(await votes()).toEqual([]);
  expect(await bea.press(ballot, buttonFor(ballot, ':answer:A'))).toContain('**A is better**');
  expect(await votes()).toEqual([true]);
  expect(await ada.press(ballot, buttonFor(ballot, ':answer:A'))).toContain('**A is better**');
  expect(await votes()).toEqual([true, false]);
  stage.expectClean(ada);
});
