import type { Ballot, Vote } from '../community/ballot.ts';
import type { Position, PositionTime } from '../community/position.ts';
import type { Rating } from '../community/rating.ts';
import type { Reaction, Wipe } from '../community/reaction.ts';
import type { SealedScores } from '../community/seal.ts';
import type { ActingRole } from '../core/acting-role.ts';
import type { MemberAnswerEvent, RecordedDebateEvent } from '../debate/events.ts';
import { isRecorded } from '../debate/events.ts';
import type { Arm, DebatePlan } from '../debate/plan.ts';
import { isAnswerTurn, speakerOf } from '../debate/turns.ts';
import type { Calibrated } from '../statistics/calibrate.ts';
import { DEBATE_WORDS } from './arm-words.ts';
import type { TrialEvent, TrialUpdate } from './events.ts';
import { describeProgress, judgedIn } from './judging-progress.ts';
import { describeAnswering } from './member-answer-words.ts';
import { asksPositions, type TrialPlan } from './plan.ts';
import type { TrialPhase, TrialSummary } from './service.ts';

/** What a trial's updates come to, for whoever runs or shows it. */
export interface TrialView {
  readonly plan: TrialPlan | null;
  /** Nothing for an arm that the trial has not. */
  readonly debates: Readonly<Record<Arm, readonly RecordedDebateEvent[]>>;
  /** What became of the members' own answers, in the order stored. */
  readonly memberAnswers: readonly MemberAnswerEvent[];
  readonly judgements: SealedScores['scores'];
  readonly pairs: SealedScores['pairs'];
  /** Until when people can say where they stand before the debate; null when they are not asked, or not yet. */
  readonly positionsCloseAt: number | null;
  readonly positionsClosed: boolean;
  /** In the order stored. */
  readonly positions: readonly Position[];
  /** With the deadline that holds now: an extension is in it. */
  readonly ballot: Ballot | null;
  readonly reminded: boolean;
  readonly extension: Extract<TrialEvent, { type: 'ballot-extended' }> | null;
  /** Who closes it by hand; null as long as nobody does. */
  readonly closeAskedBy: ActingRole | null;
  readonly ballotClosed: boolean;
  /** In the order stored; the last one of a voter for an item counts. */
  readonly votes: readonly Vote[];
  /** In the order stored; the last one of a voter for a criterion of an answer counts. */
  readonly ratings: readonly Rating[];
  /** Given and taken back while the bot was up, in order. */
  readonly reactions: readonly Reaction[];
  readonly wipes: readonly Wipe[];
  /** How reactions were counted at close; null before. */
  readonly reactionsAtClose: Extract<TrialEvent, { type: 'reactions-counted' | 'reactions-not-counted' }> | null;
  /** Learned while the ballot is open; null where earlier ratings are too few. */
  readonly peopleScale: Calibrated | null;
  readonly hidden: boolean;
  /** Who asked for its end; null as long as nobody did. */
  readonly stopAskedBy: ActingRole | null;
  readonly end: Extract<TrialEvent, { type: 'trial-end' }> | null;
}

/** Folds updates (as `TrialService.history` and presenters get them) into a view. */
export function viewTrial(updates: readonly TrialUpdate[]): TrialView {
  const own = updates.flatMap((update) => (update.source === 'trial' ? [update.event] : []));
  const ofType = <Type extends TrialEvent['type']>(type: Type): Extract<TrialEvent, { type: Type }>[] =>
    own.filter((event): event is Extract<TrialEvent, { type: Type }> => event.type === type);
  const debate = (arm: Arm): RecordedDebateEvent[] =>
    updates.flatMap((update) =>
      update.source === 'debate' && update.arm === arm && isRecorded(update.event) ? [update.event] : [],
    );
  const opened = ofType('ballot-open')[0]?.ballot;
  const [extension] = ofType('ballot-extended');
  return {
    plan: ofType('trial-start')[0]?.plan ?? null,
    debates: {
      ensemble: debate('ensemble'),
      baseline: debate('baseline'),
      'self-consistency': debate('self-consistency'),
    },
    memberAnswers: ofType('member-answering').map(({ step }) => step),
    judgements: ofType('score-ready').map(({ arm, judgement }) => ({ arm, judgement })),
    pairs: ofType('pair-judged').map(({ arms, judgement }) => ({ arms, judgement })),
    positionsCloseAt: ofType('positions-open')[0]?.closesAt ?? null,
    positionsClosed: ofType('positions-closed').length > 0,
    positions: ofType('position-taken').map(({ position }) => position),
    ballot: opened === undefined ? null : { ...opened, closesAt: extension?.closesAt ?? opened.closesAt },
    reminded: ofType('ballot-reminded').length > 0,
    extension: extension ?? null,
    closeAskedBy: ofType('ballot-close-asked')[0]?.by ?? null,
    ballotClosed: ofType('ballot-closed').length > 0,
    votes: ofType('vote-cast').map(({ vote }) => vote),
    ratings: ofType('rating-given').map(({ rating }) => rating),
    reactions: ofType('reaction-changed').map(({ reaction }) => reaction),
    wipes: ofType('reactions-wiped').map(({ wipe }) => wipe),
    reactionsAtClose:
      own.findLast((event) => event.type === 'reactions-counted' || event.type === 'reactions-not-counted') ?? null,
    peopleScale: ofType('people-scale-known')[0]?.scale ?? null,
    hidden: ofType('trial-hidden').length > 0,
    stopAskedBy: ofType('stop-asked')[0]?.by ?? null,
    end: ofType('trial-end')[0] ?? null,
  };
}

/** Until when people are asked where they stand, in milliseconds since the epoch; null while they are not. */
export function positionsAskedUntil(view: TrialView, time: PositionTime): number | null {
  if (view.plan === null || !asksPositions(view.plan)) return null;
  if (time === 'before') return view.positionsClosed ? null : view.positionsCloseAt;
  return view.ballotClosed || view.closeAskedBy !== null ? null : (view.ballot?.closesAt ?? null);
}

/** Whether people can vote and rate at a time, in milliseconds since the epoch. */
export function isBallotOpen({ ballot, ballotClosed, closeAskedBy, end }: TrialView, at: number): boolean {
  return ballot !== null && !ballotClosed && closeAskedBy === null && at < ballot.closesAt && end === null;
}

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
