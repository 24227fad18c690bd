import { withExclusion } from '../community/exclusive-reactions.ts';
import { withKeptFacts } from '../community/kept-facts.ts';
import { sealBallot } from '../community/seal.ts';
import type { Prompts } from '../content/prompts.ts';
import type { Clock } from '../core/clock.ts';
import { isExpected } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import type { Arm } from '../debate/plan.ts';
import { runDebate } from '../debate/run-debate.ts';
import type { ChatModel } from '../models/port/chat-model.ts';
import { ARM_WORDS, DEBATE_WORDS } from './arm-words.ts';
import { authorsToVoteOn } from './ballot-answers.ts';
import { untilBallotCloses, waitForPresses } from './ballot-deadline.ts';
import type { TrialEvent } from './events.ts';
import { judgeTrial } from './judging.ts';
import { missingJudgements, notJudged } from './judging-progress.ts';
import { missingMemberAnswers, unwrittenMemberAnswers } from './member-answer-words.ts';
import { writeMemberAnswers } from './member-answering.ts';
import type { PastBallots } from './past-ballots.ts';
import { debatesOf, keepingOf, type TrialPlan } from './plan.ts';
import { DELETED_WORDS } from './redaction.ts';
import type { CountReactions } from './service.ts';
import { baselineAudience, TrialAudience } from './trial-audience.ts';
import type { TrialRecord } from './trial-record.ts';

export interface TrialDeps {
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
  /** Has a model loaded before it is needed; never fails, and nobody waits for it. */
  preload(name: string, group: string): void;
  readonly prompts: Prompts;
  /** How many calls the servers run at once. */
  readonly atOnce: number;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  readonly countReactions: CountReactions;
  readonly pastBallots: Pick<PastBallots, 'scaleFor'>;
}

/** How long a close waits for people's scale, in milliseconds. */
const SCALE_WITHIN = 5000;

const END_WORDS = { incomplete: 'is incomplete', stopped: 'was stopped', failed: 'failed' } as const;

/**
 * Everything of a trial that needs the models: all debates and their scores. Goes on from whatever the record holds already. Returns early
 * when a debate failed, and when the signal is aborted: after a person's stop that is the end, otherwise it is called again after a restart.
 */
export async function runModels(
  plan: TrialPlan,
  record: TrialRecord,
  deps: TrialDeps,
  signal: AbortSignal,
): Promise<void> {
  for (const debate of debatesOf(plan)) {
    const { arm } = debate;
    const audience = arm === 'ensemble' ? new TrialAudience(record, deps.clock) : baselineAudience(record, arm);
    const model = (name: string): Promise<ChatModel> => deps.model(name, debate.debate);
    const preload = (name: string): void => deps.preload(name, debate.debate);
    const events = runDebate(debate, { ...deps, model, preload, audience }, record.debateEvents(arm), signal);
    for await (const event of events) await record.appendDebate(arm, event);
    if (signal.aborted || endOf(record, arm)?.status === 'failed') return;
    // While the servers still hold what was said.
    if (arm === 'ensemble') await writeMemberAnswers(plan, record, { ...deps, model, preload }, signal);
    if (signal.aborted) return;
  }
  await judgeTrial(plan, record, deps, signal);
}

/** Sleeps until a time, and no longer than it was away at first: the clock may have been set back since. */
function untilDue(time: number, atMost: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return clock.sleep(Math.min(atMost, Math.max(0, time - clock.now())), signal);
}

/** Where the format asks people where they stand before the first word: waits until they had the time. */
export async function askPositions(
  plan: TrialPlan,
  record: TrialRecord,
  { clock }: Pick<TrialDeps, 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const view = record.view;
  if (view.positionsClosed) return;
  // Of a debate that was stopped before, nobody is asked anything.
  signal.throwIfAborted();
  const closesAt = view.positionsCloseAt ?? clock.now() + plan.positionMilliseconds;
  if (view.positionsCloseAt === null) await record.append({ type: 'positions-open', closesAt });
  await untilDue(closesAt, plan.positionMilliseconds, clock, signal);
  await waitForPresses(record, clock, signal);
  await record.decide(() => ({ type: 'positions-closed' }));
}

/** Which answers are missing, and what follows from it. */
function missingAnswers(plan: TrialPlan, record: TrialRecord): string[] {
  const held = hasVotableAnswers(plan, record);
  return debatesOf(plan).flatMap(({ arm, chair }) =>
    hasAnswer(record, arm)
      ? []
      : [
          arm === 'self-consistency'
            ? `none of the single model's drafts was chosen, so ${held ? 'none stood on the ballot' : 'there was nothing to vote on'}`
            : `${ARM_WORDS[arm]} reached no answer, so ${held ? 'none of it stood on the ballot' : 'there was nothing to vote on'} (${chair.name} was the chair)`,
        ],
  );
}

/** Which questions of the audience were put to the ensemble alone, since they were deleted before the other arms came to them. */
function questionsPassedOver(plan: TrialPlan, record: TrialRecord): string[] {
  const putIn = (arm: Arm) => record.debateEvents(arm).filter((event) => event.type === 'question-put');
  return plan.baselines.flatMap(({ arm }) => {
    const put = new Set(putIn(arm).map(({ id }) => id));
    const missing = putIn('ensemble').filter(({ id, text }) => text === DELETED_WORDS && !put.has(id)).length;
    if (missing === 0 || endOf(record, arm) === undefined) return [];
    const what = missing === 1 ? 'a question' : `${missing} questions`;
    return [
      `${DEBATE_WORDS[arm]} went without ${what} of the audience that the ensemble was asked: deleted in between by whoever had asked`,
    ];
  });
}

/** Whether there is a ballot to hold. */
export function hasVotableAnswers(plan: TrialPlan, record: TrialRecord): boolean {
  return authorsToVoteOn(plan, record.view).length > 0;
}

function hasAnswer(record: TrialRecord, arm: Arm): boolean {
  return record.debateEvents(arm).some((event) => event.type === 'answer-ready');
}

/** Opens the ballot unless it was opened before, waits for its deadline, counts and closes it. */
export async function runBallot(
  plan: TrialPlan,
  record: TrialRecord,
  deps: TrialDeps,
  signal: AbortSignal,
): Promise<void> {
  let view = record.view;
  if (view.ballot === null) {
    const opensAt = deps.clock.now();
    const seal = sealBallot({
      authors: authorsToVoteOn(plan, view),
      sealed: { scores: view.judgements, pairs: view.pairs },
      entropy: deps.entropy,
      seed: plan.seed,
    });
    await record.append({
      type: 'ballot-open',
      ballot: { seal, opensAt, closesAt: opensAt + plan.ballotMilliseconds },
    });
    view = record.view;
  }
  if (view.ballot === null || view.ballotClosed) return;
  const late = new AbortController();
  const either = AbortSignal.any([signal, late.signal]);
  const scaleLearned = learnScale(plan, record, deps, either);
  await untilBallotCloses(plan, record, deps.clock, signal);
  // Reading all earlier ballots can take long, for which no close should wait.
  await Promise.race([scaleLearned, deps.clock.sleep(SCALE_WITHIN, either).catch(() => {})]);
  late.abort();
  await scaleLearned;
  signal.throwIfAborted();
  await record.append(await reactionsAtClose(plan, record, deps, signal));
  await waitForPresses(record, deps.clock, signal);
  await record.decide(() => ({ type: 'ballot-closed' }));
}

/** Stores what the panel's scores are on people's scale, where earlier ballots say it in time. A result without it is whole; never rejects. */
async function learnScale(
  plan: TrialPlan,
  record: TrialRecord,
  { pastBallots, log }: TrialDeps,
  signal: AbortSignal,
): Promise<void> {
  const view = record.view;
  if (view.peopleScale !== null || !plan.judged.includes('answer')) return;
  try {
    const scale = await pastBallots.scaleFor(plan, view, signal);
    if (scale !== undefined) await record.append({ type: 'people-scale-known', scale });
  } catch (error) {
    log.warn({ err: error, trial: plan.trial }, 'earlier ballots could not be read for people’s scale');
  }
}

/** The lists that Discord holds now, or why they can't be had. */
async function reactionsAtClose(
  plan: TrialPlan,
  record: TrialRecord,
  deps: TrialDeps,
  signal: AbortSignal,
): Promise<TrialEvent> {
  try {
    const counts = await deps.countReactions(record.view.plan ?? plan, signal);
    // Only now: a deletion meanwhile has made a new view.
    const { view } = record;
    const keeping = keepingOf(view, deps.clock.now());
    return {
      type: 'reactions-counted',
      counts: withExclusion(counts, view.reactions).map((count) => ({
        ...count,
        voters: count.voters.map((reactor) => withKeptFacts(reactor, keeping)),
      })),
    };
  } catch (error) {
    signal.throwIfAborted();
    deps.log.warn({ err: error, trial: plan.trial }, 'reactions could not be counted at close');
    return {
      type: 'reactions-not-counted',
      reason: isExpected(error) ? error.message : 'Discord could not be asked.',
    };
  }
}

/** How the trial ends, once nothing more can be added to it. */
export function trialOutcome(
  plan: TrialPlan,
  record: TrialRecord,
): { status: 'complete' | 'incomplete' | 'failed'; reasons: string[] } {
  const reasons: string[] = [];
  let failed = false;
  for (const { arm } of debatesOf(plan)) {
    const end = endOf(record, arm);
    if (end === undefined || end.status === 'complete') continue;
    if (end.status === 'failed') failed = true;
    reasons.push(`${DEBATE_WORDS[arm]} ${END_WORDS[end.status]}: ${end.reasons.join('; ')}`);
  }
  if (!failed) {
    reasons.push(...missingAnswers(plan, record), ...questionsPassedOver(plan, record));
    const view = record.view;
    reasons.push(...missingMemberAnswers(plan, view), ...missingJudgements(plan, view));
    const { reactionsAtClose: reactions } = view;
    if (reactions?.type === 'reactions-not-counted') {
      reasons.push(
        `the reactions could not be counted when the ballot closed, so those stand that were seen before: ${reactions.reason}`,
      );
    }
  }
  return { status: failed ? 'failed' : reasons.length > 0 ? 'incomplete' : 'complete', reasons };
}

/** What a trial that was stopped leaves undone, beside its debates. */
export function leftUndone(plan: TrialPlan, record: TrialRecord): string[] {
  const view = record.view;
  const { ballot, ballotClosed } = view;
  const judging = record.events.some(({ type }) => type === 'judging-start');
  return [
    ...unwrittenMemberAnswers(plan, view),
    ...(judging ? notJudged(plan, view) : []),
    ...(ballot !== null && !ballotClosed ? ['the ballot was broken off, so its votes are not opened'] : []),
  ];
}

function endOf(record: TrialRecord, arm: Arm) {
  return record.debateEvents(arm).find((event) => event.type === 'debate-end');
}
