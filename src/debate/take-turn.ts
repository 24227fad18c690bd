import { type ExpectedError, wordsFor } from '../core/errors.ts';
import { WAITS_AFTER_FAILURE } from '../models/port/after-failure.ts';
import { DebateFailed, orFail } from './debate-failed.ts';
import type { DebateEvent, TurnEnd } from './events.ts';
import { prepareTurn } from './prepare-turn.ts';
import { runAttempt } from './run-attempt.ts';
import type { Running } from './running.ts';
import type { TurnToTake } from './turn-to-take.ts';

/** A rejected turn is tried so many times in all. */
const ATTEMPTS = 3;

/**
 * A member's turn: attempts until one is valid, or until it is recorded as silent. Goes on after whatever attempts were made before.
 * @returns whether there is a valid turn; also false when it was aborted
 * @throws DebateFailed when its model cannot be had
 */
export async function* takeTurn(
  running: Running,
  toTake: TurnToTake,
  signal: AbortSignal,
): AsyncGenerator<DebateEvent, boolean> {
  const { history } = running;
  const { turn } = toTake;
  if (history.has(turn, 'member-silent')) return false;
  const ends = history.endsOf(turn);
  let end = ends.at(-1);
  for (let attempt = ends.length + 1; mayTry(end, attempt); attempt += 1) {
    end = yield* makeAttempt(running, toTake, attempt, signal);
    if (end === undefined) return false;
  }
  if (end === undefined || end.outcome.status === 'valid') return end !== undefined;
  if (end.outcome.reason === 'model-failed') throw new DebateFailed(end.outcome.detail);
  yield history.note({ type: 'member-silent', turn, reason: end.outcome.reason });
  return false;
}

/** A turn that took too long has cost its time already and is not tried again. */
function mayTry(end: TurnEnd | undefined, attempt: number): boolean {
  if (end === undefined) return true;
  return attempt <= ATTEMPTS && end.outcome.status === 'rejected' && end.outcome.reason !== 'over-time';
}

async function* makeAttempt(
  running: Running,
  toTake: TurnToTake,
  attempt: number,
  signal: AbortSignal,
): AsyncGenerator<DebateEvent, TurnEnd | undefined> {
  const { plan, deps, history } = running;
  const { turn, task, kind } = toTake;
  const { clock } = deps;
  const { model, think, budget, fitted } = await orFail(prepareTurn(running, toTake, attempt, signal));
  if (fitted.digested > 0 && !history.has(turn, 'transcript-digested')) {
    yield history.note({ type: 'transcript-digested', turn, turns: fitted.digested });
  }
  const before = history.view.turns;
  const made = { plan, turn, attempt, speaker: task.speaker, kind, budget, think, fitted, before };
  const steps = runAttempt(made, model, clock, signal);
  for (;;) {
    const step = await steps.next();
    if (step.done !== true) {
      yield history.note(step.value);
      continue;
    }
    if (step.value === undefined) return undefined;
    const { end, failure } = step.value;
    yield history.note(end);
    if (failure !== undefined) await waitAfter(failure, attempt);
    return end;
  }

  /** A model's server that failed: worth another try after a while, unless that can't help. */
  async function waitAfter(failure: ExpectedError, failed: number): Promise<void> {
    if (!failure.retryable) throw new DebateFailed(wordsFor(failure));
    const wait = WAITS_AFTER_FAILURE[failed - 1];
    if (wait !== undefined) await clock.sleep(wait, signal);
  }
}
