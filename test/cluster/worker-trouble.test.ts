import { expect, it } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { SharedEventLog } from '../../src/store/shared-event-log.ts';
import type { StudyLayout } from '../../src/study/plan/lay-out-study.ts';
import type { QueueStudyOptions } from '../../src/study/queue/run-board.ts';
import type { RunHistory } from '../../src/study/queue/run-events.ts';
import { runStudyOnQueue } from '../../src/study/queue/run-study-on-queue.ts';
import type { StudyProgress } from '../../src/study/run/run-study.ts';
import { StudyBrokenOffError } from '../../src/study/run/study-broken-off-error.ts';
import { runKey } from '../../src/study/run/study-run.ts';
import { proxyTo } from './proxy.ts';
import { emptyPostgres, emptyRedis, inRedis } from './servers.ts';
import { begin, callsTo, layOut, outcomeOf, runInOneProcess, startServer } from './small-study.ts';
import {
  type Addresses,
  heldAtItsSecondTurn,
  historiesOf,
  openQueue,
  openStore,
  startWorker,
  until,
} from './workers.ts';

const never = new AbortController().signal;

interface Trial {
  readonly addresses: Addresses;
  readonly events: SharedEventLog;
  readonly layout: StudyLayout;
  readonly options: QueueStudyOptions;
  readonly told: readonly StudyProgress[];
  /** All of its runs ended with what they come to in one process. */
  expectAllOfIt(): Promise<void>;
  histories(): Promise<readonly RunHistory[]>;
}

/** The small study's first trial, begun in a store of its own. */
async function oneTrial(server: Awaited<ReturnType<typeof startServer>>): Promise<Trial> {
  const addresses = { queue: await emptyRedis(), store: await emptyPostgres() };
  const [events, queue, whole] = await Promise.all([
    openStore(addresses.store),
    openQueue(addresses.queue),
    layOut(server),
  ]);
  const record = await begin(whole, events);
  const [first] = whole.trials;
  const layout = { ...whole, runs: whole.runs.filter(({ trial }) => trial === first?.plan.trial) };
  const told: StudyProgress[] = [];
  const keys = layout.runs.map(runKey);
  return {
    addresses,
    events,
    layout,
    told,
    options: {
      record,
      runs: layout.runs,
      failuresInARow: 3,
      queue,
      events,
      clock: systemClock,
      log: createLog('silent'),
      tell: (progress) => void told.push(progress),
    },
    async expectAllOfIt() {
      const alone = await runInOneProcess();
      const { debates, scores } = await outcomeOf(events, layout);
      const wanted = Object.entries(alone.outcome.debates).filter(([key]) => keys.includes(key));
      expect(debates).toEqual(Object.fromEntries(wanted));
      for (const [trial, events] of Object.entries(scores)) expect(events).toEqual(alone.outcome.scores[trial]);
    },
    histories: async () => [...(await historiesOf(events, layout.runs)).values()],
  };
}

it('a worker that is told to end gives its run back at once, and another one goes on with it', async () => {
  const held = heldAtItsSecondTurn();
  const [slow, quick] = await Promise.all([startServer(held), startServer()]);
  const { addresses, options, histories, expectAllOfIt } = await oneTrial(quick);
  // Nobody could take it over in the time of this test.
  const leaving = await startWorker('leaving', slow, addresses, 3600);
  const done = runStudyOnQueue(options, never);
  await held.reached;
  leaving.child.kill('SIGTERM');
  expect(await leaving.ended).toBe(0);
  expect(leaving.stdout()).toContain('given back');
  await startWorker('staying', quick, addresses, 3600);
  await done;
  await expectAllOfIt();
  const all = await histories();
  expect(all.map(({ takeovers }) => takeovers)).toEqual([0, 0, 0]);
  expect(all.map(({ cutOff }) => cutOff).toSorted()).toEqual([0, 0, 1]);
});

it('a worker whose queue and store are away for a while waits for them, and says so', async () => {
  const held = heldAtItsSecondTurn();
  const server = await startServer(held);
  const { addresses, options, expectAllOfIt } = await oneTrial(server);
  const [queue, store] = await Promise.all([proxyTo(addresses.queue), proxyTo(addresses.store)]);
  const worker = await startWorker('patient', server, { queue: queue.address, store: store.address }, 60);
  const done = runStudyOnQueue(options, never);
  await held.reached;
  queue.cut();
  store.cut();
  held.letGo();
  await worker.logs(/the queue is away/);
  await worker.logs(/the store takes nothing/);
  await Promise.all([queue.mend(), store.mend()]);
  await worker.logs(/the queue is back/);
  await done;
  await expectAllOfIt();
  expect(worker.stderr()).toContain('the store is back');
  expect(worker.stderr()).not.toContain(new URL(addresses.store).password);
});

it('a worker with another store than the study’s ends and says so, and its run is left to others', async () => {
  const server = await startServer();
  const { addresses, options, expectAllOfIt } = await oneTrial(server);
  const stray = await startWorker('stray', server, { ...addresses, store: await emptyPostgres() });
  const done = runStudyOnQueue(options, never);
  expect(await stray.ended).toBe(1);
  expect(stray.stderr()).toContain('Give the worker the same store as the study');
  await startWorker('right', server, addresses);
  await done;
  await expectAllOfIt();
});

it('a worker with other weights under the name of the study’s model ends and says so, and its run is left to others', async () => {
  const server = await startServer();
  const { addresses, options, histories, expectAllOfIt } = await oneTrial(server);
  const other = await startServer(undefined, 'other-weights');
  const stray = await startWorker('stray', other, addresses);
  const done = runStudyOnQueue(options, never);
  expect(await stray.ended).toBe(1);
  expect(stray.stderr()).toContain('other weights of thinker:8b');
  expect(callsTo(other)).toBe(0);
  await startWorker('right', server, addresses);
  await done;
  await expectAllOfIt();
  expect((await histories()).flatMap(({ workers }) => workers)).toEqual(['right', 'right', 'right']);
});

it('runs that Redis lost are put there again, and whoever had one is taken over', async () => {
  const held = heldAtItsSecondTurn();
  const [slow, quick] = await Promise.all([startServer(held), startServer()]);
  const { addresses, options, histories, expectAllOfIt } = await oneTrial(quick);
  const slower = await startWorker('slower', slow, addresses);
  const done = runStudyOnQueue(options, never);
  await held.reached;
  await inRedis(addresses.queue, (redis) => redis.flushdb());
  await startWorker('quicker', quick, addresses);
  await until(async () => (await histories()).some(({ takeovers }) => takeovers === 1), options.queue);
  held.letGo();
  await slower.says(/taken over by another worker/);
  await done;
  await expectAllOfIt();
});

it('a study whose models fail again and again is broken off with nothing left on the queue, and goes on when they are back', async () => {
  const server = await startServer();
  const { addresses, options, told, layout, expectAllOfIt } = await oneTrial(server);
  const worker = await startWorker('unlucky', server, addresses);
  server.kill();
  await expect(runStudyOnQueue({ ...options, failuresInARow: 1 }, never)).rejects.toThrow(StudyBrokenOffError);
  expect(told.filter(({ type }) => type === 'failed')).toHaveLength(1);
  for (const run of layout.runs) expect(await options.queue.stateOf(runKey(run))).not.toBe('waiting');
  await server.revive();
  await runStudyOnQueue(options, never);
  await expectAllOfIt();
  expect(worker.stderr()).toContain('takes no run for a while');
});
