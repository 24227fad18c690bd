import type { Prompts } from '../../content/prompts.ts';
import type { Clock } from '../../core/clock.ts';
import type { ChatModel } from '../../models/port/chat-model.ts';
import type { EventLog } from '../../store/event-log.ts';
import type { StudyRun } from './study-run.ts';

/** What a run needs of the process that does it. */
export interface RunDeps {
  readonly events: EventLog;
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** How many calls the servers at hand work on at the same time. */
  readonly atOnce: number;
}

/**
 * Does one run of a study, or what is left of it: every turn and score is stored as soon as it is there, and none that is stored is asked for
 * again. Returns early when the signal is aborted, to be called again later.
 * @throws RunFailedError when a server or model could not be had; what was stored by then stands, and a later call goes on from there
 * @throws SeqTakenError when another process writes the same run
 * @throws StoreFailedError, CorruptRecordError
 */
export async function doRun(_run: StudyRun, _deps: RunDeps, _signal: AbortSignal): Promise<void> {
  throw new Error('being built');
}
