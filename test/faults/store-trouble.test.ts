import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { KeyvSqlite } from '@keyv/sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import type { TrialId } from '../../src/core/ids.ts';
import { createLog } from '../../src/core/log.ts';
import { openEventLog } from '../../src/store/open-event-log.ts';
import type { Eyes } from '../system/eyes.ts';
import { sub } from '../system/eyes.ts';
import { type PausingScript, pausingAt } from '../system/pauses.ts';
import { type Run, Stage } from '../system/stage.ts';
import { lasting, threadOf, trialIn } from '../system/threads.ts';

const run = promisify(execFile);
const HOUR = 3_600_000;
const REQUEST = { scenario: 'care-robot-refusal', rounds: 1, ballot: '1h', seed: 5 };

interface Paused {
  readonly stage: Stage;
  readonly eyes: Eyes;
  readonly bot: Run;
  readonly script: PausingScript;
  readonly trial: TrialId;
  readonly thread: string;
}

/** A bot whose debate stands in the middle of its second turn. @param prepare called before the bot is there */
async function pausedDebate(prepare: (folder: string) => Promise<void> = async () => {}): Promise<Paused> {
  const stage = await Stage.open();
  await prepare(path.dirname(fileOf(stage)));
  const eyes = await stage.eyes('Ada');
  const script = pausingAt([1]);
  const bot = await stage.run({ script: script.script });
  const trial = trialIn(await eyes.start(REQUEST));
  const thread = await threadOf(eyes, trial);
  await script.at(1).reached;
  return { stage, eyes, bot, script, trial, thread };
}

function fileOf({ database }: Stage): string {
  return database.slice('sqlite://'.length);
}

/** Waits until the debate waits for the database. */
async function waiting({ logged }: Stage): Promise<void> {
  const told = (): void => expect(logged.some((line) => line.includes('the database takes nothing'))).toBe(true);
  await vi.waitFor(told, { timeout: 60_000, interval: 50 });
}

/** What `/debate status` says. */
async function status(eyes: Eyes): Promise<string> {
  return (await eyes.command('debate', sub('status'))).content;
}

/** The thread at its end, without what differs from run to run. */
async function finalThread(stage: Stage, eyes: Eyes, thread: string): Promise<string[]> {
  const ballot = eyes.card(thread, 'Which answer is better?');
  // Whoever rests need not rest in real time.
  const hurrying = setInterval(() => stage.clock.skip(10_000), 50);
  await ballot.finally(() => clearInterval(hurrying));
  stage.clock.skip(HOUR);
  await eyes.card(thread, 'Results');
  return lasting(eyes, thread);
}

/** The thread of a debate whose database is well. */
async function undisturbed(): Promise<string[]> {
  const { stage, eyes, script, thread } = await pausedDebate();
  script.at(1).goOn();
  return finalThread(stage, eyes, thread);
}

describe('a database that another program holds', () => {
  it('has the debate wait, says so, and takes the rest when it is free: nothing lost, nothing twice', async () => {
    const whole = await undisturbed();
    const { stage, eyes, script, trial, bot, thread } = await pausedDebate();
    const other = new KeyvSqlite({ uri: stage.database });
    await other.query('BEGIN EXCLUSIVE');
    script.at(1).goOn();
    const opening = openEventLog({ address: stage.database, log: createLog('silent'), clock: systemClock });
    await expect(opening).rejects.toThrow(/SQLITE_BUSY/);
    await waiting(stage);
    expect(await status(eyes)).toContain('Another program holds the file');

    await other.query('ROLLBACK');
    await other.close();
    expect(await finalThread(stage, eyes, thread)).toEqual(whole);
    const events = await bot.app.trials.history(trial);
    expect(events.at(-1)?.event).toMatchObject({ type: 'trial-end', status: 'complete' });
    stage.expectClean(eyes);
  });
});

describe('a disk that is full', () => {
  /** A debate whose disk has no more room, and how to make room. */
  async function fullDisk(): Promise<Paused & { readonly makeRoom: () => Promise<void> }> {
    let filler = '';
    const paused = await pausedDebate(async (folder) => {
      // A disk of its own, small enough to be filled; only root may make one.
      await run('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]);
      onTestFinished(async () => void (await run('umount', ['-l', folder])));
      filler = path.join(folder, 'filler');
    });
    const full = await writeFile(filler, Buffer.alloc(8_000_000)).catch((error: unknown) => error);
    expect(full).toMatchObject({ code: 'ENOSPC' });
    paused.script.at(1).goOn();
    await waiting(paused.stage);
    return { ...paused, makeRoom: () => rm(filler) };
  }

  it('has the debate wait, says so in plain words, and takes the rest when there is room', async () => {
    const whole = await undisturbed();
    const { stage, eyes, thread, makeRoom } = await fullDisk();
    expect(await status(eyes)).toContain('The disk is full: make room');
    await makeRoom();
    expect(await finalThread(stage, eyes, thread)).toEqual(whole);
    stage.expectClean(eyes);
  });

  it('loses nothing that was stored before: the debate goes on after a restart', async () => {
    const whole = await undisturbed();
    const { stage, eyes, thread, trial, bot, makeRoom } = await fullDisk();
    const before = [...(await bot.app.trials.history(trial))];
    await bot.close();
    await makeRoom();
    const next = await stage.run();
    expect((await next.app.trials.history(trial)).slice(0, before.length)).toEqual(before);
    expect(await finalThread(stage, eyes, thread)).toEqual(whole);
    stage.expectClean(eyes);
  });
});
