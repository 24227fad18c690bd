import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { PositionTime } from '../../src/community/position.ts';
import { CommandFailedError } from '../../src/playground/visitor/client/command-failed-error.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { buttonFor, buttonsOf, type Eyes, sub, textOf } from './eyes.ts';
import { type Run, type RunOptions, Stage } from './stage.ts';
import { standing, threadOf, trialIn } from './threads.ts';

const HOUR = 3_600_000;
const MINUTE = 60_000;
const REQUEST = { scenario: 'care-robot-refusal', format: 'oxford', rounds: 2, ballot: '1h', seed: 5 };
/** One attempt at a request: discord.js makes it so many times. */
const ATTEMPT = 4;

interface Scene extends Run {
  readonly stage: Stage;
  readonly ada: Eyes;
  readonly trial: ReturnType<typeof trialIn>;
  readonly thread: string;
  /** The message that asks before the debate. */
  readonly before: APIMessage;
}

/** An Oxford debate that Ada has started, and that waits for people to say where they stand. */
async function asking(options: RunOptions = {}): Promise<Scene> {
  const stage = await Stage.open();
  const running = await stage.run(options);
  const ada = await stage.eyes('Ada');
  const trial = trialIn(await ada.start(REQUEST));
  const thread = await threadOf(ada, trial);
  const before = await ada.card(thread, 'Where do you stand now, before a word is said?');
  return { stage, ...running, ada, trial, thread, before };
}

const asks = (message: APIMessage, time: PositionTime): string => buttonFor(message, `:${time}`);

/** Chooses where somebody stands and returns what they alone are told. */
function says(eyes: Eyes, message: APIMessage, time: PositionTime, position: number): Promise<string> {
  return eyes.choose(message, asks(message, time), String(position));
}

/** A message once its menu is gone. */
function closed(eyes: Eyes, thread: string, { id }: APIMessage): Promise<APIMessage> {
  return eyes.message(thread, (message) => message.id === id && buttonsOf(message).length === 0);
}

async function debated({ stage, ada, thread }: Scene): Promise<APIMessage> {
  stage.clock.skip(MINUTE);
  return ada.card(thread, 'And where do you stand now, after the last word?');
}

function field({ embeds }: APIMessage, name: string): string | undefined {
  return embeds[0]?.fields?.find((one) => one.name.startsWith(name))?.value;
}

async function results({ stage, ada, thread }: Scene): Promise<APIMessage> {
  stage.clock.skip(HOUR);
  return ada.card(thread, 'Results');
}

const turnsIn = (eyes: Eyes, thread: string): APIMessage[] =>
  eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);

describe('where people stand', () => {
  it('is asked in private before and after, sealed, and shown as a swing when the ballot closes', async () => {
    const scene = await asking();
    const { stage, ada, thread, trial, before } = scene;
    const others = await Promise.all(['Bea', 'Cem', 'Dan', 'Eve', 'Fay'].map((name) => stage.eyes(name)));
    const robot = await stage.eyes('Robo (scripted)', true);
    const [bea, cem, dan, eve, fay] = others;
    if (!bea || !cem || !dan || !eve || !fay) return expect.fail();

    expect(textOf(before)).toContain('A care robot');
    expect(textOf(before)).toMatch(/until the debate begins <t:\d+:R>, at <t:\d+:T>; nobody else sees/);
    const status = await ada.command('debate', sub('status'));
    expect(status.content).toMatch(new RegExp(`^\`${trial}\` .*: people say where they stand, until <t:\\d+:T>$`));
    expect(await says(ada, before, 'before', 2)).toMatch(
      /^You stand at \*\*\+2, for it\*\*\.\nYou can change it until the debate begins <t:\d+:R>\.\nYou are asked again after the debate\.$/,
    );
    expect(await says(ada, before, 'before', 0)).toContain('You stand at **0, undecided**.');
    for (const [eyes, position] of [
      [bea, -1],
      [cem, 3],
      [dan, 2],
      [eve, -2],
      [robot, -3],
    ] as const)
      await says(eyes, before, 'before', position);
    expect(turnsIn(ada, thread)).toEqual([]);

    const after = await debated(scene);
    expect(textOf(await closed(ada, thread, before))).toBe(
      'The debate begins\nSaid where they stand before the debate: 5 people, one scripted voter. What they said is opened with the votes.',
    );
    expect(turnsIn(ada, thread).length).toBeGreaterThan(4);
    expect(await says(ada, after, 'after', 1)).toMatch(
      /^You stand at \*\*\+1, rather for it\*\*\.\nBefore the debate you stood at \*\*0, undecided\*\*\.\nYou can change it until the ballot closes <t:\d+:R>\.$/,
    );
    for (const [eyes, position] of [
      [bea, 1],
      [cem, 3],
      [dan, 1],
      [eve, -3],
      [robot, 3],
    ] as const)
      await says(eyes, after, 'after', position);
    expect(await says(fay, after, 'after', -3)).toContain(
      'You did not say before the debate, so your answer is counted apart',
    );
    expect(standing(ada, thread)).not.toMatch(/Moved|undecided,/);

    // Whoever said where they stand before the debate has taken part in it, and whoever came for the ballot has not.
    const ballot = await ada.card(thread, 'Which answer is better?');
    for (const eyes of [bea, fay]) await eyes.press(ballot, buttonFor(ballot, ':answer:A'));
    const { votes } = viewTrial(await scene.app.trials.history(trial));
    expect(votes.map(({ watched }) => watched)).toEqual([true, false]);

    const result = await results(scene);
    expect(textOf(await closed(ada, thread, after))).toBe(
      'The audience has answered again\nSaid where they stand after the debate: 6 people, one scripted voter.',
    );
    expect(field(result, 'The audience’s swing')).toBe(
      [
        'Before: 2 for, 1 undecided, 2 against',
        'After: 4 for, 0 undecided, 1 against',
        'Moved: 2 towards the motion, 2 away from it, 1 not at all',
        'Mean change +0.2 on the scale from −3 to +3 (n = 5)',
        'The side for the motion gained more, so it won the audience.',
        'Counted apart: 1 only after',
      ].join('\n'),
    );
    expect(field(result, 'The swing of scripted voters')).toMatch(
      /^Before: 0 for, 0 undecided, 1 against\nAfter: 1 for, .*\nMoved: 1 towards .*\nNot enough votes: 5 who say so both/,
    );
    stage.expectClean(ada);
  });

  it('is not told in a swing of fewer than five, nor asked in formats that do not ask', async () => {
    const scene = await asking();
    const { stage, ada, before } = scene;
    await says(ada, before, 'before', 1);
    await says(ada, await debated(scene), 'after', 2);
    expect(field(await results(scene), 'The audience’s swing')).toContain(
      'Not enough votes: 5 who say so both before and after are needed',
    );
    const plain = trialIn(await ada.start({ ...REQUEST, format: 'proponent-opponent', rounds: 1 }));
    const thread = await threadOf(ada, plain);
    await ada.card(thread, 'Which answer is better?');
    stage.clock.skip(HOUR);
    expect(field(await ada.card(thread, 'Results'), 'The audience’s swing')).toBeUndefined();
    expect(standing(ada, thread)).not.toMatch(/where (?:do )?you stand|where they stand/i);
    stage.expectClean(ada);
  });

  it('counts no more after the deadline, and says so to whoever is late', async () => {
    const scene = await asking();
    const { stage, ada, app, trial, thread, before } = scene;
    await says(ada, before, 'before', 1);
    // The menu is still there: Discord does not take the edit.
    stage.playground.failRequests({
      routes: ['PATCH /channels/:id/messages/:id'],
      outcome: 'refused',
      answer: 503,
      times: ATTEMPT,
    });
    stage.clock.skip(MINUTE);
    expect(await says(ada, before, 'before', -3)).toBe(
      'Nobody is asked now where they stand on this motion, so your answer was not counted. The result shows how those moved who said so before and after.',
    );
    await closed(ada, thread, before);
    expect(viewTrial(await app.trials.history(trial)).positions.map(({ position }) => position)).toEqual([1]);
    stage.expectClean(ada);
  });

  it('goes on being asked after a restart, until the same time', async () => {
    const scene = await asking();
    const { stage, ada, thread, trial, before } = scene;
    const bea = await stage.eyes('Bea');
    await says(ada, before, 'before', 1);
    await scene.close();
    await expect(bea.visitor.press(before, asks(before, 'before'), ['2'])).rejects.toThrow(CommandFailedError);
    stage.clock.skip(MINUTE / 2);
    const { app } = await stage.run();
    expect(await says(ada, before, 'before', -1)).toContain('You stand at **−1, rather against it**.');
    expect(turnsIn(ada, thread)).toEqual([]);
    // Half of the time was over before.
    stage.clock.skip(MINUTE / 2);
    const after = await ada.card(thread, 'And where do you stand now');
    expect(textOf(await closed(ada, thread, before))).toContain('before the debate: one person.');
    expect(await says(ada, after, 'after', 2)).toContain('Before the debate you stood at **−1, rather against it**.');
    const history = await app.trials.history(trial);
    expect(history.filter(({ event }) => event.type === 'positions-open')).toHaveLength(1);
    const cards = ada.messagesIn(thread).filter(({ embeds }) => /stand now|debate begins/.test(embeds[0]?.title ?? ''));
    expect(cards.map(({ id }) => id)).toEqual([before.id, after.id]);
    stage.expectClean(ada);
  });

  it('is asked no more when the time was over while it was down', async () => {
    const scene = await asking();
    const { stage, ada, thread, before } = scene;
    await scene.close();
    stage.clock.skip(2 * MINUTE);
    await stage.run();
    expect(textOf(await closed(ada, thread, before))).toContain('before the debate: nobody.');
    await ada.card(thread, 'And where do you stand now');
    stage.expectClean(ada);
  });

  it('is asked no more when the debate is stopped: it ends at once, and what was said is not opened', async () => {
    const scene = await asking();
    const { stage, ada, app, thread, trial, before } = scene;
    await says(ada, before, 'before', 1);
    await ada.command('debate', sub('stop', { debate: trial }));
    const result = await ada.card(thread, 'Results (stopped)');
    expect(textOf(await closed(ada, thread, before))).toMatch(/^Nobody is asked any more.*\n.*is not opened\.$/);
    expect(field(result, 'The audience’s swing')).toBeUndefined();
    expect(turnsIn(ada, thread)).toEqual([]);
    expect((await app.trials.finished(trial)).status).toBe('stopped');
    stage.expectClean(ada);
  });

  it('stays sealed when the debate is stopped while people vote', async () => {
    const scene = await asking();
    const { stage, ada, thread, trial, before } = scene;
    await says(ada, before, 'before', 1);
    const after = await debated(scene);
    await says(ada, after, 'after', 2);
    await ada.command('debate', sub('stop', { debate: trial }));
    const result = await ada.card(thread, 'Results (stopped)');
    expect(textOf(await closed(ada, thread, after))).toMatch(/^Nobody is asked any more/);
    expect(textOf(await closed(ada, thread, before))).toMatch(/^The debate begins/);
    expect(field(result, 'The audience’s swing')).toBeUndefined();
    stage.expectClean(ada);
  });

  it('is asked no more when the debate is stopped while its ballot is being closed by hand', async () => {
    const scene = await asking();
    const { stage, ada, thread, trial, before } = scene;
    await says(ada, before, 'before', 1);
    const after = await debated(scene);
    await says(ada, after, 'after', 2);
    // The count has to wait for Discord.
    stage.playground.failRequests({
      routes: ['GET /channels/:id/messages/:id'],
      outcome: 'refused',
      answer: 503,
      times: 5 * ATTEMPT,
    });
    await ada.command('debate', sub('close', { debate: trial }));
    await ada.command('debate', sub('stop', { debate: trial }));
    await ada.card(thread, 'Results (stopped)');
    expect(textOf(await closed(ada, thread, after))).toMatch(/^Nobody is asked any more/);
    stage.expectClean(ada);
  });

  it('is asked without the motion once the debate is taken off view', async () => {
    const scene = await asking();
    const { stage, ada, app, thread, trial, before } = scene;
    const motion = viewTrial(await app.trials.history(trial)).plan?.ensemble.scenario.motion ?? expect.fail();
    expect(textOf(before)).toContain(motion);
    await app.trials.hide(trial, 'moderator', 'spam');
    const bare = await ada.message(thread, (message) => message.id === before.id && !textOf(message).includes(motion));
    expect(await says(ada, bare, 'before', 1)).toContain('You stand at **+1, rather for it**.');
    const after = await debated(scene);
    expect(textOf(after)).not.toContain(motion);
    await results(scene);
    expect(standing(ada, thread)).not.toContain(motion);
    stage.expectClean(ada);
  });
});
