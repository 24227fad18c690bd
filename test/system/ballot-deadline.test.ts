import type { APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Clock } from '../../src/core/clock.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { expectDocumented } from '../support/expect-documented.ts';
import { Watcher } from '../trial/processes.ts';
import { buttonFor, buttonsOf, type Eyes, sub, textOf } from './eyes.ts';
import { MANAGING, ORDINARY } from './permissions.ts';
import { SkippingClock } from './skipping-clock.ts';
import { type Run, type RunOptions, Stage } from './stage.ts';
import { threadOf, trialIn } from './threads.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };

/** The machine's time, which a test can set to any time, and stop there; who sleeps wakes as if nothing had been. */
class SettableClock implements Clock {
  readonly #timers = new SkippingClock();
  #ahead = 0;
  #stopped: number | undefined;

  now(): number {
    return this.#stopped ?? this.#timers.now() + this.#ahead;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return this.#timers.sleep(milliseconds, signal);
  }

  set(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  stopAt(time: number): void {
    this.#stopped = time;
  }

  skip(milliseconds: number): void {
    this.#stopped = undefined;
    this.#timers.skip(milliseconds);
  }
}

interface OpenBallot extends Run {
  readonly stage: Stage;
  readonly watcher: Watcher;
  readonly ada: Eyes;
  readonly trial: TrialId;
  readonly thread: string;
  readonly ballot: APIMessage;
}

const withQuorum = (quorum: number): NonNullable<RunOptions['config']> => ({
  voting: { ...readConfig({}).voting, quorum },
});

/** A debate that has come to its ballot, which is open for an hour. */
async function openBallot(
  options: RunOptions | ((stage: Stage) => RunOptions) = {},
  request: Parameters<Eyes['start']>[0] = REQUEST,
): Promise<OpenBallot> {
  const stage = await Stage.open();
  const ada = await stage.eyes('Ada');
  const run = await stage.run(typeof options === 'function' ? options(stage) : options);
  const watcher = new Watcher();
  run.app.trials.addPresenter(watcher);
  const trial = trialIn(await ada.start(request));
  const thread = await threadOf(ada, trial);
  const ballot = await ada.card(thread, 'Which answer is better?');
  return { stage, ...run, watcher, ada, trial, thread, ballot };
}

const vote = (eyes: Eyes, ballot: APIMessage, choice = 'A'): Promise<string> =>
  eyes.press(ballot, buttonFor(ballot, `:answer:${choice}`));

const close = (eyes: Eyes, trial: TrialId) => eyes.command('debate', sub('close', { debate: trial }));

const newest = (eyes: Eyes, { id }: APIMessage): APIMessage => eyes.versionsOf(id).at(-1) ?? expect.fail();

const deadlineIn = (text: string): string | undefined => /closes <t:(\d+):R>, at <t:\1:T>/.exec(text)?.[1];

describe('a ballot that misses its quorum', () => {
  it('reminds the thread once and pings nobody, is extended once on its own card and in words, also over a restart', async () => {
    const { stage, ada, thread, trial, ballot, close: end } = await openBallot({ config: withQuorum(3) });
    const bea = await stage.eyes('Bea');
    expect(textOf(ballot)).toMatch(
      /It should have 3 votes that the filtered count has; with fewer it stays open once more, until <t:\d+:f>\./,
    );
    const first = deadlineIn(textOf(ballot));
    await vote(ada, ballot);
    stage.clock.skip(50 * MINUTE);
    const reminder = await ada.message(thread, ({ content }) => content.startsWith('Votes are missing'));
    expect(reminder.content).toBe(
      `Votes are missing: this ballot has 1 of the 3 votes that it should have. It closes <t:${first}:R>, at <t:${first}:T>.`,
    );
    stage.clock.skip(10 * MINUTE);
    const told = await ada.message(thread, ({ content }) => content.startsWith('At its deadline'));
    const second = deadlineIn(told.content);
    expect(Number(second)).toBeGreaterThanOrEqual(Number(first) + 3600);
    expect(told.content).toContain('had 1 of the 3 votes that it should have, so it stays open once more');
    expect(deadlineIn(textOf(newest(ada, ballot)))).toBe(second);
    expect(textOf(newest(ada, ballot))).not.toContain('stays open once more, until');
    await end();

    const { app } = await stage.run();
    expect(await vote(bea, newest(ada, ballot), 'B')).toContain(`<t:${second}:R>`);
    expect(viewTrial(await app.trials.history(trial)).ballot?.closesAt).toBeGreaterThanOrEqual(Number(second) * 1000);
    stage.clock.skip(HOUR);
    const result = await ada.card(thread, 'Results');
    expect(textOf(result)).toMatch(
      /Votes by people: 1 for the ensemble, 1 for the single model, .*\nExtended once, since it had 1 of the 3 votes that it should have\.\n/,
    );
    expect(textOf(newest(ada, ballot))).toBe(
      'The ballot is closed\nExtended once, since it had 1 of the 3 votes that it should have.',
    );
    const notes = ada.messagesIn(thread).filter(({ content }) => /^(Votes are missing|At its deadline)/.test(content));
    expect(notes).toHaveLength(2);
    stage.expectClean(ada);
  });

  it('pings a role only when an operator has set one', async () => {
    let role = '';
    const { stage, ada, thread } = await openBallot((open) => {
      role = open.playground.addRole('readers');
      return { config: { ...withQuorum(2), reminderRole: role } };
    });
    stage.clock.skip(50 * MINUTE);
    const reminder = await ada.message(thread, ({ content }) => content.includes('Votes are missing'));
    expect(reminder.content).toMatch(new RegExp(`^<@&${role}> Votes are missing`));
    const pinging = ada.everything.filter(({ mention_roles, mentions }) => mention_roles.length + mentions.length > 0);
    expect(pinging.map(({ id, mention_roles }) => ({ id, mention_roles }))).toEqual([
      { id: reminder.id, mention_roles: [role] },
    ]);
    expect(stage.playground.violations()).toEqual([]);
    expectDocumented(stage.wire);
  });

  it('and whose server lacks that role, pings nobody', async () => {
    const config = { ...withQuorum(2), reminderRole: '123456789012345678' };
    const { stage, ada, thread } = await openBallot({ config });
    stage.clock.skip(50 * MINUTE);
    await ada.message(thread, ({ content }) => content.startsWith('Votes are missing'));
    stage.expectClean(ada);
  });

  it('in an Oxford debate asks people for as long where they stand', async () => {
    const stage = await Stage.open();
    const ada = await stage.eyes('Ada');
    await stage.run({ config: withQuorum(2) });
    const trial = trialIn(await ada.start({ ...REQUEST, format: 'oxford', rounds: 2 }));
    const thread = await threadOf(ada, trial);
    await ada.card(thread, 'Where do you stand now');
    stage.clock.skip(MINUTE);
    const ballot = await ada.card(thread, 'Which answer is better?');
    const asked = await ada.card(thread, 'And where do you stand now');
    stage.clock.skip(HOUR);
    const told = await ada.message(thread, ({ content }) => content.startsWith('At its deadline'));
    const changed = await ada.until(() => ada.versionsOf(asked.id)[1]);
    expect(deadlineIn(textOf(changed))).toBe(deadlineIn(told.content));
    expect(await ada.choose(changed, buttonFor(changed, ':after'), '2')).toContain('You stand at **+2');
    expect(buttonsOf(newest(ada, ballot)).length).toBeGreaterThan(0);
    stage.expectClean(ada);
  });
});

describe('a ballot that is closed by hand', () => {
  it('is closed by whoever manages the server, says so, and takes nothing from then on', async () => {
    const { stage, app, ada, thread, trial, ballot } = await openBallot({ config: withQuorum(5) });
    await vote(ada, ballot);
    stage.playground.setVisitorPermissions(ORDINARY);
    expect((await close(ada, trial)).content).toMatch(/^You may not close ballots\. It takes the permission Manage/);
    expect(viewTrial(await app.trials.history(trial)).closeAskedBy).toBeNull();
    stage.playground.setVisitorPermissions(MANAGING);
    expect((await close(ada, trial)).content).toBe(
      `The ballot of debate \`${trial}\` is closed; the results follow in its thread.`,
    );
    const result = await ada.card(thread, 'Results (complete)');
    expect(textOf(result)).toContain('Closed by hand before its deadline, by a moderator.');
    expect(textOf(newest(ada, ballot))).toBe(
      'The ballot is closed\nClosed by hand before its deadline, by a moderator.',
    );
    expect(buttonsOf(newest(ada, ballot))).toEqual([]);
    stage.expectClean(ada);
  });

  it('by two at once is closed once, and the second is told', async () => {
    const { stage, app, ada, thread, trial, ballot } = await openBallot();
    const bea = await stage.eyes('Bea');
    await vote(ada, ballot);
    const answers = await Promise.all([ada, bea].map(async (eyes) => (await close(eyes, trial)).content));
    expect(answers.filter((answer) => answer.includes('the results follow'))).toHaveLength(1);
    // Whoever comes while the results are being shown, or after.
    expect(answers.filter((answer) => /so it can’t be closed|is over\./.test(answer))).toHaveLength(1);
    await ada.card(thread, 'Results (complete)');
    const types = (await app.trials.history(trial)).map(({ event }) => event.type);
    expect(types.filter((type) => type === 'ballot-close-asked')).toHaveLength(1);
    expect(types.filter((type) => type === 'ballot-closed')).toHaveLength(1);
    stage.expectClean(ada);
  });

  it('and whose bot stops before it is counted, is counted by the next one, with the votes from before', async () => {
    const { stage, ada, thread, trial, ballot, close: end } = await openBallot();
    await vote(ada, ballot);
    // The count has to wait for Discord, so that the bot stops before it.
    stage.playground.failRequests({
      routes: ['GET /channels/:id/messages/:id'],
      outcome: 'refused',
      answer: 503,
      times: 4,
    });
    await close(ada, trial);
    await end();
    await stage.run();
    const result = textOf(await ada.card(thread, 'Results'));
    expect(result).toMatch(/Votes by people: (1 for the ensemble, 0|0 for the ensemble, 1) for the single model/);
    expect(result).toContain('Closed by hand before its deadline, by a moderator.');
    stage.expectClean(ada);
  });
});

describe('the last second of a ballot', () => {
  it('counts to its last millisecond, and not a millisecond more', async () => {
    const clock = new SettableClock();
    const { stage, app, ada, thread, trial, ballot } = await openBallot({ clock, config: withQuorum(1) });
    const bea = await stage.eyes('Bea');
    const { closesAt } = viewTrial(await app.trials.history(trial)).ballot ?? expect.fail();
    clock.stopAt(closesAt - 1);
    expect(await vote(ada, ballot)).toContain('**A is better**');
    clock.stopAt(closesAt);
    expect(await vote(bea, ballot)).toMatch(/ballot is not open.*not counted/);
    clock.skip(HOUR);
    const result = textOf(await ada.card(thread, 'Results (complete)'));
    expect(result).toMatch(/Votes by people: (1 for the ensemble, 0|0 for the ensemble, 1) for the single model/);
    // That one vote met the quorum.
    expect(result).not.toContain('Extended');
    stage.expectClean(ada);
  });
});

describe('a clock that is set back', () => {
  it('while a ballot is open, and again in its extension, makes neither longer', async () => {
    const clock = new SettableClock();
    const { stage, app, ada, thread, trial, ballot } = await openBallot({ clock, config: withQuorum(3) });
    clock.set(-5 * HOUR);
    await vote(ada, ballot);
    clock.skip(50 * MINUTE);
    await ada.message(thread, ({ content }) => content.startsWith('Votes are missing'));
    // With some room: the wait began a moment after the ballot opened.
    clock.skip(11 * MINUTE);
    await ada.message(thread, ({ content }) => content.startsWith('At its deadline'));
    const { ballot: open, extension } = viewTrial(await app.trials.history(trial));
    expect(extension).toMatchObject({ voters: 1, quorum: 3 });
    clock.set(-5 * HOUR);
    await vote(ada, newest(ada, ballot), 'B');
    clock.skip(HOUR);
    const result = textOf(await ada.card(thread, 'Results (complete)'));
    expect(clock.now()).toBeLessThan(open?.closesAt ?? 0);
    expect(result).toMatch(/Votes by people: (1 for the ensemble, 0|0 for the ensemble, 1) for the single model/);
    stage.expectClean(ada);
  });
});
