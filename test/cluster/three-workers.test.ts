import { expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { RunHistory } from '../../src/study/queue/run-events.ts';
import { runStudyOnQueue } from '../../src/study/queue/run-study-on-queue.ts';
import type { StudyProgress } from '../../src/study/run/run-study.ts';
import { runKey } from '../../src/study/run/study-run.ts';
import { emptyPostgres, emptyRedis } from './servers.ts';
import { begin, callsTo, layOut, outcomeOf, runInOneProcess, startServer } from './small-study.ts';
import { heldAtItsSecondTurn, historiesOf, openQueue, openStore, startWorker, until } from './workers.ts';

const sum = (histories: ReadonlyMap<string, RunHistory>, of: (history: RunHistory) => number): number =>
  [...histories.values()].reduce((total, history) => total + of(history), 0);

it.each([
  ['Postgres', emptyPostgres],
  ['Redis', emptyRedis],
])(
  'a study on three workers with %s behind comes to the same as in one process, though one is killed in a turn, one only paused, and the study itself broken off',
  async (_, empty) => {
    const alone = await runInOneProcess();
    const addresses = { queue: await emptyRedis(), store: await empty() };
    const events = await openStore(addresses.store);
    const queue = await openQueue(addresses.queue);
    const [killed, paused] = [heldAtItsSecondTurn(), heldAtItsSecondTurn()];
    const servers = await Promise.all([startServer(killed), startServer(paused), startServer()]);
    const [one, two, three] = servers;
    const layout = await layOut(three);
    const record = await begin(layout, events);
    const [toKill, toPause, steady] = await Promise.all([
      startWorker('killed', one, addresses),
      startWorker('paused', two, addresses),
      startWorker('steady', three, addresses),
    ]);

    const told: StudyProgress[] = [];
    const options = {
      record,
      runs: layout.runs,
      failuresInARow: 1,
      queue,
      events,
      clock: systemClock,
      log: createLog('silent'),
      tell: (progress: StudyProgress) => void told.push(progress),
    };
    const first = new AbortController();
    const broken = runStudyOnQueue(options, first.signal);
    await Promise.all([killed.reached, paused.reached]);
    toKill.child.kill('SIGKILL');
    toPause.child.kill('SIGSTOP');
    // The study's own process ends; workers go on, and it comes back.
    first.abort();
    await broken;
    const done = runStudyOnQueue(options, new AbortController().signal);
    killed.letGo();

    const held = async (worker: string): Promise<readonly RunHistory[]> =>
      [...(await historiesOf(events, layout.runs)).values()].filter(({ workers }) => workers[0] === worker);
    await until(async () => (await held('paused')).every(({ workers }) => workers.length > 1), queue);
    paused.letGo();
    toPause.child.kill('SIGCONT');
    await toPause.says(/taken over by another worker/);
    await done;

    expect(await outcomeOf(events, layout)).toEqual(alone.outcome);
    const histories = await historiesOf(events, layout.runs);
    expect([...histories.values()].every(({ outcome }) => outcome !== undefined)).toBe(true);
    expect(sum(histories, ({ takeovers }) => takeovers)).toBe(2);
    expect(sum(histories, ({ cutOff }) => cutOff)).toBe(2);
    expect(sum(histories, ({ workers }) => workers.length)).toBe(layout.runs.length + 2);
    expect(callsTo(...servers)).toBe(alone.calls + 2);
    expect(toPause.stderr()).toContain('RunTakenOverError');
    expect(toPause.stderr()).toContain('what this worker still had of it was refused');
    expect(new Set(told.flatMap(({ type, run }) => (type === 'ended' ? [runKey(run)] : []))).size).toBe(
      layout.runs.length,
    );
    expect(told.some(({ type }) => type === 'failed')).toBe(false);
    expect(toPause.stderr() + steady.stderr()).not.toContain(new URL(addresses.queue).password);

    for (const worker of [toPause, steady]) worker.child.kill('SIGTERM');
    expect(await Promise.all([toPause.ended, steady.ended])).toEqual([0, 0]);
  },
);
