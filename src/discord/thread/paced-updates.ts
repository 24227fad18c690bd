import type { Clock } from '../../core/clock.ts';
import { isRecorded } from '../../debate/events.ts';
import type { TrialUpdate } from '../../trial/events.ts';

/**
 * Updates with words in flight at most once in `every` milliseconds. Whatever comes while words wait takes their place, so that nothing
 * finished ever waits for words that are stale.
 */
export async function* pacedUpdates(
  updates: AsyncIterable<TrialUpdate>,
  every: number,
  clock: Clock,
  signal: AbortSignal,
): AsyncGenerator<TrialUpdate> {
  const source = updates[Symbol.asyncIterator]();
  let shownAt = Number.NEGATIVE_INFINITY;
  let next = source.next();
  for (;;) {
    const step = await next;
    if (step.done === true) return;
    next = source.next();
    if (isInFlight(step.value)) {
      // A clock that was set back must not hold up words.
      const pause = Math.min(every, shownAt + every - clock.now());
      if (await comesWithin(next, pause, clock, signal)) continue;
      shownAt = clock.now();
    }
    yield step.value;
  }
}

/** Whether `next` settles before the time is over. */
async function comesWithin(
  next: Promise<unknown>,
  milliseconds: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  const over = new AbortController();
  const pause = clock
    .sleep(Math.max(0, milliseconds), AbortSignal.any([signal, over.signal]))
    .then(() => false)
    .catch(() => true);
  const came = await Promise.race([next.then(() => true), pause]);
  over.abort();
  signal.throwIfAborted();
  return came;
}

function isInFlight(update: TrialUpdate): boolean {
  return update.source === 'debate' && !isRecorded(update.event);
}
