import type { APIMessage } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { TrialId } from '../../src/core/ids.ts';
import { CommandFailedError } from '../../src/playground/visitor/client/command-failed-error.ts';
import { speech, wordsFor } from '../support/speech.ts';
import { Watcher } from '../trial/processes.ts';
import { buttonFor, type Eyes, options, textOf } from './eyes.ts';
import { type Run, type RunOptions, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
/** One attempt at a request: discord.js makes it so many times. */
const ATTEMPT = 4;

interface OpenBallot {
  readonly stage: Stage;
  readonly run: Run;
  /** Sees what is stored. */
  readonly watcher: Watcher;
  readonly eyes: Eyes;
  readonly trial: TrialId;
  readonly thread: string;
  readonly ballot: APIMessage;
  /** The members' messages, in order. */
  readonly turns: readonly APIMessage[];
}

/** A debate that has come to its ballot. */
async function openBallot(options: RunOptions = {}): Promise<OpenBallot> {
  const stage = await Stage.open();
  const eyes = await stage.eyes('Ada');
  const run = await stage.run(options);
  const watcher = new Watcher();
  run.app.trials.addPresenter(watcher);
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  const ballot = await eyes.card(thread, 'Which answer is better?');
  const turns = eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
  return { stage, run, watcher, eyes, trial, thread, ballot, turns };
}

/** The line of the result that says how often each reaction was given. */
async function reactionsIn(eyes: Eyes, thread: string): Promise<string> {
  const result = await eyes.card(thread, 'Results');
  return result.embeds[0]?.fields?.find(({ name }) => name.startsWith('Reactions'))?.value ?? 'no such line';
}

it('keeps votes, counts what was given and taken back while it was down, and nobody twice', async () => {
  const long = (text: string, seed: number): string => `${text} ${speech(seed + 1, 30)}`;
  const {
    stage,
    run,
    eyes: ada,
    thread,
    ballot,
    turns,
  } = await openBallot({
    script: {
      reply: (request) =>
        request.shape === undefined && request.maxTokens > 100
          ? long(wordsFor(request), request.seed)
          : wordsFor(request),
    },
  });
  const bea = await stage.eyes('Bea');
  const cem = await stage.eyes('Cem (scripted)', true);
  // The first member's turn stands in two messages.
  const [head, tail, ...others] = turns;
  const other = others.at(0);
  if (head === undefined || tail === undefined || other === undefined) return expect.fail();
  expect(head.author.username).toBe(tail.author.username);

  await ada.press(ballot, buttonFor(ballot, ':answer:A'));
  await bea.press(ballot, buttonFor(ballot, ':answer:A'));
  await ada.visitor.react(thread, head.id, '👍');
  await bea.visitor.react(thread, other.id, '💡');
  await cem.visitor.react(thread, other.id, '💡');
  await run.close();

  // The same person under the same turn again, and with another meaning.
  await ada.visitor.react(thread, tail.id, '👍');
  await ada.visitor.react(thread, tail.id, '👎');
  await bea.visitor.unreact(thread, other.id, '💡');
  await bea.visitor.react(thread, other.id, '❓');
  // Fails for whoever presses, as on Discord, and counts for nothing.
  await expect(bea.visitor.press(ballot, buttonFor(ballot, ':answer:B'))).rejects.toThrow(CommandFailedError);

  await stage.run();
  expect(await bea.press(ballot, buttonFor(ballot, ':guess:unsure'))).toContain('Your vote: **A is better**');
  stage.clock.skip(HOUR);
  expect(await reactionsIn(ada, thread)).toBe(
    '👍 1 by people · 👎 1 by people · 💡 0 by people, 1 scripted · ❓ 1 by people',
  );
  const result = textOf(await ada.card(thread, 'Results (complete)'));
  expect(result).toMatch(
    /Votes by people: (2 for the ensemble, 0|0 for the ensemble, 2) for the single model, 0 equally/,
  );
  expect(result).toContain('The seal holds');
  stage.expectClean(ada);
});

it('closes at once when the deadline passed while it was down, and refuses in words what comes after', async () => {
  const { stage, run, eyes, thread, ballot, turns } = await openBallot();
  await eyes.press(ballot, buttonFor(ballot, ':answer:A'));
  await run.close();
  await eyes.visitor.react(thread, turns[0]?.id ?? '', '💡');
  stage.clock.skip(2 * HOUR);

  // The count has to wait for Discord, so that the buttons are still there.
  stage.playground.failRequests({
    routes: ['GET /channels/:id/messages/:id'],
    outcome: 'refused',
    answer: 503,
    times: ATTEMPT,
  });
  await stage.run();
  expect(await eyes.press(ballot, buttonFor(ballot, ':answer:B'))).toMatch(/ballot is not open.*not counted/);
  expect(await reactionsIn(eyes, thread)).toBe('💡 1 by people');
  const result = textOf(await eyes.card(thread, 'Results (complete)'));
  expect(result).toMatch(
    /Votes by people: (1 for the ensemble, 0|0 for the ensemble, 1) for the single model, 0 equally/,
  );
  await eyes.card(thread, 'The ballot is closed');
  stage.expectClean(eyes);
});

it('counts no vote that arrives after the deadline, when it was pressed before', async () => {
  const { stage, eyes, thread, ballot } = await openBallot();
  stage.playground.failRequests({
    routes: ['GET /channels/:id/messages/:id'],
    outcome: 'refused',
    answer: 503,
    times: ATTEMPT,
  });
  const pressed = eyes.press(ballot, buttonFor(ballot, ':answer:A'));
  stage.clock.skip(HOUR);
  expect(await pressed).toMatch(/ballot is not open.*not counted/);
  expect(textOf(await eyes.card(thread, 'Results (complete)'))).toContain('Votes by people: no votes');
  stage.expectClean(eyes);
});

it('lets stand what a moderator wiped or deleted, as it was seen last', async () => {
  const { stage, run, watcher, eyes: ada, thread, turns } = await openBallot();
  const bea = await stage.eyes('Bea');
  const [first, second, third] = turns.map(({ id }) => id);
  if (first === undefined || second === undefined || third === undefined) return expect.fail();
  for (const [message, emoji] of [
    [first, '👍'],
    [second, '💡'],
    [third, '❓'],
  ] as const) {
    await ada.visitor.react(thread, message, emoji);
    await bea.visitor.react(thread, message, emoji);
  }
  await bea.visitor.unreact(thread, third, '❓');
  await watcher.shown('reaction-changed', 7);
  stage.playground.removeAllReactions(thread, first);
  await watcher.shown('reactions-wiped');
  await run.close();
  stage.playground.deleteMessage(thread, second);
  await bea.visitor.react(thread, first, '👎');

  await stage.run();
  stage.clock.skip(HOUR);
  expect(await reactionsIn(ada, thread)).toBe('👍 2 by people · 👎 1 by people · 💡 2 by people · ❓ 1 by people');
  stage.expectClean(ada);
});

it('counts more people than Discord lists on a page', async () => {
  const { stage, watcher, eyes, thread, turns } = await openBallot();
  const people = await Promise.all(Array.from({ length: 101 }, (_, place) => stage.eyes(`Person ${place}`)));
  await Promise.all(people.map(({ visitor }) => visitor.react(thread, turns[0]?.id ?? '', '👍')));
  await watcher.shown('reaction-changed', people.length);
  stage.clock.skip(HOUR);
  expect(await reactionsIn(eyes, thread)).toBe('👍 101 by people');
  stage.expectClean(eyes);
});

it('asks about people whom it does not know a hundred at a time, and about none whom it knows', async () => {
  const { stage, run, watcher, eyes, trial, thread, turns } = await openBallot();
  const people = await Promise.all(Array.from({ length: 130 }, (_, place) => stage.eyes(`Person ${place}`)));
  const react = (some: readonly Eyes[]) =>
    Promise.all(some.map(({ visitor }) => visitor.react(thread, turns[0]?.id ?? '', '👍')));
  await react(people.slice(0, 20));
  await watcher.shown('reaction-changed', 20);
  await run.close();
  await react(people.slice(20));
  const before = stage.wire.frames.length;
  const { app, bot } = await stage.run();
  await bot.caughtUp;
  expect((await app.trials.view(trial)).reactions).toHaveLength(130);
  stage.clock.skip(HOUR);
  expect(await reactionsIn(eyes, thread)).toBe('👍 130 by people');
  const asked = stage.wire.frames.slice(before).filter(({ from, payload }) => from === 'bot' && payload.op === 8);
  const ids = asked.map(({ payload: { d } }) => z.object({ user_ids: z.array(z.string()) }).parse(d).user_ids);
  expect(ids.flat().sort()).toEqual(
    people
      .slice(20)
      .map(({ visitor }) => visitor.user.id)
      .sort(),
  );
  expect(ids.length).toBe(2);
  expect(stage.playground.requests().filter(({ route }) => route === '/guilds/:id/members/:id')).toEqual([]);
  stage.expectClean(eyes);
});

it('says so in the result when the reactions could not be counted', async () => {
  const { stage, run, watcher, eyes, trial, thread, turns } = await openBallot();
  await eyes.visitor.react(thread, turns[0]?.id ?? '', '💡');
  await watcher.shown('reaction-changed');
  stage.playground.deleteThread(thread);
  stage.clock.skip(HOUR);
  await run.app.trials.finished(trial);
  const result = textOf(await eyes.command('results', options({ debate: trial })));
  expect(result).toContain('Results (incomplete)');
  expect(result).toContain('💡 1 by people');
  expect(result).toMatch(/reactions could not be counted when the ballot closed, .*The thread of this debate is gone/);
  stage.expectClean(eyes);
});

it('counts warnings that were given while it was down', async () => {
  const config = { hideAfterWarnings: 2 };
  const { stage, run, watcher, eyes: ada, thread, turns } = await openBallot({ config });
  const bea = await stage.eyes('Bea');
  const [first, second] = turns;
  await ada.visitor.react(thread, first?.id ?? '', '⚠️');
  await watcher.shown('reaction-changed');
  await run.close();
  await bea.visitor.react(thread, second?.id ?? '', '⚠️');
  await stage.run({ config });
  await ada.message(thread, ({ id, content }) => id === first?.id && content === '*Taken off view.*');
  stage.expectClean(ada);
});
