import { expect, it } from 'vitest';
import { buttonFor, type Eyes, options, sub } from './eyes.ts';
import { MANAGING, ORDINARY } from './permissions.ts';
import { Stage } from './stage.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;

it('many young accounts that vote alike within seconds are told to operators, what they voted only after the close, and to nobody else', async () => {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  await stage.run();
  const trial = trialIn(await ada.start({ scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 }));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  const status = async (): Promise<string> => (await ada.command('debate', sub('status'))).content;
  const results = async (eyes: Eyes): Promise<string> =>
    (await eyes.command('results', options({ debate: trial }))).content;
  const flags = (): number => stage.logged.filter((line) => line.includes('many young accounts voted alike')).length;

  await ada.press(ballot, buttonFor(ballot, ':answer:B'));
  stage.playground.setAccountAge(20);
  const crowd = await Promise.all([1, 2, 3, 4, 5, 6].map((place) => stage.eyes(`Newcomer ${place}`)));
  const vote = (eyes: Eyes) => eyes.press(ballot, buttonFor(ballot, ':answer:B'));
  await Promise.all(crowd.slice(0, 4).map(vote));
  expect(flags()).toBe(0);
  expect(await status()).not.toContain('⚠️');
  await Promise.all(crowd.slice(4).map(vote));
  expect(flags()).toBeGreaterThan(0);
  const told = /⚠️ 6 accounts younger than 30 days chose the same within \d+ s, from <t:\d+:T> on/;
  expect(await status()).toMatch(told);
  expect(await results(ada)).toMatch(told);
  expect(stage.logged.filter((line) => line.includes('voted alike')).join()).not.toMatch(/"choice"|answer/);

  stage.playground.setVisitorPermissions(ORDINARY);
  expect(await status()).not.toContain('⚠️');
  expect(await results(ada)).not.toContain('⚠️');
  stage.clock.skip(HOUR);
  await ada.card(thread, 'Results');
  expect(await results(ada)).not.toContain('⚠️');
  expect(standing(ada, thread)).not.toContain('younger than 30 days');
  stage.playground.setVisitorPermissions(MANAGING);
  expect(await results(ada)).toContain('⚠️ 6 accounts younger than 30 days chose answer B within');
  stage.expectClean(ada);
});
