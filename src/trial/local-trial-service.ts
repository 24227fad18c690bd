import { auditedSeats } from '../audit/audit-of.ts';
import type { Vote } from '../community/ballot.ts';
import { BURST, completesBurst } from '../community/bursts.ts';
import type { Position } from '../community/position.ts';
import type { Rating } from '../community/rating.ts';
import type { Reaction, Wipe } from '../community/reaction.ts';
import type { Config } from '../config.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import type { ActingRole } from '../core/acting-role.ts';
import type { Clock } from '../core/clock.ts';
import { ClosingError } from '../core/closing-error.ts';
import { isAbort } from '../core/errors.ts';
import { newTrialId, type TrialId, type VoterId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { OneByOne } from '../core/one-by-one.ts';
import { drawSeed, type Entropy } from '../core/random.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import type { OwnContents } from '../own-content/own-contents.ts';
import { CorruptRecordError } from '../store/corrupt-record-error.ts';
import type { EventLog } from '../store/event-log.ts';
import { BallotClosedError } from './ballot-closed-error.ts';
import { TrialCatalog } from './catalog.ts';
import { estimateTrial } from './estimate.ts';
import type { TrialEvent, TrialUpdate } from './events.ts';
import { makeTrialPlan } from './make-trial-plan.ts';
import { PastBallots } from './past-ballots.ts';
import type { TrialPlan } from './plan.ts';
import { PositionsClosedError } from './positions-closed-error.ts';
import type { TrialPresenter } from './presenter.ts';
import { QueueFullError } from './queue-full-error.ts';
import type { Redaction } from './redaction.ts';
import type {
  CountReactions,
  TrialEstimate,
  TrialRequest,
  TrialService,
  TrialSummary,
  UnreadableTrial,
} from './service.ts';
import { TrialAudience } from './trial-audience.ts';
import { TrialRecord } from './trial-record.ts';
import { type ActiveTrial, TrialRunner } from './trial-runner.ts';
import { TrialUnknownError } from './trial-unknown-error.ts';
import { isBallotOpen, positionsAskedUntil, summarize, viewTrial } from './view-trial.ts';

export interface LocalTrialServiceDeps {
  readonly config: Config;
  readonly content: Content;
  /** What each server has made for itself. */
  readonly ownContents: OwnContents;
  readonly picked: PickedHost;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

/** All trials of a database, run in this process. */
export class LocalTrialService implements TrialService {
  readonly #deps: LocalTrialServiceDeps;
  readonly #prompts: Prompts;
  readonly #catalog: TrialCatalog;
  readonly #runner: TrialRunner;
  readonly #active = new Map<TrialId, ActiveTrial>();
  /** Trials that are being stored, and will take a place in the queue. */
  #arriving = 0;
  readonly #hiding = new OneByOne<TrialId>();
  /** Trials that can't be read, with the id of their report in the log. */
  readonly #unreadable = new Map<TrialId, string>();
  readonly #presenters: TrialPresenter[] = [];
  #countReactions: CountReactions = async () => [];
  /** Aborted when the process ends: presenters outlive a person's stop, not that. */
  readonly #shutdown = new AbortController();

  private constructor(deps: LocalTrialServiceDeps, catalog: TrialCatalog) {
    this.#deps = deps;
    this.#catalog = catalog;
    this.#prompts = new Prompts(deps.content.templates);
    this.#runner = new TrialRunner({
      host: deps.picked.host,
      prompts: this.#prompts,
      clock: deps.clock,
      entropy: deps.entropy,
      log: deps.log,
      countReactions: (plan, signal) => this.#countReactions(plan, signal),
      pastBallots: new PastBallots(deps.events, deps.log),
    });
  }

  static async open(deps: LocalTrialServiceDeps): Promise<LocalTrialService> {
    return new LocalTrialService(deps, await TrialCatalog.open(deps.events, deps.log));
  }

  async plan(request: TrialRequest): Promise<TrialPlan> {
    const { config, picked, entropy, ownContents, events } = this.#deps;
    const models = await picked.host.list();
    const plan = makeTrialPlan(request, {
      picked,
      content: await ownContents.contentFor(request.origin?.guildId ?? null),
      prompts: this.#prompts,
      models,
      trial: newTrialId(entropy),
      judged: config.judged,
      drawnSeed: drawSeed(entropy),
    });
    const { voting } = config;
    return { ...plan, voting, judges: await auditedSeats(plan.judges, models, this.#deps.content, events) };
  }

  estimate(plan: TrialPlan): Promise<TrialEstimate> {
    return estimateTrial(plan, this.#deps.picked);
  }

  async start(plan: TrialPlan): Promise<TrialSummary> {
    this.#requireRoom();
    this.#arriving += 1;
    try {
      const record = await TrialRecord.open(this.#deps.events, plan.trial);
      await record.append({ type: 'trial-start', plan });
      await this.#catalog.opened(plan.trial, plan.startedBy, plan.origin?.guildId ?? null);
      return this.#summary(this.#activate(plan, record, this.#deps.clock.now()));
    } finally {
      this.#arriving -= 1;
    }
  }

  async stop(trial: TrialId, by: ActingRole): Promise<boolean> {
    const active = this.#active.get(trial);
    if (active === undefined || viewTrial(active.record.updates).end !== null) return false;
    // Stored first: whoever was told that it stops must not see it go on after a restart.
    await active.record.append({ type: 'stop-asked', by });
    active.controller.abort(new StoppedByPerson(by));
    return viewTrial(active.record.updates).end === null;
  }

  hide(trial: TrialId, by: ActingRole, reason: string): Promise<void> {
    return this.#hiding.run(trial, () => this.#hide(trial, by, reason));
  }

  async #hide(trial: TrialId, by: ActingRole, reason: string): Promise<void> {
    const active = this.#active.get(trial);
    const record = active?.record ?? (await this.#stored(trial));
    if (!viewTrial(record.updates).hidden) await record.append({ type: 'trial-hidden', by, reason });
    // The presenters of a running trial see it. Once they are done they have to be asked again, by the next process if need be.
    if (active !== undefined && !record.ended) return;
    await active?.done;
    const { plan, end } = viewTrial(record.updates);
    if (plan === null || end === null) return;
    await this.#catalog.reopened(trial);
    if (this.#shutdown.signal.aborted) return;
    await this.#activate(plan, record, active?.startedAt ?? this.#catalog.openedAt(trial)).done;
  }

  running(): readonly TrialSummary[] {
    return [...this.#active.values()]
      .map((active) => this.#summary(active))
      .filter(({ phase }) => phase !== 'ended')
      .sort((left, right) => left.queuePlace - right.queuePlace);
  }

  async list(limit: number, guildId?: string): Promise<readonly TrialSummary[]> {
    const newest = this.#catalog.entries
      .filter((entry) => guildId === undefined || entry.guildId === guildId)
      .reverse()
      .slice(0, limit);
    const summaries = await Promise.all(
      newest.map(async ({ trial, openedAt }) => {
        const active = this.#active.get(trial);
        if (active !== undefined) return this.#summary(active);
        const view = viewTrial((await this.#readable(trial))?.updates ?? []);
        return view.plan === null ? undefined : summarize(view.plan, view, openedAt, 0);
      }),
    );
    return summaries.filter((summary) => summary !== undefined);
  }

  startedSince(person: VoterId, since: number): number {
    return this.#catalog.startedSince(person, since);
  }

  async history(trial: TrialId): Promise<readonly TrialUpdate[]> {
    return (this.#active.get(trial)?.record ?? (await this.#stored(trial))).updates;
  }

  async vote(trial: TrialId, vote: Vote): Promise<void> {
    const record = await this.#onOpenBallot(trial, { type: 'vote-cast', vote });
    // For what they voted stays sealed.
    if (completesBurst(vote, viewTrial(record.updates).votes))
      this.#deps.log.warn({ trial, burst: BURST }, 'many young accounts voted alike within seconds');
  }

  async rate(trial: TrialId, rating: Rating): Promise<void> {
    await this.#onOpenBallot(trial, { type: 'rating-given', rating });
  }

  async closeBallot(trial: TrialId, by: ActingRole): Promise<void> {
    await this.#onOpenBallot(trial, { type: 'ballot-close-asked', by }, 'so it can’t be closed');
  }

  async takePosition(trial: TrialId, position: Position): Promise<void> {
    const active = this.#active.get(trial);
    const view = viewTrial(active?.record.updates ?? []);
    const closesAt = view.end === null ? positionsAskedUntil(view, position.time) : null;
    if (active === undefined || closesAt === null || this.#deps.clock.now() >= closesAt)
      throw new PositionsClosedError();
    await active.record.append({ type: 'position-taken', position });
  }

  async react(trial: TrialId, reaction: Reaction): Promise<void> {
    await this.#takingReactions(trial)?.append({ type: 'reaction-changed', reaction });
  }

  async noteWipe(trial: TrialId, wipe: Wipe): Promise<void> {
    await this.#takingReactions(trial)?.append({ type: 'reactions-wiped', wipe });
  }

  audience(trial: TrialId): TrialAudience {
    const active = this.#active.get(trial);
    if (active === undefined) throw new TrialUnknownError(trial);
    return new TrialAudience(active.record, this.#deps.clock);
  }

  all(): readonly TrialId[] {
    return this.#catalog.entries.map(({ trial }) => trial);
  }

  async redact(trial: TrialId, redaction: Redaction): Promise<void> {
    const record = this.#active.get(trial)?.record ?? (await this.#stored(trial));
    // First, so that a redaction that is broken off after it is still seen to have something left to do.
    const startedBy = viewTrial(redaction(record.updates)).plan?.startedBy;
    if (startedBy !== undefined) await this.#catalog.redact(trial, startedBy);
    await record.redact(redaction);
  }

  modelsFree(signal: AbortSignal): Promise<void> {
    return this.#runner.queue.idle(signal);
  }

  countReactionsWith(counter: CountReactions): void {
    this.#countReactions = counter;
  }

  addPresenter(presenter: TrialPresenter): void {
    this.#presenters.push(presenter);
  }

  async recover(): Promise<readonly UnreadableTrial[]> {
    const unreadable: UnreadableTrial[] = [];
    for (const { trial, openedAt } of this.#catalog.unclosed) {
      if (this.#active.has(trial)) continue;
      const record = await this.#readable(trial);
      const { plan } = viewTrial(record?.updates ?? []);
      if (record !== undefined && plan !== null) this.#activate(plan, record, openedAt);
      const report = this.#unreadable.get(trial);
      if (report !== undefined) unreadable.push({ trial, report });
    }
    return unreadable;
  }

  async finished(trial: TrialId): Promise<TrialSummary> {
    const active = this.#active.get(trial);
    if (active === undefined) return this.#storedSummary(trial, 0);
    await active.done;
    return this.#summary(active);
  }

  async close(): Promise<void> {
    this.#shutdown.abort();
    for (const { controller } of this.#active.values()) controller.abort();
    await Promise.all([...this.#active.values()].map(({ done }) => done));
  }

  /** @throws QueueFullError, ClosingError */
  #requireRoom(): void {
    if (this.#shutdown.signal.aborted) throw new ClosingError('debate');
    const { queueLength } = this.#deps.config;
    const { capacity } = this.#deps.picked.host;
    const toDebate = [...this.#active.values()].filter(({ record }) => {
      const { ballot, end } = viewTrial(record.updates);
      return ballot === null && end === null;
    });
    // Whoever comes when the models have room does not wait.
    if (toDebate.length + this.#arriving >= queueLength + capacity) throw new QueueFullError(queueLength);
  }

  #activate(plan: TrialPlan, record: TrialRecord, startedAt: number): ActiveTrial {
    const controller = new AbortController();
    const active: ActiveTrial = { plan, record, startedAt, controller, done: Promise.resolve() };
    this.#active.set(plan.trial, active);
    active.done = this.#runAndShow(active);
    return active;
  }

  async #runAndShow(active: ActiveTrial): Promise<void> {
    const { plan, record } = active;
    // It was stored just before the end; the next process begins it.
    if (this.#shutdown.signal.aborted) return;
    // Presenters that do not last have shown the end already.
    const ended = viewTrial(record.updates).end !== null;
    const shown = this.#present(
      plan,
      record,
      this.#presenters.filter(({ lasts }) => lasts || !ended),
    );
    await this.#runner.run(active);
    record.end();
    await shown;
    // Presenters leave off when the process ends: the next one shows the rest.
    if (this.#shutdown.signal.aborted) return;
    await this.#close(active);
  }

  /** The trial is over for this process; one whose end could not be stored goes on at the next start. */
  async #close({ plan, record }: ActiveTrial): Promise<void> {
    try {
      if (viewTrial(record.updates).end !== null) await this.#catalog.closed(plan.trial);
    } catch (error) {
      this.#deps.log.error({ err: error, trial: plan.trial }, 'it could not be stored that a trial is over');
    } finally {
      this.#active.delete(plan.trial);
    }
  }

  /** Each presenter on its own; one that fails is logged and ends nothing but its own view. */
  async #present(plan: TrialPlan, record: TrialRecord, presenters: readonly TrialPresenter[]): Promise<void> {
    const { signal } = this.#shutdown;
    await Promise.all(
      presenters.map(async (presenter) => {
        try {
          await presenter.present(plan, record.read(), signal);
        } catch (error) {
          if (!signal.aborted || !isAbort(error)) {
            this.#deps.log.error({ err: error, trial: plan.trial, presenter: presenter.name }, 'a presenter failed');
          }
        }
      }),
    );
  }

  #summary({ plan, record, startedAt, trouble }: ActiveTrial): TrialSummary {
    const summary = summarize(plan, viewTrial(record.updates), startedAt, this.#runner.queue.placeOf(plan));
    return trouble?.since === record.updates.length ? { ...summary, doing: trouble.words, until: null } : summary;
  }

  /**
   * Stores what is done to an open ballot. It has to be open both when it came and in its turn after all that came before it, so that no close
   * and no extension overlooks it. @throws BallotClosedError
   */
  async #onOpenBallot(trial: TrialId, event: TrialEvent, consequence?: string): Promise<TrialRecord> {
    const record = this.#active.get(trial)?.record;
    const at = this.#deps.clock.now();
    if (record === undefined) throw new BallotClosedError(trial, consequence);
    await record.decide(() => {
      if (!isBallotOpen(viewTrial(record.updates), at)) throw new BallotClosedError(trial, consequence);
      return event;
    });
    return record;
  }

  /** The record of a trial whose reactions still count; undefined for any other. */
  #takingReactions(trial: TrialId): TrialRecord | undefined {
    const record = this.#active.get(trial)?.record;
    const view = viewTrial(record?.updates ?? []);
    return view.ballotClosed || view.end !== null ? undefined : record;
  }

  /** A trial's record; undefined for one that can't be read, of which the log is told once. */
  async #readable(trial: TrialId): Promise<TrialRecord | undefined> {
    try {
      return await TrialRecord.open(this.#deps.events, trial);
    } catch (error) {
      if (!(error instanceof CorruptRecordError)) throw error;
      if (!this.#unreadable.has(trial)) {
        const report = this.#deps.entropy.hex(4);
        this.#unreadable.set(trial, report);
        this.#deps.log.error({ err: error, trial, report }, 'a debate cannot be read and is left as it is');
      }
      return undefined;
    }
  }

  async #stored(trial: TrialId): Promise<TrialRecord> {
    const record = await TrialRecord.open(this.#deps.events, trial);
    if (record.updates.length === 0) throw new TrialUnknownError(trial);
    return record;
  }

  async #storedSummary(trial: TrialId, startedAt: number): Promise<TrialSummary> {
    const view = viewTrial((await this.#stored(trial)).updates);
    if (view.plan === null) throw new TrialUnknownError(trial);
    return summarize(view.plan, view, startedAt, 0);
  }
}
