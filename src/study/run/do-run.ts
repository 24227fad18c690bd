import type { Prompts } from '../../content/prompts.ts';
import type { Clock } from '../../core/clock.ts';
import { NO_AUDIENCE } from '../../debate/audience.ts';
import type { DebateEvent } from '../../debate/events.ts';
import type { DebatePlan } from '../../debate/plan.ts';
import { runDebate } from '../../debate/run-debate.ts';
import { isFailure } from '../../judge/judge-outage.ts';
import type { PairOutcome } from '../../judge/pair-judgement.ts';
import type { Score } from '../../judge/score.ts';
import type { ChatModel } from '../../models/port/chat-model.ts';
import type { EventLog } from '../../store/event-log.ts';
import { judgeTrial } from '../../trial/judging.ts';
import { debateIn, type TrialPlan } from '../../trial/plan.ts';
import { TrialRecord } from '../../trial/trial-record.ts';
import { trialOutcome } from '../../trial/trial-steps.ts';
import { RunFailedError } from './run-failed-error.ts';
import type { RunOutcome } from './run-outcome.ts';
import { hasEnded } from './runs-left.ts';
import { runKey, type StudyRun } from './study-run.ts';
import { TrialNotBegunError } from './trial-not-begun-error.ts';

/** What a run needs of the process that does it. */
export interface RunDeps {
  readonly events: EventLog;
  /** @param group see OpenOptions */
  model(name: string, group: string): Promise<ChatModel>;
  readonly prompts: Prompts;
  readonly clock: Clock;
  /** How many calls the servers at hand work on at the same time. */
  readonly atOnce: number;
  /**
   * Whether a server's or model's failure is to be stored as what came of it (a debate that failed, a criterion unscored), after it was met
   * often enough; otherwise it is thrown, and nothing of it is stored.
   */
  readonly lastTry: boolean;
}

/**
 * Does one run of a study, or what is left of it: every turn and score is stored as soon as it is there, and none that is stored is asked for
 * again.
 * @returns undefined when the signal was aborted before its end: it is to be called again later
 * @throws RunFailedError when a server or model could not be had; what was stored by then stands, and a later call goes on from there
 * @throws TrialNotBegunError, SeqTakenError when another process writes the same run, StoreFailedError, CorruptRecordError
 */
export async function doRun(run: StudyRun, deps: RunDeps, signal: AbortSignal): Promise<RunOutcome | undefined> {
  const record = await TrialRecord.open(deps.events, run.trial);
  const { plan } = record.view;
  if (plan === null) throw new TrialNotBegunError(run.trial);
  if (run.type === 'judging') return judge(run, plan, record, deps, signal);
  const debate = debateIn(plan, run.arm);
  if (debate === undefined) throw new TypeError(`The trial ${run.trial} has no arm ${run.arm}`);
  return hold(run, debate, record, deps, signal);
}

async function hold(
  run: StudyRun,
  debate: DebatePlan,
  record: TrialRecord,
  deps: RunDeps,
  signal: AbortSignal,
): Promise<RunOutcome | undefined> {
  const { arm } = debate;
  const needs = {
    ...deps,
    model: (name: string) => deps.model(name, debate.debate),
    // Runs follow each other closely, and which comes next is not known here.
    preload: () => {},
    audience: NO_AUDIENCE,
  };
  for await (const event of runDebate(debate, needs, record.debateEvents(arm), signal)) {
    if (event.type === 'debate-end' && event.status === 'failed' && !deps.lastTry) {
      throw new RunFailedError(runKey(run), event.reasons.join('; '));
    }
    if (!deps.lastTry && isOfServer(event)) {
      if (event.type === 'turn-end') continue;
      throw new RunFailedError(runKey(run), event.reason);
    }
    await record.appendDebate(arm, event);
  }
  const events = record.debateEvents(arm);
  const end = events.find((event) => event.type === 'debate-end');
  if (end === undefined || end.status === 'stopped') return undefined;
  const rejected = events.filter((event) => event.type === 'turn-end' && event.outcome.status === 'rejected').length;
  return { type: 'debate', status: end.status, rejected };
}

type OfServer = Extract<DebateEvent, { type: 'turn-end' | 'stance-unstated' }>;

/**
 * Whether an event tells of a server's failure, and not of what a model said. The turn may be tried again at once, and nothing of such an attempt
 * is stored but that it began: a later call of doRun then has as many attempts as if it had not been made.
 */
function isOfServer(event: DebateEvent): event is OfServer {
  switch (event.type) {
    case 'turn-end':
      return event.outcome.status === 'rejected' && event.outcome.reason === 'model-failed';
    case 'stance-unstated':
      return event.modelFailed === true;
    default:
      return false;
  }
}

async function judge(
  run: StudyRun,
  plan: TrialPlan,
  record: TrialRecord,
  deps: RunDeps,
  signal: AbortSignal,
): Promise<RunOutcome | undefined> {
  const needs = {
    ...deps,
    check(outcome: Score | PairOutcome) {
      if (deps.lastTry || outcome.status !== 'unscored' || !isFailure(outcome)) return;
      throw new RunFailedError(runKey(run), outcome.detail);
    },
  };
  if (!hasEnded(run, record)) {
    await judgeTrial(plan, record, needs, signal);
    if (signal.aborted) return undefined;
    const { status, reasons } = trialOutcome(plan, record);
    await record.append({ type: 'trial-end', status, reasons });
  }
  const { judgements, pairs } = record.view;
  const outcomes = [
    ...judgements.map(({ judgement }) => judgement.score),
    ...pairs.map(({ judgement }) => judgement.outcome),
  ];
  const unscored = outcomes.filter(({ status }) => status === 'unscored').length;
  return { type: 'judging', said: outcomes.length, unscored };
}
