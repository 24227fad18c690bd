import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import { openSharedEventLog } from '../../src/store/open-event-log.ts';
import type { SharedEventLog } from '../../src/store/shared-event-log.ts';
import { type RunHistory, readRunHistory } from '../../src/study/queue/run-events.ts';
import { RunQueue } from '../../src/study/queue/run-queue.ts';
import { runKey, type StudyRun } from '../../src/study/run/study-run.ts';
import { type Program, runProgram } from '../support/program.ts';
import type { ScriptedOllama } from '../support/scripted-ollama.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import type { Pace } from './small-study.ts';

const log = createLog('silent');
const clock = systemClock;

/** What opens once. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** A server that holds back the answer to its second turn until it is let go. */
export function heldAtItsSecondTurn(): Pace & { readonly reached: Promise<void>; letGo(): void } {
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

export interface Addresses {
  readonly queue: string;
  readonly store: string;
}

/** A worker as its command starts it, with a server of its own. @param atOnce how many calls that works on */
export async function startWorker(
  name: string,
  server: ScriptedOllama,
  addresses: Addresses,
  lostAfter = 2,
  atOnce = 1,
): Promise<Program> {
  const folder = await temporaryFolder();
  const MODEL_SERVERS = path.join(folder, 'servers.yaml');
  const servers = [{ kind: 'ollama', address: server.address, concurrency: atOnce }];
  await writeFile(MODEL_SERVERS, JSON.stringify({ servers }));
  const worker = runProgram(['worker', '--name', name, '--lost-after', String(lostAfter)], folder, {
    MODEL_SERVERS,
    QUEUE: addresses.queue,
    DATABASE: addresses.store,
  });
  await worker.says(/takes up to \d runs? at a time/);
  return worker;
}

export async function openStore(address: string): Promise<SharedEventLog> {
  const events = await openSharedEventLog({ address, log, clock });
  onTestFinished(() => events.close());
  return events;
}

export async function openQueue(address: string): Promise<RunQueue> {
  const queue = await RunQueue.open(address, log);
  onTestFinished(() => queue.close());
  return queue;
}

export async function historiesOf(
  events: SharedEventLog,
  runs: readonly StudyRun[],
): Promise<ReadonlyMap<string, RunHistory>> {
  const entries = runs.map(async (run) => [runKey(run), await readRunHistory(events, run)] as const);
  return new Map(await Promise.all(entries));
}

/** Waits for what follows from a change on the queue. */
export async function until(condition: () => Promise<boolean>, queue: RunQueue): Promise<void> {
  const { opened, open } = gate();
  const look = (): void => void condition().then((holds) => holds && open());
  const stop = await queue.listen(look);
  look();
  await opened;
  await stop();
}
