import { describe, expect, it } from 'vitest';
import type { Vote } from '../../src/community/ballot.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { BallotClosedError } from '../../src/trial/ballot-closed-error.ts';
import type { LocalTrialService } from '../../src/trial/local-trial-service.ts';
import { countsAsOf } from '../../src/trial/press.ts';
import { aVote } from '../community/a-vote.ts';
import { voterId } from '../support/people.ts';
import { latch } from '../system/pauses.ts';
import { Database, type Process, type ProcessOptions, requestOf } from './processes.ts';

const HOUR = 3_600_000;

interface Scene extends Process {
  readonly database: Database;
  readonly trial: TrialId;
  readonly closesAt: number;
}

/** A ballot that is open for an hour. */
async function openBallot(options: ProcessOptions = {}): Promise<Scene> {
  const database = await Database.open();
  const running = await database.process(options);
  const { plan } = await running.trials.start(await running.trials.plan(requestOf('ada')));
  await running.watcher.shown('ballot-open');
  const { ballot } = await running.trials.view(plan.trial);
  return { database, ...running, trial: plan.trial, closesAt: ballot?.closesAt ?? Number.NaN };
}

/** A vote of which Discord says the rest when `known` settles. */
function press(
  trials: LocalTrialService,
  trial: TrialId,
  { vote, madeAt, known = Promise.resolve() }: { vote: Vote; madeAt: number; known?: Promise<void> },
): Promise<Vote> {
  const outcome = trials.vote(trial, { by: vote.voter, madeAt, find: () => known.then(() => vote) });
  outcome.catch(() => {});
  return outcome;
}

async function votesIn(trials: LocalTrialService, trial: TrialId): Promise<string[]> {
  const names = new Map(['ann', 'bob', 'cay'].map((name) => [voterId(name), name]));
  return (await trials.view(trial)).votes.map(({ voter, choice }) => `${names.get(voter)} ${choice}`);
}

describe('a press', () => {
  it('counts though all that is stored with it is only known after the deadline, and the close waits for it', async () => {
    const { database, trials, trial } = await openBallot({ quorum: 1 });
    const [known, know] = latch();
    const voting = press(trials, trial, { vote: aVote('ann'), madeAt: database.clock.now(), known });
    database.clock.skip(HOUR);
    // By then the deadline is seen.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((timer) => setTimeout(timer, 0));
    await expect(press(trials, trial, { vote: aVote('bob'), madeAt: database.clock.now() })).rejects.toThrow(
      BallotClosedError,
    );
    expect((await trials.view(trial)).ballotClosed).toBe(false);
    know();
    await voting;
    await trials.finished(trial);
    expect(await votesIn(trials, trial)).toEqual(['ann A']);
    // It met the quorum.
    expect((await trials.view(trial)).extension).toBeNull();
  });

  it('that was on its way at the deadline counts as of when it was made, to the millisecond', async () => {
    const [counted, count] = latch();
    const { database, trials, trial, closesAt, stored } = await openBallot({
      async countReactions() {
        await counted;
        return [];
      },
    });
    database.clock.skip(HOUR);
    expect(database.clock.now()).toBeLessThan(closesAt + 2000);
    await press(trials, trial, { vote: aVote('ann'), madeAt: closesAt - 1 });
    await expect(press(trials, trial, { vote: aVote('bob'), madeAt: closesAt })).rejects.toThrow(BallotClosedError);
    count();
    await stored('ballot-closed');
    await expect(press(trials, trial, { vote: aVote('cay'), madeAt: closesAt - 1 })).rejects.toThrow(BallotClosedError);
    expect(await votesIn(trials, trial)).toEqual(['ann A']);
  });

  it('that came before somebody closed the ballot by hand counts, and none after it', async () => {
    const { database, trials, trial } = await openBallot();
    const [known, know] = latch();
    const voting = press(trials, trial, { vote: aVote('ann'), madeAt: database.clock.now(), known });
    await trials.closeBallot(trial, 'moderator');
    await expect(press(trials, trial, { vote: aVote('bob'), madeAt: database.clock.now() })).rejects.toThrow(
      BallotClosedError,
    );
    know();
    await voting;
    await trials.finished(trial);
    expect(await votesIn(trials, trial)).toEqual(['ann A']);
  });

  it('of which nothing more becomes known holds up no close for ever, and is refused', async () => {
    const { database, trials, trial } = await openBallot();
    const [known, know] = latch();
    const voting = press(trials, trial, { vote: aVote('ann'), madeAt: database.clock.now(), known });
    database.clock.skip(HOUR);
    let over = false;
    const finished = trials.finished(trial).then(() => {
      over = true;
    });
    // Waited for at the deadline, since it could have spared an extension, and at the close.
    while (!over) {
      await new Promise((timer) => setTimeout(timer, 0));
      if (database.clock.sleeps.includes(10_000)) database.clock.skip(10_000);
    }
    await finished;
    expect(await trials.finished(trial)).toMatchObject({ status: 'complete' });
    know();
    await expect(voting).rejects.toThrow(BallotClosedError);
    expect(await votesIn(trials, trial)).toEqual([]);
  });

  it('stands in the order in which one person made them, however long each takes', async () => {
    const { database, trials, trial } = await openBallot();
    const [known, know] = latch();
    const madeAt = database.clock.now();
    const first = press(trials, trial, { vote: aVote('ann', 'A'), madeAt, known });
    const second = press(trials, trial, { vote: aVote('ann', 'B'), madeAt });
    await press(trials, trial, { vote: aVote('bob', 'tie'), madeAt });
    know();
    await Promise.all([first, second]);
    expect(await votesIn(trials, trial)).toEqual(['bob tie', 'ann A', 'ann B']);
  });
});

describe('when a press counts', () => {
  it('is when it was made, unless clocks differ so much that this says nothing', () => {
    expect(countsAsOf(1000, 1000)).toBe(1000);
    expect(countsAsOf(1000, 4000)).toBe(1000);
    expect(countsAsOf(1000, 4001)).toBe(4001);
    expect(countsAsOf(1001, 1000)).toBe(1000);
  });
});
