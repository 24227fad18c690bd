import { describe, expect, it } from 'vitest';
import type { Vote } from '../../src/community/ballot.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { BallotClosedError } from '../../src/trial/ballot-closed-error.ts';
import type { TrialEvent } from '../../src/trial/events.ts';
import type { LocalTrialService } from '../../src/trial/local-trial-service.ts';
import { resultOf } from '../../src/trial/result.ts';
import { viewTrial } from '../../src/trial/view-trial.ts';
import { aVote as vote } from '../community/a-vote.ts';
import { pressed } from '../support/pressed.ts';
import { latch } from '../system/pauses.ts';
import { Database, type Process, type ProcessOptions, requestOf } from './processes.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Scene extends Process {
  readonly database: Database;
  readonly trial: TrialId;
}

/** A trial that has come to its ballot, which is open for an hour. */
async function openBallot(options: ProcessOptions = {}): Promise<Scene> {
  const database = await Database.open();
  const running = await database.process(options);
  const { plan } = await running.trials.start(await running.trials.plan(requestOf('ada')));
  await running.watcher.shown('ballot-open');
  return { database, ...running, trial: plan.trial };
}

/** The ballot's events, with nothing else of the trial's. */
async function ballotEvents(trials: LocalTrialService, trial: TrialId): Promise<TrialEvent[]> {
  return (await trials.history(trial)).flatMap(({ source, event }) =>
    source === 'trial' && (event.type.startsWith('ballot-') || event.type === 'vote-cast') ? [event] : [],
  );
}

const typesOf = async (trials: LocalTrialService, trial: TrialId) =>
  (await ballotEvents(trials, trial)).map(({ type }) => type);

describe('a ballot with a quorum', () => {
  it('reminds once, is extended once by as long as it was, and closes then whatever came', async () => {
    const { database, trials, watcher, trial } = await openBallot({ quorum: 3 });
    const { opensAt = 0 } = viewTrial(await trials.history(trial)).ballot ?? {};
    await trials.vote(trial, pressed(vote('ann')));
    database.clock.skip(50 * MINUTE);
    await watcher.shown('ballot-reminded');
    database.clock.skip(10 * MINUTE);
    await watcher.shown('ballot-extended');
    const view = viewTrial(await trials.history(trial));
    expect(view.extension).toMatchObject({ voters: 1, quorum: 3 });
    expect(view.ballot?.closesAt).toBeGreaterThanOrEqual(opensAt + 2 * HOUR);
    expect(trials.running()[0]?.until).toBe(view.ballot?.closesAt);
    await trials.vote(trial, pressed(vote('bob')));
    database.clock.skip(HOUR);
    expect(await trials.finished(trial)).toMatchObject({ status: 'complete' });
    expect(await typesOf(trials, trial)).toEqual([
      'ballot-open',
      'vote-cast',
      'ballot-reminded',
      'ballot-extended',
      'vote-cast',
      'ballot-closed',
    ]);
    const result = resultOf(await trials.history(trial))?.community;
    expect(result?.tally.people.voters).toBe(2);
    expect(result?.closing).toMatchObject({ extension: { voters: 1 }, closedBy: null });
  });

  it('that is met, also by ties and by who finds all bad, neither reminds nor is extended', async () => {
    const { database, trials, trial } = await openBallot({ quorum: 3 });
    for (const [voter, choice] of [
      ['ann', 'A'],
      ['bob', 'tie'],
      ['cem', 'all-bad'],
    ] as const)
      await trials.vote(trial, pressed(vote(voter, choice)));
    database.clock.skip(50 * MINUTE);
    database.clock.skip(10 * MINUTE);
    await trials.finished(trial);
    expect(new Set(await typesOf(trials, trial))).toEqual(new Set(['ballot-open', 'vote-cast', 'ballot-closed']));
  });

  it.each<[string, readonly Vote[]]>([
    ['programs', [vote('p', 'A', { scripted: true }), vote('q', 'A', { scripted: true })]],
    ['whom the filtered count leaves out', [vote('ann'), vote('young', 'A', { accountCreatedAt: Date.now() })]],
    ['guesses', [vote('ann'), vote('bob', 'A', { item: 'guess' })]],
    ['one voter twice', [vote('ann'), vote('ann', 'B')]],
  ])('is not met by %s', async (_, votes) => {
    const { database, trials, watcher, trial } = await openBallot({ quorum: 2 });
    for (const one of votes) await trials.vote(trial, pressed(one));
    database.clock.skip(HOUR);
    await watcher.shown('ballot-extended');
  });

  it('is never extended without one', async () => {
    const { database, trials, trial } = await openBallot();
    database.clock.skip(HOUR);
    await trials.finished(trial);
    expect(await typesOf(trials, trial)).toEqual(['ballot-open', 'ballot-closed']);
  });

  it('keeps its extension, and does not remind again, through restarts', async () => {
    const { database, trials, watcher, trial } = await openBallot({ quorum: 2 });
    database.clock.skip(50 * MINUTE);
    await watcher.shown('ballot-reminded');
    database.clock.skip(10 * MINUTE);
    await watcher.shown('ballot-extended');
    const closesAt = viewTrial(await trials.history(trial)).ballot?.closesAt;
    await trials.close();
    database.clock.skip(50 * MINUTE);

    // What is set has changed since; the trial keeps to its own.
    const second = await database.process({ quorum: 9 });
    await second.trials.recover();
    expect(viewTrial(await second.trials.history(trial)).ballot?.closesAt).toBe(closesAt);
    await second.trials.vote(trial, pressed(vote('ann')));
    database.clock.skip(10 * MINUTE);
    await second.trials.finished(trial);
    const types = await typesOf(second.trials, trial);
    expect(types.filter((type) => type === 'ballot-extended' || type === 'ballot-reminded')).toHaveLength(2);
    expect(types.at(-1)).toBe('ballot-closed');
  });

  it('is extended from now on when the deadline passed while nobody could vote, without a reminder then', async () => {
    const { database, trials, trial } = await openBallot({ quorum: 2 });
    await trials.close();
    database.clock.skip(5 * HOUR);
    const second = await database.process();
    const from = database.clock.now();
    await second.trials.recover();
    await second.watcher.shown('ballot-extended');
    expect(viewTrial(await second.trials.history(trial)).ballot?.closesAt).toBeGreaterThanOrEqual(from + HOUR);
    await second.trials.vote(trial, pressed(vote('ann')));
    expect(await typesOf(second.trials, trial)).toEqual(['ballot-open', 'ballot-extended', 'vote-cast']);
  });

  it('counts a vote that came before the deadline and was still being stored at it', async () => {
    const [reached, reach] = latch();
    const [stored, store] = latch();
    const { database, trials, trial } = await openBallot({
      quorum: 1,
      async beforeStoring(type) {
        if (type !== 'vote-cast') return;
        reach();
        await stored;
      },
    });
    const voting = trials.vote(trial, pressed(vote('ann')));
    await reached;
    database.clock.skip(HOUR);
    // By then the deadline is seen: nothing but the vote holds up what is decided at it.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((timer) => setTimeout(timer, 0));
    store();
    await voting;
    await trials.finished(trial);
    expect(await typesOf(trials, trial)).toEqual(['ballot-open', 'vote-cast', 'ballot-closed']);
  });
});

describe('a ballot that is closed by hand', () => {
  it('takes nothing from then on, is counted at once, and says as what somebody closed it', async () => {
    const { trials, trial } = await openBallot({ quorum: 5 });
    await trials.vote(trial, pressed(vote('ann')));
    await trials.closeBallot(trial, 'moderator');
    await expect(trials.vote(trial, pressed(vote('bob')))).rejects.toThrow(BallotClosedError);
    expect(await trials.finished(trial)).toMatchObject({ status: 'complete' });
    expect(await ballotEvents(trials, trial)).toMatchObject([
      { type: 'ballot-open' },
      { type: 'vote-cast' },
      { type: 'ballot-close-asked', by: 'moderator' },
      { type: 'ballot-closed' },
    ]);
    const community = resultOf(await trials.history(trial))?.community;
    expect(community?.closing).toEqual({ extension: null, closedBy: 'moderator' });
    expect(community?.sealHolds).toBe(true);
  });

  it('by two at once, and at its deadline too, is closed once', async () => {
    const { database, trials, trial } = await openBallot({ quorum: 5 });
    const closes = [trials.closeBallot(trial, 'moderator'), trials.closeBallot(trial, 'moderator')];
    database.clock.skip(HOUR);
    const outcomes = await Promise.allSettled(closes);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(outcomes[1]).toMatchObject({ reason: new BallotClosedError(trial, 'so it can’t be closed') });
    await trials.finished(trial);
    expect(await typesOf(trials, trial)).toEqual(['ballot-open', 'ballot-close-asked', 'ballot-closed']);
  });

  it('stays closed though the process dies before it is counted', async () => {
    const { database, trials, trial } = await openBallot({ refused: ['reactions-counted'] });
    await trials.vote(trial, pressed(vote('ann')));
    await trials.closeBallot(trial, 'moderator');
    await trials.close();
    const second = await database.process();
    await second.trials.recover();
    await expect(second.trials.vote(trial, pressed(vote('bob')))).rejects.toThrow(BallotClosedError);
    await second.trials.finished(trial);
    const result = resultOf(await second.trials.history(trial));
    expect(result?.community?.tally.people.voters).toBe(1);
    expect(result?.community?.closing.closedBy).toBe('moderator');
  });

  it('can’t be one that was never opened, or is over', async () => {
    const { database, trials, trial } = await openBallot();
    database.clock.skip(HOUR);
    await trials.finished(trial);
    await expect(trials.closeBallot(trial, 'moderator')).rejects.toThrow(
      'This ballot is not open, so it can’t be closed.',
    );
  });
});
