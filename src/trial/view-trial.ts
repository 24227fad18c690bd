import type { Ballot, Vote } from '../community/ballot.ts';
import type { Position, PositionTime } from '../community/position.ts';
import type { Rating } from '../community/rating.ts';
import type { Reaction, Wipe } from '../community/reaction.ts';
import type { SealedScores } from '../community/seal.ts';
import type { ActingRole } from '../core/acting-role.ts';
import { assertNever } from '../core/errors.ts';
import type { VoterId } from '../core/ids.ts';
import { isRecorded, type MemberAnswerEvent, type RecordedDebateEvent } from '../debate/events.ts';
import { type Arm, personSeat } from '../debate/plan.ts';
import type { Calibrated } from '../statistics/calibrate.ts';
import type { TrialEvent, TrialUpdate } from './events.ts';
import { asksPositions, type TrialPlan, wasPutToVote } from './plan.ts';

/**
 * What a trial's updates come to, for whoever runs or shows it. Each field says how it is at the moment of asking, but the lists and maps of a
 * view of what still goes on (`TrialRecord.view`) go on growing: who needs them as they are now takes a copy.
 */
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
  /** Who reacted, asked, took a seat or said where they stand before the ballot opened. */
  readonly tookPart: ReadonlySet<VoterId>;
  /** With the deadline that holds now: an extension is in it. */
  readonly ballot: Ballot | null;
  readonly reminded: boolean;
  readonly extension: Extract<TrialEvent, { type: 'ballot-extended' }> | null;
  /** Who closes it by hand; null as long as nobody does. */
  readonly closeAskedBy: ActingRole | null;
  readonly ballotClosed: boolean;
  /** In the order stored; the last one of a voter for an item counts. */
  readonly votes: readonly Vote[];
  /** The same by voter. */
  readonly votesOf: ReadonlyMap<VoterId, readonly Vote[]>;
  /** In the order stored; the last one of a voter for a criterion of an answer counts. */
  readonly ratings: readonly Rating[];
  /** The same by voter. */
  readonly ratingsOf: ReadonlyMap<VoterId, readonly Rating[]>;
  /** Given and taken back while the bot was up, in order. */
  readonly reactions: readonly Reaction[];
  readonly wipes: readonly Wipe[];
  /** How reactions were counted at close; null before. */
  readonly reactionsAtClose: Extract<TrialEvent, { type: 'reactions-counted' | 'reactions-not-counted' }> | null;
  /** Learned while the ballot is open; null where earlier ratings are too few. */
  readonly peopleScale: Calibrated | null;
  /** Questions of the audience (by id) and seats of people whose words may be in published data. */
  readonly publishable: ReadonlySet<string>;
  readonly hidden: boolean;
  /** Who asked for its end; null as long as nobody did. */
  readonly stopAskedBy: ActingRole | null;
  /** Null again once it was put to the vote, until the ballot has closed. */
  readonly end: Extract<TrialEvent, { type: 'trial-end' }> | null;
}

/** What a view's lists and maps are as long as they grow. */
type Growing<Value> =
  Value extends ReadonlyMap<infer Key, infer Of>
    ? Map<Key, Growing<Of>>
    : Value extends ReadonlySet<infer Member>
      ? Set<Member>
      : Value extends readonly (infer Entry)[]
        ? Entry[]
        : Value;
type GrowingView = { -readonly [Field in keyof Omit<TrialView, 'debates'>]: Growing<TrialView[Field]> } & {
  readonly debates: Readonly<Record<Arm, RecordedDebateEvent[]>>;
};

/** A trial's view, made update by update: whatever there was before, one more costs the same. */
export class TrialFold {
  readonly #view: GrowingView = {
    plan: null,
    debates: { ensemble: [], baseline: [], 'self-consistency': [] },
    memberAnswers: [],
    judgements: [],
    pairs: [],
    positionsCloseAt: null,
    positionsClosed: false,
    positions: [],
    tookPart: new Set(),
    ballot: null,
    reminded: false,
    extension: null,
    closeAskedBy: null,
    ballotClosed: false,
    votes: [],
    votesOf: new Map(),
    ratings: [],
    ratingsOf: new Map(),
    reactions: [],
    wipes: [],
    reactionsAtClose: null,
    peopleScale: null,
    publishable: new Set(),
    hidden: false,
    stopAskedBy: null,
    end: null,
  };

  /** What has been added comes to. */
  get view(): TrialView {
    return { ...this.#view };
  }

  /** Words in flight change nothing. */
  add(update: TrialUpdate): void {
    if (update.source === 'trial') this.#addOwn(update.event);
    else if (isRecorded(update.event)) this.#view.debates[update.arm].push(update.event);
  }

  #addOwn(event: TrialEvent): void {
    const view = this.#view;
    switch (event.type) {
      case 'trial-start':
        view.plan ??= event.plan;
        return;
      case 'positions-open':
        view.positionsCloseAt ??= event.closesAt;
        return;
      case 'positions-closed':
        view.positionsClosed = true;
        return;
      case 'position-taken':
        view.positions.push(event.position);
        this.#takesPart(event.position.voter);
        return;
      case 'member-answering':
        view.memberAnswers.push(event.step);
        return;
      case 'score-ready':
        view.judgements.push({ arm: event.arm, judgement: event.judgement });
        return;
      case 'pair-judged':
        view.pairs.push({ arms: event.arms, judgement: event.judgement });
        return;
      case 'put-to-vote':
        if (view.plan === null || wasPutToVote(view.plan)) return;
        view.plan = { ...view.plan, ...event.put };
        view.end = null;
        return;
      case 'ballot-open':
        view.ballot ??= event.ballot;
        return;
      case 'ballot-extended':
        if (view.extension !== null || view.ballot === null) return;
        view.extension = event;
        view.ballot = { ...view.ballot, closesAt: event.closesAt };
        return;
      case 'vote-cast':
        view.votes.push(event.vote);
        addUnder(view.votesOf, event.vote.voter, event.vote);
        return;
      case 'rating-given':
        view.ratings.push(event.rating);
        addUnder(view.ratingsOf, event.rating.voter, event.rating);
        return;
      case 'reaction-changed':
        view.reactions.push(event.reaction);
        this.#takesPart(event.reaction.voter);
        return;
      case 'reactions-wiped':
        view.wipes.push(event.wipe);
        return;
      case 'reactions-counted':
      case 'reactions-not-counted':
        view.reactionsAtClose = event;
        return;
      case 'people-scale-known':
        view.peopleScale ??= event.scale;
        return;
      case 'ballot-reminded':
        view.reminded = true;
        return;
      case 'ballot-close-asked':
        view.closeAskedBy ??= event.by;
        return;
      case 'ballot-closed':
        view.ballotClosed = true;
        return;
      case 'trial-hidden':
        view.hidden = true;
        return;
      case 'stop-asked':
        view.stopAskedBy ??= event.by;
        return;
      case 'trial-end':
        view.end ??= event;
        return;
      case 'question-asked':
      case 'seat-taken':
        this.#takesPart(event.by);
        if (event.publish === true) view.publishable.add(event.type === 'seat-taken' ? personSeat(event.id) : event.id);
        return;
      case 'judging-start':
      case 'words-given':
      case 'deleted':
        return;
      default:
        assertNever(event);
    }
  }

  /** Once the ballot is open, nobody becomes one who followed the debate. */
  #takesPart(person: VoterId): void {
    if (this.#view.ballot === null) this.#view.tookPart.add(person);
  }
}

function addUnder<Key, Entry>(lists: Map<Key, Entry[]>, key: Key, entry: Entry): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [entry]);
  else list.push(entry);
}

/** Folds updates (as `TrialService.history` and presenters get them) into a view. */
export function viewTrial(updates: readonly TrialUpdate[]): TrialView {
  return foldOf(updates).view;
}

/** The same, to which more can be added. */
export function foldOf(updates: readonly TrialUpdate[]): TrialFold {
  const fold = new TrialFold();
  for (const update of updates) fold.add(update);
  return fold;
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
