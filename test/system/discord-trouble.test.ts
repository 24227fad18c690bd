import type { APIMessage } from 'discord-api-types/v10';
import { MessageFlags, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { TrialId } from '../../src/core/ids.ts';
import { trialIdSchema } from '../../src/core/ids.ts';
import { NEEDED_PERMISSIONS } from '../../src/discord/permissions.ts';
import type { RequestFault } from '../../src/playground/playground-for-tests.ts';
import type { TrialEvent } from '../../src/trial/events.ts';
import { resultOf } from '../../src/trial/result.ts';
import { isOfJudge, speech } from '../support/speech.ts';
import { type Eyes, options, sub, textOf } from './eyes.ts';
import { ImpatientClock } from './impatient-clock.ts';
import { latch, pausingAt } from './pauses.ts';
import { type Run, Stage } from './stage.ts';
import { lasting } from './threads.ts';

const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };
/** Calls of a debate of two members: turn, turn, answer; then as many of the single model. */
const FIRST_TURN = 0;
const SECOND_TURN = 1;
const BASELINE = 3;

/** The members' messages in a thread as they stand now. */
function turnsIn(eyes: Eyes, thread: string): APIMessage[] {
  return eyes.messagesIn(thread).filter(({ webhook_id }) => webhook_id !== undefined);
}

const SPEAKERS = ['grace', 'astrid', 'wen'];

function names(run: Run): (string | undefined)[] {
  return SPEAKERS.map((id) => run.app.content.personas.get(id)?.name);
}

async function startedTrial(eyes: Eyes, given = REQUEST, channelId = eyes.channelId): Promise<TrialId> {
  const answer = await eyes.start(given, channelId);
  return trialIdSchema.parse(/t-[0-9a-f]+/.exec(answer)?.[0]);
}

/** The playground's other channel. */
function lobbyOf({ visitor }: Eyes): string {
  return visitor.ready.channels.find(({ name }) => name === 'lobby')?.id ?? expect.fail('no lobby');
}

function threadOf(eyes: Eyes, trial: TrialId): Promise<string> {
  return eyes.until(() => {
    const created = eyes.seen.find(
      ({ event, data }) => event === 'THREAD_CREATE' && data.name?.endsWith(trial) === true,
    );
    return created?.event === 'THREAD_CREATE' ? created.data.id : undefined;
  });
}

/** A member's words while they are being written. */
function writing(eyes: Eyes, thread: string): Promise<APIMessage> {
  return eyes.message(thread, ({ webhook_id, content }) => webhook_id !== undefined && content.endsWith('▍'));
}

/** What the bot said outside of threads, in words of its own. */
function saidInChannel(eyes: Eyes, trial: string): string[] {
  return eyes
    .messagesIn(eyes.channelId)
    .map(({ content }) => content)
    .filter((content) => content.includes(`Debate \`${trial}\``));
}

function toldInChannel(eyes: Eyes, trial: string): Promise<string> {
  return eyes.until(() => saidInChannel(eyes, trial)[0]);
}

/** Tells when a trial has got so far, also one that nobody sees. */
function watch({ app }: Run): (trial: string, type: TrialEvent['type']) => Promise<void> {
  const latches = new Map<string, ReturnType<typeof latch>>();
  const latchOf = (trial: string, type: string): ReturnType<typeof latch> => {
    const key = `${trial} ${type}`;
    const known = latches.get(key) ?? latch();
    latches.set(key, known);
    return known;
  };
  app.trials.addPresenter({
    name: 'watcher',
    lasts: false,
    async present({ trial }, updates) {
      for await (const { source, event } of updates) if (source === 'trial') latchOf(trial, event.type)[1]();
    },
  });
  return (trial, type) => latchOf(trial, type)[0];
}

/** Runs a trial that nobody can see any more to its end. */
async function toItsEnd(stage: Stage, run: Run, got: ReturnType<typeof watch>, trial: TrialId): Promise<void> {
  await got(trial, 'ballot-open');
  stage.clock.skip(HOUR);
  await run.app.trials.finished(trial);
}

/** Where the thread is gone nobody can ask for its reactions: all that is missing then. */
const UNCOUNTED = [expect.stringContaining('reactions could not be counted')];

async function expectWhole(
  run: Run,
  eyes: Eyes,
  trial: TrialId,
  missing: readonly unknown[] = [],
  channelId = eyes.channelId,
): Promise<void> {
  const result = resultOf(await run.app.trials.history(trial));
  expect(result?.reasons).toEqual(missing);
  expect(result?.ensemble.scores.overall).toBeCloseTo(4.8);
  expect(result?.community?.sealHolds).toBe(true);
  const shown = await eyes.command('results', options({ debate: trial }), () => true, channelId);
  expect(textOf(shown)).toMatch(/Results \((in)?complete\)[\s\S]*How the judge scored the ensemble/);
}

describe('webhooks', () => {
  it('goes on under a new one when they are deleted in the middle of a turn and between turns', async () => {
    const { script, at } = pausingAt([FIRST_TURN, SECOND_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);

    const begun = await writing(ada, thread);
    stage.playground.deleteWebhooks(ada.channelId);
    at(FIRST_TURN).goOn();
    const second = await ada.message(thread, ({ author }) => author.username === names(run)[1]);
    expect(turnsIn(ada, thread).map(({ author }) => author.username)).toEqual(names(run).slice(0, 2));
    const [first] = turnsIn(ada, thread);
    expect(first?.webhook_id).not.toBe(begun.webhook_id);
    // The second one's is gone before its next words, the chair's before its first.
    stage.playground.deleteWebhooks(ada.channelId);
    at(SECOND_TURN).goOn();

    await ada.card(thread, 'Which answer is better?');
    const turns = turnsIn(ada, thread);
    expect(turns.map(({ author }) => author.username)).toEqual(names(run));
    for (const { content } of turns) expect(content).not.toContain('▍');
    expect(turns[1]?.webhook_id).not.toBe(second.webhook_id);
    await toItsEnd(stage, run, got, trial);
    await expectWhole(run, ada, trial);
    stage.expectClean(ada);
  });

  it('goes on under a new one when one is moved to another channel', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    await stage.run({ script });
    const { apiUrl, botToken } = stage.playground;
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada, { ...REQUEST, rounds: 2 });
    const thread = await threadOf(ada, trial);
    const { webhook_id } = await writing(ada, thread);
    const moved = await fetch(`${apiUrl}/v10/webhooks/${webhook_id}`, {
      method: 'PATCH',
      headers: { authorization: `Bot ${botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel_id: lobbyOf(ada) }),
    });
    expect(moved.status).toBe(200);
    at(FIRST_TURN).goOn();
    await ada.card(thread, 'Which answer is better?');
    expect(turnsIn(ada, thread)).toHaveLength(5);
    expect(saidInChannel(ada, trial)).toEqual([]);
    stage.expectClean(ada);
  });

  it('says in the channel when there are fifteen of others', async () => {
    const stage = await Stage.open();
    for (let count = 1; count <= 15; count += 1)
      stage.playground.addPersonalWebhook(stage.playground.channelId, `News ${count}`);
    const run = await stage.run();
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const told = await toldInChannel(ada, trial);
    expect(told).toContain("#debates has as many webhooks as Discord allows (15), and none of them is the bot's.");
    expect(told).toContain('Delete one that is no longer used');
    expect(told).toContain('/results');
    await toItsEnd(stage, run, got, trial);
    await expectWhole(run, ada, trial);
    expect(saidInChannel(ada, trial)).toHaveLength(1);
    expect(stage.playground.violations().map(({ code }) => code)).toEqual([30007]);
  });

  it('shares one of its own among the members where there is no room for more', async () => {
    const stage = await Stage.open();
    const { apiUrl, botToken, channelId } = stage.playground;
    const made = await fetch(`${apiUrl}/v10/channels/${channelId}/webhooks`, {
      method: 'POST',
      headers: { authorization: `Bot ${botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Of an older version' }),
    });
    expect(made.status).toBe(200);
    for (let count = 1; count <= 14; count += 1) stage.playground.addPersonalWebhook(channelId, `News ${count}`);
    const run = await stage.run();
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await ada.card(thread, 'Which answer is better?');
    const turns = turnsIn(ada, thread);
    expect(turns.map(({ author }) => author.username)).toEqual(names(run));
    expect(new Set(turns.map(({ webhook_id }) => webhook_id)).size).toBe(1);
    expect(saidInChannel(ada, trial)).toEqual([]);
  });
});

describe('the thread', () => {
  it('comes back by itself when somebody archives it', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    const begun = await writing(ada, thread);
    stage.playground.archiveThread(thread, false);
    at(FIRST_TURN).goOn();
    const ballot = await ada.card(thread, 'Which answer is better?');
    const grown = ada.messagesIn(thread).find(({ id }) => id === begun.id);
    expect(grown?.content).not.toContain('▍');

    // While people vote nothing is posted: once all is quiet, the bot's next word is an edit.
    const offered = 5 * run.app.content.reactions.reactions.length;
    await ada.until(() => ada.seen.filter(({ event }) => event === 'MESSAGE_REACTION_ADD').length === offered);
    stage.playground.archiveThread(thread, false);
    await toItsEnd(stage, run, got, trial);
    await ada.card(thread, 'Results (complete)');
    expect(textOf(ada.messagesIn(thread).find(({ id }) => id === ballot.id) ?? ballot)).toContain('closed');
    expect(saidInChannel(ada, trial)).toEqual([]);
    stage.expectClean(ada);
  });

  it('waits, with words in the channel, while it is locked', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.archiveThread(thread, true);
    at(FIRST_TURN).goOn();
    expect(await toldInChannel(ada, trial)).toContain(
      'may not write into the thread of this debate any more: it was locked',
    );
    await got(trial, 'ballot-open');
    // Somebody opens it again while people could vote.
    stage.playground.openThread(thread);
    await ada.card(thread, 'Which answer is better?');
    expect(turnsIn(ada, thread).map(({ author }) => author.username)).toEqual(names(run));
    await toItsEnd(stage, run, got, trial);
    await ada.card(thread, 'Results (complete)');
    expect(saidInChannel(ada, trial)).toHaveLength(1);
    stage.expectClean(ada);
  });

  it('is given up, with words in the channel, when it stays locked to the end', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.archiveThread(thread, true);
    at(FIRST_TURN).goOn();
    await toItsEnd(stage, run, got, trial);
    await expectWhole(run, ada, trial);
    expect(saidInChannel(ada, trial)).toHaveLength(1);
    stage.expectClean(ada);
  });

  it('is given up, with words in the channel, when it is deleted; no restart says it again', async () => {
    const { script, at } = pausingAt([FIRST_TURN, SECOND_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.deleteThread(thread);
    at(FIRST_TURN).goOn();
    expect(await toldInChannel(ada, trial)).toContain('The thread of this debate is gone.');
    await run.close();

    const again = await stage.prepare();
    const got = watch(again);
    await again.bot.start(new AbortController().signal);
    await toItsEnd(stage, again, got, trial);
    await expectWhole(again, ada, trial, UNCOUNTED);
    expect(saidInChannel(ada, trial)).toHaveLength(1);
    stage.expectClean(ada);
  });

  it('and its whole channel can be deleted: other debates go on', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const bea = await stage.eyes('Bea');
    const lobby = lobbyOf(ada);
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    const other = await startedTrial(bea, REQUEST, lobby);
    const otherThread = await threadOf(bea, other);
    stage.playground.deleteChannel(ada.channelId);
    at(FIRST_TURN).goOn();
    await got(trial, 'ballot-open');
    await got(other, 'ballot-open');
    stage.clock.skip(HOUR);
    await run.app.trials.finished(trial);
    await run.app.trials.finished(other);
    await expectWhole(run, ada, trial, UNCOUNTED, lobby);
    await expectWhole(run, bea, other, [], lobby);
    await bea.card(otherThread, 'Results (complete)');
    stage.expectClean(ada);
  });
});

describe('messages', () => {
  it('that a moderator deletes stay deleted, and the rest goes on', async () => {
    const { script, at } = pausingAt([FIRST_TURN, BASELINE]);
    const stage = await Stage.open();
    const { playground } = stage;
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    const begun = await writing(ada, thread);
    playground.deleteMessage(thread, begun.id);
    at(FIRST_TURN).goOn();
    const status = await ada.message(thread, ({ content }) => content.startsWith('-# Now a single model'));
    playground.deleteMessage(thread, status.id);
    at(BASELINE).goOn();
    const ballot = await ada.card(thread, 'Which answer is better?');
    playground.deleteMessage(thread, ballot.id);
    await toItsEnd(stage, run, got, trial);

    await ada.card(thread, 'Results (complete)');
    expect(turnsIn(ada, thread).map(({ author }) => author.username)).toEqual(names(run).slice(1));
    const shown = ada.messagesIn(thread).map(textOf);
    expect(shown.filter((text) => text.startsWith('-# '))).toEqual([]);
    expect(shown.filter((text) => /ballot/i.test(text) && !text.includes('Who debates'))).toEqual([]);
    // Once each was it found out; nobody asks for them again, but for the reactions under the turn: those are asked for twice.
    const refused = playground.requests().filter(({ status: code }) => code === 404);
    expect(refused.map(({ method, route }) => `${method} ${route}`).sort()).toEqual([
      'GET /channels/:id/messages/:id',
      'GET /channels/:id/messages/:id',
      'PATCH /channels/:id/messages/:id',
      'PATCH /channels/:id/messages/:id',
      'PATCH /webhooks/:id/:token/messages/:id',
    ]);
    expect(saidInChannel(ada, trial)).toEqual([]);
    stage.expectClean(ada);
  });
});

describe('permissions', () => {
  const {
    AddReactions,
    AttachFiles,
    CreatePublicThreads,
    EmbedLinks,
    ManageMessages,
    ManageWebhooks,
    ReadMessageHistory,
    SendMessages,
    SendMessagesInThreads,
    ViewChannel,
  } = PermissionFlagsBits;

  it('that are missing at the start are named as in the settings of Discord', async () => {
    const stage = await Stage.open();
    await stage.run();
    const ada = await stage.eyes('Ada');
    const named = [
      [ViewChannel, 'View Channels'],
      [SendMessages, 'Send Messages'],
      [CreatePublicThreads, 'Create Public Threads'],
      [SendMessagesInThreads, 'Send Messages in Threads'],
      [ManageWebhooks, 'Manage Webhooks'],
      [EmbedLinks, 'Embed Links'],
      [AttachFiles, 'Attach Files'],
      [AddReactions, 'Add Reactions'],
      [ReadMessageHistory, 'Read Message History'],
      [ManageMessages, 'Manage Messages'],
    ] as const;
    for (const [bit, name] of named) {
      stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~bit);
      const answer = await ada.start(REQUEST);
      expect(answer).toMatch(new RegExp(`^The bot lacks a permission in #debates: ${name}\\. Somebody who manages`));
    }
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~(ManageWebhooks | EmbedLinks));
    expect(await ada.start(REQUEST)).toContain('lacks permissions in #debates: Manage Webhooks, Embed Links.');
    expect(ada.seen.some(({ event }) => event === 'THREAD_CREATE')).toBe(false);
    stage.expectClean(ada);
  });

  it.each([
    ['Send Messages in Threads', SendMessagesInThreads],
    ['Manage Webhooks', ManageWebhooks],
  ])('taken away in the middle, like %s, are named in the channel', async (name, bit) => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~bit);
    at(FIRST_TURN).goOn();
    const told = await toldInChannel(ada, trial);
    expect(told).toContain(`The bot lacks a permission in #debates: ${name}.`);
    expect(told).toContain('The debate itself goes on, and in its thread too once that is mended; /results shows it');
    await toItsEnd(stage, run, got, trial);
    await expectWhole(run, ada, trial);
    expect(saidInChannel(ada, trial)).toHaveLength(1);
    // The one request by which it was found out.
    expect(stage.playground.violations().map(({ code }) => code)).toEqual([50013]);
  });

  it('taken away and given back: the thread goes on where it was, and what was taken off view stays so', async () => {
    const { script, at } = pausingAt([FIRST_TURN, SECOND_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~ManageWebhooks);
    at(FIRST_TURN).goOn();
    await toldInChannel(ada, trial);
    at(SECOND_TURN).goOn();
    await run.app.trials.hide(trial, 'moderator', 'it was too much');
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS);

    await ada.card(thread, 'Which answer is better?');
    const turns = turnsIn(ada, thread);
    expect(turns.map(({ author }) => author.username)).toEqual(names(run));
    expect(turns.map(({ content }) => content)).toEqual(Array(3).fill('*Taken off view.*'));
    // What was said while nobody could read it was never shown.
    const [, second, third] = turns;
    for (const turn of [second, third])
      for (const { content } of ada.versionsOf(turn?.id ?? '')) expect(content).toMatch(/^\*Taken off view\.\*( ▍)?$/);
    expect(saidInChannel(ada, trial)).toHaveLength(1);
  });

  it('taken away in the middle: without Add Reactions the debate is shown all the same', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~AddReactions);
    at(FIRST_TURN).goOn();
    await ada.card(thread, 'Which answer is better?');
    expect(turnsIn(ada, thread).map(({ author }) => author.username)).toEqual(names(run));
    expect(saidInChannel(ada, trial)).toEqual([expect.stringContaining('in #debates: Add Reactions.')]);
    stage.expectClean(ada);
  });

  it('taken away in the middle: without View Channels nobody can be told, and the log says why', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script });
    const got = watch(run);
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.setBotPermissions(NEEDED_PERMISSIONS & ~ViewChannel);
    at(FIRST_TURN).goOn();
    await toItsEnd(stage, run, got, trial);
    const line = stage.logged.find((text) => text.includes('a presenter failed'));
    expect(line).toContain('The bot lacks a permission in #debates: View Channels.');
    expect(line).toContain(trial);
    await expectWhole(run, ada, trial, UNCOUNTED);
  });
});

describe('on a bad day of Discord', () => {
  const ROUTES = [
    'POST /channels/:id/threads',
    'POST /channels/:id/messages',
    'PATCH /channels/:id/messages/:id',
    'GET /channels/:id/webhooks',
    'POST /channels/:id/webhooks',
    'POST /webhooks/:id/:token',
    'PATCH /webhooks/:id/:token/messages/:id',
    'PUT /channels/:id/messages/:id/reactions/:emoji/@me',
    'GET /channels/:id/messages',
  ];
  const BAD: readonly Omit<RequestFault, 'routes'>[] = [
    { answer: 502, outcome: 'answer lost', times: 1 },
    { answer: 500, outcome: 'refused', times: 1 },
    { answer: 'none', outcome: 'answer lost', times: 1 },
    { answer: 'none', outcome: 'refused', times: 1 },
    { answer: 503, outcome: 'refused', times: 4 },
    { answer: 502, outcome: 'answer lost', times: 2 },
  ];

  it('nothing is posted twice and no text is missing, whichever requests fail and whichever answers are lost', async () => {
    const quiet = await Stage.open();
    const undisturbed = await quiet.run();
    const bea = await quiet.eyes('Bea');
    const usual = await startedTrial(bea);
    const usualThread = await threadOf(bea, usual);
    await bea.card(usualThread, 'Which answer is better?');
    await undisturbed.close();

    const stage = await Stage.open();
    await stage.run({ clock: new ImpatientClock() });
    const { playground } = stage;
    for (const fault of BAD) for (const route of ROUTES) playground.failRequests({ ...fault, routes: [route] });
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await ada.card(thread, 'Which answer is better?');
    const done = '-# Both debates are done and scored.';
    await ada.message(thread, ({ content }) => content === done);

    expect(playground.requests().filter(({ status }) => status === 0 || status >= 500).length).toBeGreaterThan(30);
    expect(lasting(ada, thread)).toEqual(lasting(bea, usualThread));
    expect(ada.seen.filter(({ event }) => event === 'THREAD_CREATE')).toHaveLength(1);
    expect(saidInChannel(ada, trial)).toEqual([]);
    const { apiUrl, botToken, channelId } = playground;
    const webhooks = await fetch(`${apiUrl}/v10/channels/${channelId}/webhooks`, {
      headers: { authorization: `Bot ${botToken}` },
    });
    expect(await webhooks.json()).toHaveLength(3);
    stage.expectClean(ada);
  });

  it('a debate waits for Discord to come back and then shows all that was said', async () => {
    const { script, at } = pausingAt([FIRST_TURN]);
    const stage = await Stage.open();
    const run = await stage.run({ script, clock: new ImpatientClock() });
    const ada = await stage.eyes('Ada');
    const trial = await startedTrial(ada);
    const thread = await threadOf(ada, trial);
    await writing(ada, thread);
    stage.playground.failRequests({ routes: ['*'], outcome: 'refused', answer: 'none', times: 60 });
    at(FIRST_TURN).goOn();
    await ada.card(thread, 'Which answer is better?');
    expect(turnsIn(ada, thread).map(({ author }) => author.username)).toEqual(names(run));
    for (const { content } of turnsIn(ada, thread)) expect(content).not.toContain('▍');
    expect(stage.logged.some((text) => text.includes('Discord could not be reached; trying again'))).toBe(true);
    stage.expectClean(ada);
  });
});

it('says what nobody foresaw under an id by which the log has the whole error', async () => {
  const { script, at } = pausingAt([FIRST_TURN]);
  const stage = await Stage.open();
  const run = await stage.run({ script });
  const got = watch(run);
  const ada = await stage.eyes('Ada');
  const trial = await startedTrial(ada);
  const thread = await threadOf(ada, trial);
  await writing(ada, thread);
  const routes = ['PATCH /webhooks/:id/:token/messages/:id'];
  stage.playground.failRequests({ routes, outcome: 'refused', answer: 400, times: 1 });
  at(FIRST_TURN).goOn();
  const told = await toldInChannel(ada, trial);
  const report = /\(report ([0-9a-f]{8})\)/.exec(told)?.[1] ?? 'none';
  const line = stage.logged.find((text) => text.includes(report));
  expect(line).toContain('"code":50035');
  expect(line).toContain('Invalid Form Body');
  await toItsEnd(stage, run, got, trial);
  await expectWhole(run, ada, trial);
  stage.expectClean(ada);
});

describe('words that mean harm', () => {
  const HARM = [
    '# Results (complete)',
    '-# Both debates are done and scored.',
    '> ## The answer',
    '@everyone @here <@1234567890123456789> <@!1234567890123456789> <@&1234567890123456789> <#1234567890123456789>',
    '</debate stop:1234567890123456789> <:x:1234567890123456789> <t:1700000000:R> <id:guide> <sound:0:1234567890123456789>',
    '[a present](https://evil.example) ||[hidden](<https://evil.example>)|| https://discord.gg/abcdef discord.com/invite/abcdef',
    'a\u202etxt.exe\u202c \u2066b\u2069 c\u200bd \ufeff\u0007',
    '```ansi\n\u001b[31mred\u001b[0m\n```',
  ].join('\n');
  const QUESTION = `# Should \`\`\` ** @everyone <@1234567890123456789> follow [this](https://evil.example) to discord.gg/abcdef \u202eand why?`;

  /** What must stand in no message, in no card and in no name of a thread. */
  function expectHarmless(text: string): void {
    expect(text).not.toMatch(/@everyone|@here|<[@#:/]|<id:|<sound:|\]\(|discord\.gg\/|discord\.com\/invite\//);
    expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufeff]/u);
  }

  it('ping nobody, hide nothing and pass for no card of the bot, wherever they stand', async () => {
    const stage = await Stage.open();
    const run = await stage.run({
      script: {
        reply(request) {
          if (isOfJudge(request)) return `${HARM.replaceAll('\n', ' ')} it is so.`;
          // So much of it is the member's own that it passes for a turn.
          const words = speech(request.seed, 14);
          if (request.shape === undefined) return `${words}\n${HARM}`;
          return JSON.stringify({
            recommendation: words,
            strongestObjection: HARM,
            dissent: `# ${words.slice(0, 200)}`,
          });
        },
      },
    });
    const ada = await stage.eyes('@everyone <@1234567890123456789>');
    const got = watch(run);
    const answer = await ada.start({ question: QUESTION, rounds: 1, ballot: '1h', seed: 5 });
    const trial = trialIdSchema.parse(/t-[0-9a-f]+/.exec(answer)?.[0]);
    const thread = await threadOf(ada, trial);
    await ada.card(thread, 'Which answer is better?');
    const status = await ada.command('debate', sub('status'));
    await toItsEnd(stage, run, got, trial);
    await ada.card(thread, 'Results (complete)');
    const list = await ada.command('debate', sub('list'));
    await ada.command('results', options({ debate: trial }));
    // One debate's name does not swallow the lines of others.
    for (const { content } of [status, list]) expect(content).toContain('# Should \\`\\`\\` \\*\\* @');

    const said = turnsIn(ada, thread);
    expect(said).toHaveLength(3);
    for (const message of ada.everything) {
      // A time is the bot's own to give.
      expectHarmless(textOf(message).replaceAll(/<t:\d{10}:[RT]>/g, ''));
    }
    const names = ada.seen.flatMap(({ event, data }) => (event === 'THREAD_CREATE' ? [data.name ?? ''] : []));
    for (const name of names) expectHarmless(name);
    for (const { content, embeds, components, flags } of said) {
      expect(content).not.toMatch(/^(?:> |- )*(?:#{1,3}|-#) /m);
      expect({ embeds, components }).toEqual({ embeds: [], components: [] });
      // No link of theirs unfolds into a card.
      expect((flags ?? 0) & MessageFlags.SuppressEmbeds).toBe(MessageFlags.SuppressEmbeds);
    }
    stage.expectClean(ada);
  });
});
