import type { Vote } from '../community/ballot.ts';
import type { Position, PositionTime } from '../community/position.ts';
import type { Rating } from '../community/rating.ts';
import type { Reaction, ReactionCount, Wipe } from '../community/reaction.ts';
import type { Scenario } from '../content/schema.ts';
import type { ActingRole } from '../core/acting-role.ts';
import type { TrialId, VoterId } from '../core/ids.ts';
import type { TrialUpdate } from './events.ts';
import type { Origin, PutToVote, TrialPlan } from './plan.ts';
import type { TrialPresenter } from './presenter.ts';
import type { Press } from './press.ts';
import type { Redaction } from './redaction.ts';
import type { TrialAudience } from './trial-audience.ts';
import type { TrialView } from './view-trial.ts';

export interface TrialRequest {
  /** One of the content's scenarios, or one made from a question of one's own (`topic: 'own question'`). */
  readonly scenario: Scenario;
  /** Of the server that it is started on: built-in or its own. */
  readonly ensemble: string;
  readonly format: string;
  /** How many rounds; absent: as the format says. */
  readonly rounds?: number;
  /** 0 to 2^31 - 1; absent: drawn. */
  readonly seed?: number;
  /** Whether a single model also drafts as many answers as the debate has turns and chooses one: a second baseline. */
  readonly selfConsistency?: boolean;
  /** Whether each member also writes an answer of its own, which stands on the ballot too. */
  readonly memberAnswers?: boolean;
  readonly ballotMilliseconds: number;
  readonly startedBy: VoterId;
  readonly origin: Origin;
  /** Whether the question of one's own may be in published data; absent: it may not. */
  readonly publish?: boolean;
}

export type TrialPhase = 'asking' | 'queued' | 'debating' | 'baselines' | 'judging' | 'ballot' | 'ended';

/** What one needs to know of a trial at a glance. */
export interface TrialSummary {
  readonly plan: TrialPlan;
  readonly phase: TrialPhase;
  /** 1 is next; 0 when it runs already. */
  readonly queuePlace: number;
  readonly startedAt: number;
  readonly status: 'running' | 'complete' | 'incomplete' | 'stopped' | 'failed';
  readonly hidden: boolean;
  /** For people: what is being done now, for example `round 2, Ada is writing`. */
  readonly doing: string;
  /** When that ends by itself, in milliseconds since the epoch; null where it depends on how long it takes. */
  readonly until: number | null;
}

/** What the trial will need, said before it starts. */
export interface TrialEstimate {
  readonly engine: string;
  readonly caution: string;
  /** Bytes of memory for the weights that must be held at once; absent where a server does not tell a model's size. */
  readonly memoryBytes?: number;
  /** Rough wall-clock time until the ballot opens, in milliseconds. */
  readonly milliseconds: number;
  /** What of it the members' own answers take; absent where they are not asked for. */
  readonly memberAnswers?: { readonly calls: number; readonly scores: number; readonly milliseconds: number };
  /** For example that the members' models do not fit into memory together. */
  readonly warnings: readonly string[];
}

/** Fetches the reactions that stand under a trial's messages now. Throws when they can't be had; none is an empty list. */
export type CountReactions = (plan: TrialPlan, signal: AbortSignal) => Promise<readonly ReactionCount[]>;

/** A trial that had not ended and of which something that was stored can't be read. */
export interface UnreadableTrial {
  readonly trial: TrialId;
  /** Under this id the log has the error. */
  readonly report: string;
}

/** Runs trials, as many at once as the model servers have room for, and is the only writer of their streams. */
export interface TrialService {
  /** Decides everything that a request leaves open, models and seed too. @throws ExpectedError when it cannot run (model missing, host unreachable) */
  plan(request: TrialRequest): Promise<TrialPlan>;
  /** What a planned trial needs. @throws ExpectedError when the host is unreachable */
  estimate(plan: TrialPlan): Promise<TrialEstimate>;
  /** Stores the plan and puts the trial in the queue; a plan is started once. @throws QueueFullError, ClosingError, StoreFailedError */
  start(plan: TrialPlan): Promise<TrialSummary>;
  /**
   * Holds a ballot on a trial of a study, of which everything was debated and judged before: from then on it is a trial like all others, and is
   * shown where `put` says. A trial is put to the vote once; asked again, nothing happens.
   * @throws ClosingError, TrialUnknownError, StoreFailedError, CorruptRecordError
   */
  putToVote(trial: TrialId, put: PutToVote): Promise<void>;
  /** Ends a queued or running trial: what was said stays, and the trial ends as `stopped`. @returns false when it had ended already */
  stop(trial: TrialId, by: ActingRole): Promise<boolean>;
  /** Marks a trial's texts as off view. */
  hide(trial: TrialId, by: ActingRole, reason: string): Promise<void>;
  /** Trials that are queued or run now, in order. */
  running(): readonly TrialSummary[];
  /** The newest trials that can be read, newest first; with a guild, those that were started there. */
  list(limit: number, guildId?: string): Promise<readonly TrialSummary[]>;
  /** How many trials a person began since a time (milliseconds since the epoch). */
  startedSince(person: VoterId, since: number): number;
  /** Everything stored of a trial, debates included, in an order in which it can be shown. @throws TrialUnknownError */
  history(trial: TrialId): Promise<readonly TrialUpdate[]>;
  /** What that comes to, kept ready for a trial that runs. Its lists grow on. @throws TrialUnknownError */
  view(trial: TrialId): Promise<TrialView>;
  /** Stores a vote: the press counts as of when it was made. @returns it @throws BallotClosedError when the ballot was not open then */
  vote(trial: TrialId, press: Press<Vote>): Promise<Vote>;
  /** Stores a rating, or that one is taken back, in the same way. @throws BallotClosedError */
  rate(trial: TrialId, press: Press<Rating>): Promise<Rating>;
  /** Closes a ballot before its deadline, to be counted as then. @throws BallotClosedError when it is not open */
  closeBallot(trial: TrialId, by: ActingRole): Promise<void>;
  /** What people can do to a running debate: ask, take a seat, speak. @throws TrialUnknownError when it does not run */
  audience(trial: TrialId): TrialAudience;
  /** Stores where somebody stands before or after, in the same way. @throws PositionsClosedError when that was not asked then */
  takePosition(trial: TrialId, time: PositionTime, press: Press<Position>): Promise<Position>;
  react(trial: TrialId, reaction: Reaction): Promise<void>;
  /** A moderator took reactions off view: those that were seen last still count. */
  noteWipe(trial: TrialId, wipe: Wipe): Promise<void>;
  /** All trials that there are, oldest first; of studies those that were put to the vote. */
  all(): readonly TrialId[];
  /**
   * Has what is stored of a trial redacted, in its turn after what is being decided of it; readers that have seen the old events are not told.
   * A redaction that was broken off is done again as a whole. @throws TrialUnknownError, CorruptRecordError, StoreFailedError
   */
  redact(trial: TrialId, redaction: Redaction): Promise<void>;
  /** Resolves once no trial has the models or waits for them. @throws the signal's reason */
  modelsFree(signal: AbortSignal): Promise<void>;
  /** Asked at close for the lists that Discord holds; the Discord edge sets it. */
  countReactionsWith(counter: CountReactions): void;
  /** Every trial from now on is shown by this presenter too. */
  addPresenter(presenter: TrialPresenter): void;
  /**
   * Goes on with every trial that had not ended, or not been shown to its end, when the process did.
   * @param prepare called for each of them; none goes on before this is done for all
   * @returns those that can't be read: they are left as they are, and the others go on
   */
  recover(prepare?: (plan: TrialPlan, view: TrialView) => Promise<void>): Promise<readonly UnreadableTrial[]>;
  /** Resolves when the trial has ended and its presenters are done. */
  finished(trial: TrialId): Promise<TrialSummary>;
  /** Stops taking trials, aborts what runs (to be recovered at the next start) and waits for presenters. */
  close(): Promise<void>;
}
