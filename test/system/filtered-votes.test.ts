import type { APIMessage } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { letterOf } from '../../src/community/ballot.ts';
import type { LeftOut } from '../../src/community/left-out.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { voterId } from '../support/people.ts';
import { pressed } from '../support/pressed.ts';
import { buttonFor, type Eyes, options, textOf } from './eyes.ts';
import { Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };

function field({ embeds }: APIMessage, name: string): string | undefined {
  return embeds[0]?.fields?.find((one) => one.name === name)?.value;
}

it('shows all votes beside those that the rules leave, says how many were left out and why, and has kept every one', async () => {
  const stage = await Stage.open();
  const role = stage.playground.addRole('reader');
  const withRole = async (eyes: Eyes): Promise<Eyes> => {
    stage.playground.giveRole(eyes.visitor.user.id, role);
    return eyes;
  };
  const ada = await withRole(await stage.eyes('Ada'));
  const old = await Promise.all(['Bea', 'Cem', 'Dan', 'Eve', 'Fay'].map((name) => stage.eyes(name)));
  for (const eyes of old) await withRole(eyes);
  const outsider = await stage.eyes('Gil');
  stage.playground.setAccountAge(2);
  const young = await withRole(await stage.eyes('Hal'));
  const voting = { accountAge: 7 * DAY, roles: [role], starterCounts: false, quorum: 0 };
  const first = await stage.run({ config: { voting } });
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  expect(textOf(ballot)).toContain(
    'All votes are counted; beside that, a filtered count leaves out accounts younger than 7 days, whoever joined the server after the ballot opened, whoever has none of the roles that are set for voters and whoever started the debate.',
  );

  stage.playground.setAccountAge(400);
  const late = await withRole(await stage.eyes('Ivo'));
  const robot = await stage.eyes('Robo (scripted)', true);
  const { seal } = viewTrial(await first.app.trials.history(trial)).ballot ?? expect.fail();
  for (const eyes of [...old, robot])
    await eyes.press(ballot, buttonFor(ballot, `:answer:${letterOf(seal, { arm: 'ensemble' })}`));
  for (const eyes of [ada, outsider, young, late])
    await eyes.press(ballot, buttonFor(ballot, `:answer:${letterOf(seal, { arm: 'baseline' })}`));

  // Seven of them rate too, of whom two are left out.
  const { votes } = viewTrial(await first.app.trials.history(trial));
  for (const { item: _, choice: __, castAt: ___, ...facts } of votes) {
    const isOf = ({ visitor }: Eyes): boolean => voterId(visitor.user.id) === facts.voter;
    if ([late, outsider, robot].some(isOf)) continue;
    const value = old.some(isOf) ? 6 : 1;
    for (const { id: criterion } of first.app.content.rubric.criteria)
      await first.app.trials.rate(trial, pressed({ ...facts, letter: 'A', criterion, value }));
  }

  // What a ballot goes by is what was set when the debate began.
  await first.close();
  const { app } = await stage.run({ config: { voting: { accountAge: 0, roles: [], starterCounts: true, quorum: 0 } } });
  stage.clock.skip(HOUR);
  const result = await ada.card(thread, 'Results');
  expect(field(result, 'Votes by people')).toMatch(
    /^5 for the ensemble, 4 for the single model, 0 equally good, 0 both bad; .*56%/,
  );
  expect(field(result, 'Filtered count')).toMatch(
    /^5 for the ensemble, 0 for the single model, 0 equally good, 0 both bad; .*100%.*\nLeft out: 1 by accounts younger than 7 days, 1 by people who joined later, 1 without a voters’ role, 1 by the starter$/,
  );
  expect(field(result, 'Votes by scripted voters (programs, drawn at random)')).toMatch(/^1 for the ensemble/);
  expect(field(result, 'Ratings by people')).toMatch(/^Answer A \(.*\): overall 4\.6 of 7 from 7 people/m);
  const rated = field(result, 'Ratings by people, filtered count') ?? '';
  expect(rated).toMatch(/^Answer A \(.*\): overall 6\.0 of 7 from 5 people/m);
  expect(rated).toMatch(/\nLeft out: 1 by accounts younger than 7 days, 1 by the starter$/);
  const history = await app.trials.history(trial);
  expect(viewTrial(history).votes).toHaveLength(10);
  const reasons: readonly LeftOut[] = ['young-account', 'joined-later', 'without-role', 'starter'];
  expect(resultOf(history)?.community?.tally.leftOut).toEqual(reasons.map((reason) => ({ reason, voters: 1 })));
  expect(field(await ada.command('results', options({ debate: trial })), 'Filtered count')).toBeDefined();
  stage.expectClean(ada);
});
