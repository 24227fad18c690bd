import { expect, it } from 'vitest';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { buttonFor, options, textOf } from './eyes.ts';
import { pausingAt } from './pauses.ts';
import { Stage } from './stage.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };

it('stores no vote as long as it is not known whether the voter had watched', async () => {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  const bea = await stage.eyes('Bea');
  const debaters = pausingAt([0]);
  const { app } = await stage.run({ script: debaters.script });
  const trial = trialIn(await ada.start(REQUEST));
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

it('looks a thread up that it does not know, and so finds who was in it', async () => {
  const stage = await Stage.open();
  const [ada, bea] = [await stage.eyes('Ada'), await stage.eyes('Bea')];
  const debaters = pausingAt([0]);
  const { app, bot } = await stage.run({ script: debaters.script });
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  await bea.visitor.joinThread(thread);
  debaters.at(0).goOn();
  const ballot = await bea.card(thread, 'Which answer is better?');
  // As after a start while it was archived.
  bot.client.channels.cache.delete(thread);
  expect(await bea.press(ballot, buttonFor(ballot, ':answer:A'))).toContain('**A is better**');
  expect((await app.trials.view(trial)).votes).toMatchObject([{ watched: true }]);
  stage.expectClean(ada);
});

it('takes "both are bad" for a vote that is for neither, shows everybody their own vote and nobody another’s, and opens all at the close', async () => {
  const stage = await Stage.open();
  const [ada, bea, cem] = [await stage.eyes('Ada'), await stage.eyes('Bea'), await stage.eyes('Cem')];
  const { app } = await stage.run();
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  const ownVote = buttonFor(ballot, `:own-vote:${trial}`);

  expect(await ada.press(ballot, ownVote)).toMatch(/^You have not said yet which answer is better\.\n/);
  expect(await ada.press(ballot, buttonFor(ballot, ':answer:A'))).toContain('Your vote: **A is better**.');
  expect(await ada.press(ballot, buttonFor(ballot, ':answer:all-bad'))).toContain('Your vote: **both are bad**.');
  await bea.press(ballot, buttonFor(ballot, ':answer:B'));
  await bea.press(ballot, buttonFor(ballot, ':guess:unsure'));
  expect(await ada.press(ballot, ownVote)).toMatch(/^Your vote: \*\*both are bad\*\*\.\n/);
  expect(await bea.press(ballot, ownVote)).toMatch(
    /^Your vote: \*\*B is better\*\*\.\nYour guess: \*\*you can’t tell\*\*\.\nYou can change both until/,
  );
  expect(viewTrial(await app.trials.history(trial)).votes).toHaveLength(4);
  expect((await ada.command('results', options({ debate: trial }))).content).toContain('both are bad');
  expect(standing(ada, thread)).not.toMatch(/\d (?:both bad|equally good)/);

  stage.clock.skip(HOUR);
  const result = textOf(await ada.card(thread, 'Results (complete)'));
  expect(result).toMatch(
    /Votes by people: (1 for the ensemble, 0|0 for the ensemble, 1) for the single model, 0 equally good, 1 both bad/,
  );
  expect(result).toContain('The seal holds');
  expect((await ada.command('results', options({ debate: trial }))).content).toBe('Your vote was: **both are bad**.');
  expect((await cem.command('results', options({ debate: trial }))).content).toBe('You did not vote.');
  stage.expectClean(ada);
});
