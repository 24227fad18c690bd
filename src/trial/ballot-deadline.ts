import { tallyVotes } from '../community/tally.ts';
import type { Clock } from '../core/clock.ts';
import { DAY, HOUR } from '../core/durations.ts';
import type { TrialEvent } from './events.ts';
import { countingOf, type TrialPlan, votingRulesOf } from './plan.ts';
import type { TrialRecord } from './trial-record.ts';
import { isBallotOpen, type TrialView } from './view-trial.ts';

/** How long what is closed waits for presses of which not all is known yet, in milliseconds: Discord may be slow, but not for ever. */
const PRESSES_WITHIN = 10_000;
const LONGEST_EXTENSION = DAY;
const EARLIEST_REMINDER = HOUR;
/** Of a ballot's time, the part that is left when people are reminded. */
const REMINDER_PART = 6;

/** How long a ballot stays open when its quorum is missed: as long again, at most a day; in milliseconds. */
export function extensionOf({ ballotMilliseconds }: Pick<TrialPlan, 'ballotMilliseconds'>): number {
  return Math.min(ballotMilliseconds, LONGEST_EXTENSION);
}

/** The longest that a ballot can be open, in milliseconds. */
export function longestBallot(plan: Pick<TrialPlan, 'ballotMilliseconds' | 'voting'>): number {
  return plan.ballotMilliseconds + (votingRulesOf(plan).quorum > 0 ? extensionOf(plan) : 0);
}

/**
 * Waits until an open ballot is to be closed: at its deadline, which is put off once where fewer voters count than the quorum asks for, or when
 * somebody closes it by hand. On the way people are reminded once, where votes are missing. What it decides is stored, so that it goes on with
 * that after a restart.
 */
export async function untilBallotCloses(
  plan: TrialPlan,
  record: TrialRecord,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const over = new AbortController();
  const either = AbortSignal.any([signal, over.signal]);
  const ways = [
    record.until((event) => (event.type === 'ballot-close-asked' ? true : undefined), either),
    untilDeadline(plan, record, clock, either),
  ];
  try {
    await Promise.race(ways);
  } finally {
    over.abort();
    await Promise.allSettled(ways);
  }
}

async function untilDeadline(plan: TrialPlan, record: TrialRecord, clock: Clock, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { ballot, extension } = record.view;
    if (ballot === null) return;
    // However the clock is set back, nobody waits longer than this.
    const atMost = extension === null ? plan.ballotMilliseconds : extensionOf(plan);
    await remindAndWait(plan, record, { closesAt: ballot.closesAt, atMost }, clock, signal);
    await waitForPresses(record, clock, signal);
    await record.decide(() => extensionFor(plan, record.view, clock.now()));
    if (record.view.ballot?.closesAt === ballot.closesAt) return;
  }
}

/** Waits for what people pressed before now and of which not all is known yet, as long as Discord may be asked. */
export async function waitForPresses(record: TrialRecord, clock: Clock, signal: AbortSignal): Promise<void> {
  const over = new AbortController();
  await Promise.race([
    record.pressesStored(),
    clock.sleep(PRESSES_WITHIN, AbortSignal.any([signal, over.signal])).catch(() => {}),
  ]);
  over.abort();
  signal.throwIfAborted();
}

async function remindAndWait(
  plan: TrialPlan,
  record: TrialRecord,
  { closesAt, atMost }: { readonly closesAt: number; readonly atMost: number },
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const begun = clock.now();
  const before = Math.min(atMost / REMINDER_PART, EARLIEST_REMINDER);
  let waited = 0;
  if (mayRemind(plan, record.view)) {
    waited = Math.max(0, Math.min(closesAt - before - begun, atMost - before));
    await clock.sleep(waited, signal);
    await record.decide(() => reminderFor(plan, record.view, clock.now()));
  }
  const now = clock.now();
  const left = atMost - Math.max(waited, now - begun);
  await clock.sleep(Math.max(0, Math.min(closesAt - now, left)), signal);
}

function mayRemind(plan: TrialPlan, { reminded }: TrialView): boolean {
  return votingRulesOf(plan).quorum > 0 && !reminded;
}

function reminderFor(plan: TrialPlan, view: TrialView, now: number): TrialEvent | undefined {
  const { quorum } = votingRulesOf(plan);
  const voters = votersThatCount(plan, view);
  if (!mayRemind(plan, view) || !isBallotOpen(view, now) || voters >= quorum) return undefined;
  return { type: 'ballot-reminded', voters, quorum };
}

function extensionFor(plan: TrialPlan, view: TrialView, now: number): TrialEvent | undefined {
  const { quorum } = votingRulesOf(plan);
  const { ballot, extension, closeAskedBy } = view;
  if (ballot === null || extension !== null || closeAskedBy !== null) return undefined;
  const voters = votersThatCount(plan, view);
  if (voters >= quorum) return undefined;
  // Whoever could not vote while the bot was down has the whole time.
  const closesAt = Math.max(ballot.closesAt, now) + extensionOf(plan);
  return { type: 'ballot-extended', closesAt, voters, quorum };
}

/** How many voters the filtered count has now. */
function votersThatCount(plan: TrialPlan, { ballot, votes }: TrialView): number {
  if (ballot === null) return 0;
  return tallyVotes(votes, ballot.seal, countingOf(plan, ballot)).filtered.voters;
}
