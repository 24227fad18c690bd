import type { RecordedDebateEvent } from '../debate/events.ts';
import type { DebatePlan } from '../debate/plan.ts';
import { isAnswerTurn, speakerOf } from '../debate/turns.ts';
import { DEBATE_WORDS } from './arm-words.ts';
import { describeProgress, judgedIn } from './judging-progress.ts';
import { describeAnswering } from './member-answer-words.ts';
import { asksPositions, type TrialPlan } from './plan.ts';
import type { TrialPhase, TrialSummary } from './service.ts';
import { positionsAskedUntil, type TrialView } from './view-trial.ts';

/** The phase that a view is in; a trial that waits for its turn looks like one that debates, the service knows better. */
function phaseOf(view: TrialView): TrialPhase {
  if (view.end !== null) return 'ended';
  if (view.ballot !== null) return 'ballot';
  if (view.plan !== null && asksPositions(view.plan) && !view.positionsClosed) return 'asking';
  if (!hasEnded(view.debates.ensemble)) return 'debating';
  return view.plan?.baselines.every(({ arm }) => hasEnded(view.debates[arm])) === true ? 'judging' : 'baselines';
}

function hasEnded(events: readonly RecordedDebateEvent[]): boolean {
  return events.some((event) => event.type === 'debate-end');
}

/** A summary at a glance. `plan` is passed in since a view of nothing has none. */
export function summarize(plan: TrialPlan, view: TrialView, startedAt: number, queuePlace: number): TrialSummary {
  const phase = queuePlace > 0 ? 'queued' : phaseOf(view);
  return {
    plan,
    phase,
    queuePlace,
    startedAt,
    status: view.end?.status ?? 'running',
    hidden: view.hidden,
    doing: describe(plan, view, phase, queuePlace),
    until: untilOf(view, phase),
  };
}

function untilOf(view: TrialView, phase: TrialPhase): number | null {
  switch (phase) {
    case 'asking':
      return positionsAskedUntil(view, 'before');
    case 'ballot':
      return view.closeAskedBy === null ? (view.ballot?.closesAt ?? null) : null;
    default:
      return null;
  }
}

function describe(plan: TrialPlan, view: TrialView, phase: TrialPhase, queuePlace: number): string {
  switch (phase) {
    case 'queued':
      return `waiting, place ${queuePlace} in the queue`;
    case 'asking':
      return 'people say where they stand';
    case 'debating':
      return describeTurn(plan.ensemble, view.debates.ensemble);
    case 'baselines': {
      const answering = describeAnswering(plan, view);
      if (answering !== undefined) return answering;
      const debate = plan.baselines.find(({ arm }) => !hasEnded(view.debates[arm])) ?? plan.ensemble;
      return `${DEBATE_WORDS[debate.arm]}: ${describeTurn(debate, view.debates[debate.arm])}`;
    }
    case 'judging':
      return `the judge is scoring: ${describeProgress(plan, judgedIn(view))}`;
    case 'ballot':
      return view.closeAskedBy === null ? 'the ballot is open' : 'the ballot is being closed';
    case 'ended':
      return view.end?.status === 'complete' ? 'finished' : `ended (${view.end?.status ?? 'unknown'})`;
  }
}

function describeTurn(plan: DebatePlan, events: readonly RecordedDebateEvent[]): string {
  const last = events.at(-1);
  if (last?.type === 'person-asked') return `round ${last.turn.round}, a person has the word`;
  const start = events.findLast((event) => event.type === 'turn-start');
  if (start?.type !== 'turn-start') return 'the first member is about to speak';
  const round = isAnswerTurn(plan, start.turn) ? 'the answer' : `round ${start.turn.round}`;
  return `${round}, ${speakerOf(plan, start.turn).name} is writing`;
}
