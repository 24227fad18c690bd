import { hostname } from 'node:os';
import { requireQueue } from '../../config.ts';
import { loadContent } from '../../content/load-content.ts';
import { Prompts } from '../../content/prompts.ts';
import { systemClock } from '../../core/clock.ts';
import { counted } from '../../core/counted.ts';
import { isExpected, wordsFor } from '../../core/errors.ts';
import { createLog } from '../../core/log.ts';
import { withoutPassword } from '../../core/without-password.ts';
import { pickOnScreen } from '../../pick-on-screen.ts';
import { PROJECT_ROOT } from '../../project-root.ts';
import { openSharedEventLog } from '../../store/open-event-log.ts';
import { openScreen } from '../../terminal/open-screen.ts';
import type { TerminalProcess } from '../../terminal/terminal-output.ts';
import { runKey } from '../run/study-run.ts';
import { describeSitting } from '../sitting.ts';
import { RunQueue } from './run-queue.ts';
import { type WorkerUpdate, workOnRuns } from './run-worker.ts';
import { readQueueConfig } from './study-store.ts';
import type { WorkerOptions } from './worker-options.ts';

/**
 * A worker: does runs of studies, whatever studies they are of, until it is told to end.
 * @throws ConfigError, StoreNotSharedError, StoreFailedError, QueueUnreachableError, TrialNotBegunError, ContentError, and what picking the models
 * throws
 */
export async function runWorkerCommand(
  options: WorkerOptions,
  process: TerminalProcess & { readonly pid: number },
  signal: AbortSignal,
): Promise<void> {
  // What it meets in a long time alone is in its log.
  const config = readQueueConfig(options, { LOG_LEVEL: 'info', ...process.env });
  const address = requireQueue(config);
  const worker = options.name ?? `${hostname()}-${process.pid}`;
  const log = createLog(config.logLevel).child({ worker });
  const screen = openScreen(process.stdout, process.env, config.dumbTerminal);
  const terminal = screen.part();
  const content = await loadContent(PROJECT_ROOT);
  const events = await openSharedEventLog({ address: config.database, log, clock: systemClock });
  try {
    const queue = await RunQueue.open(address, log);
    try {
      const { host, goodFor } = await pickOnScreen(config, log, screen, { mayPassOver: false }, signal);
      try {
        terminal.line(`Models: ${host.label}, ${goodFor}.`);
        terminal.line(
          `Worker ${worker} takes up to ${counted(host.capacity, 'run')} at a time from ${withoutPassword(address)}; results go to ${withoutPassword(config.database)}.`,
        );
        await workOnRuns(
          {
            queue,
            events,
            worker,
            sitting: await describeSitting(host, signal),
            log,
            clock: systemClock,
            prompts: new Prompts(content.templates),
            atOnce: host.capacity,
            model: (name, group) => host.open(name, { group, signal }),
            models: (aborted) => host.list(aborted),
            lostAfter: options.lostAfter * 1000,
            onUpdate: (update) => terminal.line(lineOf(update)),
          },
          signal,
        );
        terminal.line('Stopped. Runs that it had are given back.');
      } finally {
        await host.close();
      }
    } finally {
      await queue.close();
    }
  } finally {
    terminal.close();
    await events.close();
  }
}

const WORDS = {
  taken: 'begun, or gone on with',
  ended: 'ended',
  'given-back': 'given back',
  'taken-over': 'taken over by another worker',
} as const;

function lineOf(update: WorkerUpdate): string {
  const key = runKey(update.run);
  if (update.type !== 'failed') return `${key}: ${WORDS[update.type]}`;
  const { error } = update;
  return `${key}: failed. ${isExpected(error) ? wordsFor(error) : 'An internal error; the log has it.'}`;
}
