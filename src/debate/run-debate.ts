import { ROLE_WORDS } from '../core/acting-role.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import { DebateFailed } from './debate-failed.ts';
import type { DebateEvent, RecordedDebateEvent } from './events.ts';
import { DebateHistory } from './history.ts';
import { Moderator } from './moderator.ts';
import type { DebatePlan } from './plan.ts';
import type { DebateDeps } from './running.ts';

/**
 * One debate as a stream of events; whoever consumes it stores each recorded event before asking for the next. After a crash it is
 * called with the stored history and goes on with the next missing turn. It ends with `debate-end`, except when the signal is aborted for
 * another reason than a person's stop (StoppedByPerson): then it just ends, to be called again later.
 */
export async function* runDebate(
  plan: DebatePlan,
  deps: DebateDeps,
  stored: readonly RecordedDebateEvent[],
  signal: AbortSignal,
): AsyncGenerator<DebateEvent> {
  const history = new DebateHistory(stored);
  try {
    yield* new Moderator({ plan, deps, history }, signal).run();
  } catch (error) {
    if (error instanceof DebateFailed) {
      yield { type: 'debate-end', status: 'failed', reasons: [error.message] };
      return;
    }
    if (!signal.aborted) throw error;
  }
  if (signal.reason instanceof StoppedByPerson && !history.ended) {
    yield { type: 'debate-end', status: 'stopped', reasons: [`stopped by ${ROLE_WORDS[signal.reason.by]}`] };
  }
}
