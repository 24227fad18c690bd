import { setMaxListeners } from 'node:events';
import { auditedSeats } from '../audit/audit-of.ts';
import type { Vote } from '../community/ballot.ts';
import type { Position, PositionTime } from '../community/position.ts';
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
import { inParallel } from '../core/in-parallel.ts';
import type { Log } from '../core/log.ts';
import { OneByOne } from '../core/one-by-one.ts';
import { drawSeed, type Entropy } from '../core/random.ts';
import { RecentMap } from '../core/recent-map.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import type { PickedHost } from '../models/port/picked-host.ts';
import type { OwnContents } from '../own-content/own-contents.ts';
import { CorruptRecordError } from '../store/corrupt-record-error.ts';
import type { EventLog } from '../store/event-log.ts';
import { TrialCatalog } from './catalog.ts';
import { CommunitySignals } from './community-signals.ts';
import { estimateTrial } from './estimate.ts';
import type { TrialUpdate } from './events.ts';
import { makeTrialPlan } from './make-trial-plan.ts';
import { PastBallots } from './past-ballots.ts';
import { type PutToVote, type TrialPlan, wasPutToVote } from './plan.ts';
import type { TrialPresenter } from './presenter.ts';
import type { Press } from './press.ts';
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
import { sincePutToVote } from './since-put-to-vote.ts';
import { summarize } from './summarize-trial.ts';
import { TrialAudience } from './trial-audience.ts';
import { TrialRecord } from './trial-record.ts';
import { type ActiveTrial, TrialRunner } from './trial-runner.ts';
import { TrialUnknownError } from './trial-unknown-error.ts';
import { type TrialView, viewTrial } from './view-trial.ts';

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

/** So many trials are read at once when the program starts. */
const READ_AT_ONCE = 8;
/** So many trials that are over are kept at a glance. */
const OVER_KEPT = 1000;

/** All trials of a database, run in this process. */
export class LocalTrialService implements TrialService {
  readonly #deps: LocalTrialServiceDeps;
  readonly #prompts: Prompts;
  readonly #catalog: TrialCatalog;
  readonly #runner: TrialRunner;
  readonly #active = new Map<TrialId, ActiveTrial>();
  readonly #signals: CommunitySignals;
  /** Trials that are being stored, and will take a place in the queue. */
  #arriving = 0;
  readonly #hiding = new OneByOne<TrialId>();
  /** At a glance, those that are over and were listed: people who choose one have all of them listed with every letter that they type. */
  readonly #over = new RecentMap<TrialId, TrialSummary>(OVER_KEPT);
  /** How often something was changed of trials that may be over: what was read before that is not kept. */
  #changes = 0;
  /** Trials that can't be read, with the id of their report in the log. */
  readonly #unreadable = new Map<TrialId, string>();
  readonly #presenters: TrialPresenter[] = [];
  #countReactions: CountReactions = async () => [];
  /** Aborted when the process ends: presenters outlive a person's stop, not that. */
  readonly #shutdown = new AbortController();

  private constructor(deps: LocalTrialServiceDeps, catalog: TrialCatalog) {
    this.#deps = deps;
    this.#catalog = catalog;
    // Every trial that is shown listens to it.
    setMaxListeners(0, this.#shutdown.signal);
    this.#prompts = new Prompts(deps.content.templates);
    this.#signals = new CommunitySignals({ ...deps, running: (trial) => this.#active.get(trial)?.record });
    this.#runner = new TrialRunner({
      host: deps.picked.host,
      prompts: this.#prompts,
      clock: deps.clock,
      entropy: deps.entropy,
      log: deps.log,
      countReactions: (plan, signal) => this.#countReactions(plan, signal),
      pastBallots: new PastBallots(
        deps.events,
        deps.log,
        (trial) => this.#active.get(trial)?.record.view.ballotClosed === false,
      ),
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

  async putToVote(trial: TrialId, put: PutToVote): Promise<void> {
    if (this.#shutdown.signal.aborted) throw new ClosingError('ballot');
    if (this.#active.has(trial)) return;
    const record = await this.#stored(trial);
    const isPut = record.view.plan?.putBy !== undefined;
    // One that an earlier process has put may only be stored, and not in the catalog, by which a restart finds it.
    if (isPut && this.#catalog.has(trial)) return;
    if (!isPut) await record.append({ type: 'put-to-vote', put });
    const { plan } = record.view;
    if (plan === null) throw new TrialUnknownError(trial);
    if (!this.#catalog.has(trial)) await this.#catalog.opened(trial, plan.startedBy, plan.origin?.guildId ?? null);
    this.#activate(plan, record, this.#deps.clock.now());
  }

  async stop(trial: TrialId, by: ActingRole): Promise<boolean> {
    const active = this.#active.get(trial);
    if (active === undefined || active.record.view.end !== null) return false;
    // Stored first: whoever was told that it stops must not see it go on after a restart.
    await active.record.append({ type: 'stop-asked', by });
    active.controller.abort(new StoppedByPerson(by));
    return active.record.view.end === null;
  }

  hide(trial: TrialId, by: ActingRole, reason: string): Promise<void> {
    return this.#hiding.run(trial, () => this.#hide(trial, by, reason));
  }

  async #hide(trial: TrialId, by: ActingRole, reason: string): Promise<void> {
    const active = this.#active.get(trial);
    const record = await this.#recordOf(trial);
    if (!record.view.hidden) await record.append({ type: 'trial-hidden', by, reason });
    this.#noteChange(trial);
    // The presenters of a running trial see it. Once they are done they have to be asked again, by the next process if need be.
    if (active !== undefined && !record.ended) return;
    await active?.done;
    const { plan, end } = record.view;
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
        const known = this.#over.get(trial);
        if (known !== undefined) return known;
        const changes = this.#changes;
        const view = (await this.#readable(trial))?.view;
        if (view === undefined || view.plan === null) return undefined;
        const summary = summarize(view.plan, view, openedAt, 0);
        if (view.end !== null && changes === this.#changes) this.#over.set(trial, summary);
        return summary;
      }),
    );
    return summaries.filter((summary) => summary !== undefined);
  }

  startedSince(person: VoterId, since: number): number {
    return this.#catalog.startedSince(person, since);
  }

  async history(trial: TrialId): Promise<readonly TrialUpdate[]> {
    return (await this.#recordOf(trial)).updates;
  }

  async view(trial: TrialId): Promise<TrialView> {
    return (await this.#recordOf(trial)).view;
  }

  vote(trial: TrialId, press: Press<Vote>): Promise<Vote> {
    return this.#signals.vote(trial, press);
  }

  rate(trial: TrialId, press: Press<Rating>): Promise<Rating> {
    return this.#signals.rate(trial, press);
  }

  closeBallot(trial: TrialId, by: ActingRole): Promise<void> {
    return this.#signals.closeBallot(trial, by);
  }

  takePosition(trial: TrialId, time: PositionTime, press: Press<Position>): Promise<Position> {
    return this.#signals.takePosition(trial, time, press);
  }

  react(trial: TrialId, reaction: Reaction): Promise<void> {
    return this.#signals.react(trial, reaction);
  }

  noteWipe(trial: TrialId, wipe: Wipe): Promise<void> {
    return this.#signals.noteWipe(trial, wipe);
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
    const record = await this.#recordOf(trial);
    try {
      // First, so that a redaction that is broken off after it is still seen to have something left to do.
      const startedBy = viewTrial(redaction(record.updates)).plan?.startedBy;
      if (startedBy !== undefined) await this.#catalog.redact(trial, startedBy);
      await record.redact(redaction);
    } finally {
      this.#noteChange(trial);
    }
  }

  #noteChange(trial: TrialId): void {
    this.#changes += 1;
    this.#over.delete(trial);
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

  async recover(
    prepare: (plan: TrialPlan, view: TrialView) => Promise<void> = async () => {},
  ): Promise<readonly UnreadableTrial[]> {
    const left = this.#catalog.unclosed.filter(({ trial }) => !this.#active.has(trial));
    const found = new Map<TrialId, { readonly plan: TrialPlan; readonly record: TrialRecord }>();
    await inParallel(left, READ_AT_ONCE, async ({ trial }) => {
      const record = await this.#readable(trial);
      const plan = record?.view.plan ?? null;
      if (record === undefined || plan === null) return;
      await prepare(plan, record.view);
      found.set(trial, { plan, record });
    });
    // Only now: what the first ones do must not hold up that the last ones are found.
    for (const { trial, openedAt } of left) {
      const one = found.get(trial);
      if (one !== undefined) this.#activate(one.plan, one.record, openedAt);
    }
    return left.flatMap(({ trial }) => {
      const report = this.#unreadable.get(trial);
      return report === undefined ? [] : [{ trial, report }];
    });
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
    const toDebate = [...this.#active.values()].filter(({ plan, record }) => {
      const { ballot, end } = record.view;
      return ballot === null && end === null && !wasPutToVote(plan);
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
    const ended = record.view.end !== null;
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
      if (record.view.end !== null) await this.#catalog.closed(plan.trial);
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
          const updates = record.read();
          await presenter.present(plan, wasPutToVote(plan) ? sincePutToVote(updates) : updates, signal);
        } catch (error) {
          if (!signal.aborted || !isAbort(error)) {
            this.#deps.log.error({ err: error, trial: plan.trial, presenter: presenter.name }, 'a presenter failed');
          }
        }
      }),
    );
  }

  #summary({ plan, record, startedAt, trouble }: ActiveTrial): TrialSummary {
    // The record's plan, of which a deletion may have taken the question.
    const { view } = record;
    const summary = summarize(view.plan ?? plan, view, startedAt, this.#runner.queue.placeOf(plan));
    return trouble?.since === record.updates.length ? { ...summary, doing: trouble.words, until: null } : summary;
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

  async #recordOf(trial: TrialId): Promise<TrialRecord> {
    return this.#active.get(trial)?.record ?? (await this.#stored(trial));
  }

  async #stored(trial: TrialId): Promise<TrialRecord> {
    const record = await TrialRecord.open(this.#deps.events, trial);
    if (record.updates.length === 0) throw new TrialUnknownError(trial);
    return record;
  }

  async #storedSummary(trial: TrialId, startedAt: number): Promise<TrialSummary> {
    const { view } = await this.#stored(trial);
    if (view.plan === null) throw new TrialUnknownError(trial);
    return summarize(view.plan, view, startedAt, 0);
  }
}
