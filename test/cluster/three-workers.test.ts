import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { openSharedEventLog } from '../../src/store/open-event-log.ts';
import type { SharedEventLog } from '../../src/store/shared-event-log.ts';
import { type RunHistory, readRunHistory } from '../../src/study/queue/run-events.ts';
import { RunQueue } from '../../src/study/queue/run-queue.ts';
import { runStudyOnQueue } from '../../src/study/queue/run-study-on-queue.ts';
import type { StudyProgress } from '../../src/study/run/run-study.ts';
import { runKey, type StudyRun } from '../../src/study/run/study-run.ts';
import { type Program, runProgram } from '../support/program.ts';
import type { ScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { emptyPostgres, emptyRedis } from './servers.ts';
import { begin, callsTo, layOut, outcomeOf, type Pace, runInOneProcess, startServer } from './small-study.ts';

const log = createLog('silent');
const clock = systemClock;

/** What opens once. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A server that holds back the answer to its second turn until it is let go. */
function heldAtItsSecondTurn(): Pace & { readonly reached: Promise<void>; letGo(): void } {
  let turns = 0;
  const [reached, free] = [gate(), gate()];
  return {
    reached: reached.opened,
    letGo: free.open,
    before() {
      turns += 1;
      if (turns !== 2) return;
      reached.open();
      return free.opened;
    },
  };
}

/** A worker as its command starts it, with a server of its own. */
async function startWorker(
  name: string,
  server: ScriptedOllama,
  addresses: { readonly queue: string; readonly store: string },
): Promise<Program> {
  const worker = runProgram(['worker', '--name', name, '--lost-after', '2'], await temporaryFolder(), {
    OLLAMA_HOST: server.address,
    QUEUE: addresses.queue,
    DATABASE: addresses.store,
  });
  await worker.says(/takes up to 1 runs? at a time/);
  return worker;
}

async function openStore(address: string): Promise<SharedEventLog> {
  const events = await openSharedEventLog({ address, log, clock });
  onTestFinished(() => events.close());
  return events;
}

async function openQueue(address: string): Promise<RunQueue> {
  const queue = await RunQueue.open(address, log);
  onTestFinished(() => queue.close());
  return queue;
}

async function historiesOf(
  events: SharedEventLog,
  runs: readonly StudyRun[],
): Promise<ReadonlyMap<string, RunHistory>> {
  const entries = runs.map(async (run) => [runKey(run), await readRunHistory(events, run)] as const);
  return new Map(await Promise.all(entries));
}

/** Waits for what follows from a change on the queue. */
async function until(condition: () => Promise<boolean>, queue: RunQueue): Promise<void> {
  const { opened, open } = gate();
  const look = (): void => void condition().then((holds) => holds && open());
  const stop = await queue.listen(look);
  look();
  await opened;
  await stop();
}

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
      clock,
      log,
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
    expect([...histories.values()].every(({ ended }) => ended)).toBe(true);
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
