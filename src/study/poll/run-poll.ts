import type { VotingRules } from '../../community/voting-rules.ts';
import type { Clock } from '../../core/clock.ts';
import { HOUR } from '../../core/durations.ts';
import type { Log } from '../../core/log.ts';
import type { TrialService } from '../../trial/service.ts';
import { mostTelling } from './most-telling.ts';
import { nextDue } from './pace.ts';
import type { PollPlace } from './poll-events.ts';
import type { StudyPoll } from './study-poll.ts';

/** How long a poll rests when the database takes nothing, or Discord can show nothing, in milliseconds. */
export const REST = 60_000;

export interface RunPollDeps {
  readonly trials: Pick<TrialService, 'putToVote' | 'finished' | 'running'>;
  /** By which ballots are counted. */
  readonly voting: VotingRules;
  readonly clock: Clock;
  readonly log: Log;
  /** Why a ballot could not be shown in a place now, for people; null where it could. */
  whyHidden(place: PollPlace): Promise<string | null>;
}

/**
 * Puts a study's sample to the vote, trial after trial, until nobody votes any more.
 * @throws the signal's reason, StoreFailedError, CorruptRecordError, and what `whyHidden` throws
 */
export async function runPoll(poll: StudyPoll, deps: RunPollDeps, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const changed = new AbortController();
    const either = AbortSignal.any([signal, changed.signal]);
    // Before it is read how things stand: what comes meanwhile is not missed.
    const nudged = quietly(poll.nudged(either));
    try {
      const { over, waits } = await takeStep(poll, deps, either);
      if (over) return;
      await Promise.race([nudged, ...waits]);
    } finally {
      changed.abort();
    }
  }
}

interface Step {
  readonly over: boolean;
  /** What may change that; each settles. */
  readonly waits: readonly Promise<unknown>[];
}

async function takeStep(poll: StudyPoll, deps: RunPollDeps, signal: AbortSignal): Promise<Step> {
  const { trials, voting, clock, log } = deps;
  // Also before: one that ends while the records are read is in it, and its end is waited for, which has come then.
  const running = trials.running().map(({ plan }) => plan.trial);
  const standing = await poll.standing();
  const { place, polled } = poll;
  if (standing === undefined || place === undefined) return { over: false, waits: [] };
  if (standing.over) return { over: true, waits: [] };
  const { hours } = polled.plan.community;
  const { threadId, ...origin } = place;
  const putBy = { title: polled.plan.title, threadId };
  const put = { putBy, origin, ballotMilliseconds: Math.round(hours * HOUR), voting };
  const open = standing.sample.filter(({ status }) => status === 'open');
  // One that was put to the vote just before the last end may be known to nobody else.
  for (const { trial } of open) await trials.putToVote(trial, put);
  const known = new Set([...running, ...trials.running().map(({ plan }) => plan.trial)]);
  const ends = open.flatMap(({ trial }) => (known.has(trial) ? [quietly(trials.finished(trial))] : []));
  const next = standing.paused || standing.ended ? undefined : mostTelling(standing.sample);
  if (next === undefined) {
    poll.trouble = null;
    return { over: false, waits: ends };
  }
  const now = clock.now();
  const due = nextDue(polled, standing, now);
  if (due > now) return { over: false, waits: [...ends, quietly(clock.sleep(due - now, signal))] };
  const why = await deps.whyHidden(place);
  if (why !== poll.trouble && why !== null)
    log.warn({ study: polled.name, why }, 'nothing is put to the vote: nobody would see it');
  poll.trouble = why;
  if (why === null) await trials.putToVote(next.trial, put);
  return { over: false, waits: [...ends, quietly(clock.sleep(why === null ? 0 : REST, signal))] };
}

/** Whoever waits for something else is not told what became of this. */
async function quietly(waiting: Promise<unknown>): Promise<void> {
  await waiting.catch(() => {});
}
