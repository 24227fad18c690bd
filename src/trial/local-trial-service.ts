import PQueue from 'p-queue';
import { z } from 'zod';
import type { Vote } from '../community/ballot.ts';
import type { Reaction } from '../community/reaction.ts';
import type { Config } from '../config.ts';
import { Prompts } from '../content/prompts.ts';
import type { Content } from '../content/schema.ts';
import type { Clock } from '../core/clock.ts';
import { isAbort, isExpected, wordsFor } from '../core/errors.ts';
import { newTrialId, type TrialId, trialIdSchema } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import { DebateStopped } from '../debate/debate-stopped.ts';
import type { ChatModel } from '../models/chat-model.ts';
import type { PickedHost } from '../models/pick-host.ts';
import type { EventLog } from '../store/event-log.ts';
import { TypedStream } from '../store/typed-stream.ts';
import { BallotClosedError } from './ballot-closed-error.ts';
import { estimateTrial } from './estimate.ts';
import type { TrialUpdate } from './events.ts';
import { makeTrialPlan } from './make-trial-plan.ts';
import type { TrialPlan } from './plan.ts';
import type { TrialPresenter } from './presenter.ts';
import { QueueFullError } from './queue-full-error.ts';
import { missingAnswers, runBallot, runModels, type TrialDeps, trialOutcome } from './run-trial.ts';
import type { CountReactions, TrialEstimate, TrialRequest, TrialService, TrialSummary } from './service.ts';
import { TrialRecord } from './trial-record.ts';
import { TrialUnknownError } from './trial-unknown-error.ts';
import { summarize, viewTrial } from './view-trial.ts';

/** Which trials there are. `trial-closed`: it ended and was shown to its end, so a restart need not look at it. */
const catalogEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('trial-opened'), trial: trialIdSchema, startedBy: z.string() }),
  z.strictObject({ type: z.literal('trial-closed'), trial: trialIdSchema }),
]);
type CatalogEvent = z.infer<typeof catalogEventSchema>;

export interface LocalTrialServiceDeps {
  readonly config: Config;
  readonly content: Content;
  readonly picked: PickedHost;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

/** A trial that this process runs. */
interface ActiveTrial {
  readonly plan: TrialPlan;
  readonly record: TrialRecord;
  readonly startedAt: number;
  readonly controller: AbortController;
  /** False while it waits in the queue. */
  begun: boolean;
  /** Settles when the trial and its presenters are done. */
  done: Promise<void>;
}

/** Runs trials in this process: models serve one trial at a time, while any number of ballots are open. */
export class LocalTrialService implements TrialService {
  readonly #deps: LocalTrialServiceDeps;
  readonly #prompts: Prompts;
  readonly #catalog: TypedStream<CatalogEvent>;
  readonly #models = new Map<string, Promise<ChatModel>>();
  readonly #queue = new PQueue({ concurrency: 1 });
  readonly #active = new Map<TrialId, ActiveTrial>();
  readonly #presenters: TrialPresenter[] = [];
  #countReactions: CountReactions = async () => [];
  /** Aborted when the process ends: presenters outlive a person's stop, not that. */
  readonly #shutdown = new AbortController();

  private constructor(deps: LocalTrialServiceDeps, catalog: TypedStream<CatalogEvent>) {
    this.#deps = deps;
    this.#catalog = catalog;
    this.#prompts = new Prompts(deps.content.templates);
  }

  static async open(deps: LocalTrialServiceDeps): Promise<LocalTrialService> {
    return new LocalTrialService(deps, await TypedStream.open(deps.events, 'catalog', catalogEventSchema));
  }

  async estimate(request: TrialRequest): Promise<TrialEstimate> {
    return estimateTrial(await this.#plan(request), this.#deps.picked);
  }

  async start(request: TrialRequest): Promise<TrialSummary> {
    const waiting = [...this.#active.values()].filter((trial) => !trial.begun).length;
    if (this.#shutdown.signal.aborted || waiting >= this.#deps.config.queueLength) throw new QueueFullError(waiting);
    const plan = await this.#plan(request);
    const record = await TrialRecord.open(this.#deps.events, plan.trial);
    await record.append({ type: 'trial-start', plan });
    await this.#catalog.append({ type: 'trial-opened', trial: plan.trial, startedBy: request.startedBy.id });
    return this.#summary(this.#activate(plan, record, this.#deps.clock.now()));
  }

  async stop(trial: TrialId, by: string): Promise<boolean> {
    const active = this.#active.get(trial);
    if (active === undefined || viewTrial(active.record.updates).end !== null) return false;
    active.controller.abort(new DebateStopped(by));
    return true;
  }

  async hide(trial: TrialId, by: string, reason: string): Promise<void> {
    const active = this.#active.get(trial);
    const record = active?.record ?? (await this.#stored(trial));
    if (viewTrial(record.updates).hidden) return;
    await record.append({ type: 'trial-hidden', by, reason });
    // A trial that ended long ago has no presenters any more: those that outlast it are asked once more, with the whole history.
    if (active === undefined) {
      const plan = viewTrial(record.updates).plan;
      record.end();
      const lasting = this.#presenters.filter(({ lasts }) => lasts);
      if (plan !== null) await this.#present(plan, record, lasting);
    }
  }

  running(): readonly TrialSummary[] {
    return [...this.#active.values()].map((active) => this.#summary(active)).filter(({ phase }) => phase !== 'ended');
  }

  async list(limit: number): Promise<readonly TrialSummary[]> {
    const newest = this.#catalog.logged
      .filter(({ event }) => event.type === 'trial-opened')
      .reverse()
      .slice(0, limit);
    return Promise.all(
      newest.flatMap(({ at, event: { trial } }) => {
        const active = this.#active.get(trial);
        return [active === undefined ? this.#storedSummary(trial, at) : this.#summary(active)];
      }),
    );
  }

  startedSince(person: string, since: number): number {
    return this.#catalog.logged.filter(
      ({ at, event }) => event.type === 'trial-opened' && event.startedBy === person && at >= since,
    ).length;
  }

  async history(trial: TrialId): Promise<readonly TrialUpdate[]> {
    return (this.#active.get(trial)?.record ?? (await this.#stored(trial))).updates;
  }

  async vote(trial: TrialId, vote: Vote): Promise<void> {
    const active = this.#active.get(trial);
    const view = viewTrial(active?.record.updates ?? []);
    const open = view.ballot !== null && !view.ballotClosed && this.#deps.clock.now() < view.ballot.closesAt;
    if (active === undefined || !open || view.end !== null) throw new BallotClosedError(trial);
    await active.record.append({ type: 'vote-cast', vote });
  }

  async react(trial: TrialId, reaction: Reaction): Promise<void> {
    const active = this.#active.get(trial);
    if (active === undefined || viewTrial(active.record.updates).ballotClosed) return;
    await active.record.append({ type: 'reaction-changed', reaction });
  }

  countReactionsWith(counter: CountReactions): void {
    this.#countReactions = counter;
  }

  addPresenter(presenter: TrialPresenter): void {
    this.#presenters.push(presenter);
  }

  async recover(): Promise<void> {
    const closed = new Set(
      this.#catalog.events.flatMap((event) => (event.type === 'trial-closed' ? [event.trial] : [])),
    );
    for (const { at, event } of this.#catalog.logged) {
      if (event.type !== 'trial-opened' || closed.has(event.trial) || this.#active.has(event.trial)) continue;
      const record = await TrialRecord.open(this.#deps.events, event.trial);
      const { plan } = viewTrial(record.updates);
      if (plan !== null) this.#activate(plan, record, at);
    }
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

  async #plan(request: TrialRequest): Promise<TrialPlan> {
    const { picked, content, config, entropy } = this.#deps;
    return makeTrialPlan(request, {
      picked,
      content,
      prompts: this.#prompts,
      models: await picked.host.list(),
      trial: newTrialId(entropy),
      drawnSeed: Number.parseInt(entropy.hex(4), 16) & 0x7fffffff,
      silenceMilliseconds: config.modelSilenceMilliseconds,
    });
  }

  #activate(plan: TrialPlan, record: TrialRecord, startedAt: number): ActiveTrial {
    const controller = new AbortController();
    const active: ActiveTrial = { plan, record, startedAt, controller, begun: false, done: Promise.resolve() };
    this.#active.set(plan.trial, active);
    active.done = this.#runAndShow(active);
    return active;
  }

  async #runAndShow(active: ActiveTrial): Promise<void> {
    const { plan, record } = active;
    const shown = this.#present(plan, record, this.#presenters);
    await this.#run(active);
    record.end();
    await shown;
    if (viewTrial(record.updates).end === null) return;
    await this.#catalog.append({ type: 'trial-closed', trial: plan.trial });
    this.#active.delete(plan.trial);
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

  /** Runs a trial to its end, or until the process closes; never rejects. */
  async #run(active: ActiveTrial): Promise<void> {
    const { plan, record, controller } = active;
    const { signal } = controller;
    const deps: TrialDeps = {
      model: (name) => this.#model(name),
      prompts: this.#prompts,
      clock: this.#deps.clock,
      entropy: this.#deps.entropy,
      log: this.#deps.log,
      countReactions: (trialPlan) => this.#countReactions(trialPlan),
    };
    try {
      if (viewTrial(record.updates).end !== null) return;
      await this.#queue.add(
        async () => {
          active.begun = true;
          await runModels(plan, record, deps, signal);
        },
        { signal },
      );
      const failed = trialOutcome(plan, record).status === 'failed';
      if (!signal.aborted && !failed && missingAnswers(plan, record).length === 0)
        await runBallot(plan, record, deps, signal);
      if (!signal.aborted) await record.append({ type: 'trial-end', ...trialOutcome(plan, record) });
    } catch (error) {
      if (!signal.aborted) await this.#fail(active, error);
    } finally {
      active.begun = true;
    }
    if (signal.reason instanceof DebateStopped) await this.#end(active, 'stopped', `stopped by ${signal.reason.by}`);
  }

  async #fail(active: ActiveTrial, error: unknown): Promise<void> {
    const report = this.#deps.entropy.hex(4);
    this.#deps.log.error({ err: error, trial: active.plan.trial, report }, 'a trial failed');
    const words = isExpected(error) ? wordsFor(error) : `an internal error; the log has it as ${report}`;
    await this.#end(active, 'failed', words);
  }

  async #end({ plan, record }: ActiveTrial, status: 'stopped' | 'failed', reason: string): Promise<void> {
    try {
      await record.append({ type: 'trial-end', status, reasons: [reason] });
    } catch (error) {
      this.#deps.log.error({ err: error, trial: plan.trial }, 'the end of a trial could not be stored');
    }
  }

  /** A model is opened once and kept: loading it again for each call would cost more than the call. */
  #model(name: string): Promise<ChatModel> {
    const known = this.#models.get(name);
    if (known !== undefined) return known;
    const opening = this.#deps.picked.host.open(name);
    this.#models.set(name, opening);
    opening.catch(() => this.#models.delete(name));
    return opening;
  }

  #summary({ plan, record, startedAt, begun }: ActiveTrial): TrialSummary {
    const waiting = [...this.#active.values()].filter((trial) => !trial.begun);
    const place = begun ? 0 : 1 + waiting.findIndex((trial) => trial.plan.trial === plan.trial);
    return summarize(plan, viewTrial(record.updates), startedAt, place);
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
