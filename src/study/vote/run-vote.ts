import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import type { VotingRules } from '../../community/voting-rules.ts';
import type { Clock } from '../../core/clock.ts';
import { isAbort } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { StoreFailedError } from '../../store/store-failed-error.ts';
import type { TrialService } from '../../trial/service.ts';
import { mostTelling } from './most-telling.ts';
import type { AskingPlan, StudyVote, VoteStanding } from './study-vote.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How long a vote rests when the database takes nothing, in milliseconds. */
const REST = 60_000;

export interface RunVoteDeps {
  readonly trials: Pick<TrialService, 'putToVote' | 'finished' | 'running'>;
  /** By which ballots are counted. */
  readonly voting: VotingRules;
  readonly clock: Clock;
  readonly log: Log;
  /** `nudge`: the study has gone on, or what is stored of the vote has changed. */
  readonly nudges: EventEmitter<{ nudge: [] }>;
}

/** When the next trial may be put to the vote, in milliseconds since the epoch: a day's budget is spread evenly over the day. */
export function nextDue({ plan }: AskingPlan, { sample }: Pick<VoteStanding, 'sample'>, now: number): number {
  const apart = DAY / plan.community.perDay;
  const last = Math.max(...sample.map((one) => ('putAt' in one ? one.putAt : Number.NEGATIVE_INFINITY)));
  // However the clock is set back, nobody waits longer than this.
  return Math.min(Math.max(now, last + apart), now + apart);
}

/**
 * Puts a study's sample to the vote, one trial after the other, until nobody votes any more.
 * @throws the signal's reason, CorruptRecordError
 */
export async function runVote(vote: StudyVote, deps: RunVoteDeps, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const changed = new AbortController();
    const either = AbortSignal.any([signal, changed.signal]);
    // Before it is read how things stand: what comes meanwhile is not missed.
    const nudged = once(deps.nudges, 'nudge', { signal: either });
    nudged.catch(() => {});
    try {
      const { over, waits } = await takeStep(vote, deps, either);
      if (over) return;
      await Promise.race([nudged, ...waits]);
    } catch (error) {
      if (signal.aborted || !(error instanceof StoreFailedError)) throw error;
      deps.log.error(
        { err: error, study: vote.asking.name },
        'the database takes nothing, and the vote on a study waits',
      );
      await deps.clock.sleep(REST, signal);
    } finally {
      changed.abort();
    }
  }
}

/** @returns whether it is over, and what may change that; each of these settles, or rejects when the signal is aborted */
async function takeStep(
  vote: StudyVote,
  { trials, voting, clock }: RunVoteDeps,
  signal: AbortSignal,
): Promise<{ readonly over: boolean; readonly waits: readonly Promise<unknown>[] }> {
  const standing = await vote.standing();
  const { place, asking } = vote;
  if (standing === undefined || place === undefined) return { over: false, waits: [] };
  if (standing.over) return { over: true, waits: [] };
  const { hours } = asking.plan.community;
  const { threadId, ...origin } = place;
  const study = { title: asking.plan.title, threadId };
  const put = { study, origin, ballotMilliseconds: Math.round(hours * HOUR), voting };
  const open = standing.sample.filter(({ status }) => status === 'open');
  // One that was put to the vote just before the last end may be known to nobody else.
  for (const { trial } of open) await trials.putToVote(trial, put);
  const next = standing.paused || standing.ended ? undefined : mostTelling(standing.sample);
  const now = clock.now();
  const due = nextDue(asking, standing, now);
  if (next !== undefined && due <= now) {
    await trials.putToVote(next.trial, put);
    return { over: false, waits: [Promise.resolve()] };
  }
  const running = new Set(trials.running().map(({ plan }) => plan.trial));
  return {
    over: false,
    waits: [
      ...open.flatMap(({ trial }) => (running.has(trial) ? [trials.finished(trial)] : [])),
      ...(next === undefined ? [] : [quietly(clock.sleep(due - now, signal))]),
    ],
  };
}

/** Whoever waits for something else is not told that this one was given up. */
function quietly(sleeping: Promise<void>): Promise<void> {
  return sleeping.catch((error: unknown) => {
    if (!isAbort(error)) throw error;
  });
}
