import PQueue from 'p-queue';
import { isExpected, wordsFor } from '../core/errors.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import type { ChatModel, ModelHost } from '../models/port/chat-model.ts';
import { openLogged } from '../models/port/log-failures.ts';
import type { TrialPlan } from './plan.ts';
import type { TrialRecord } from './trial-record.ts';
import { leftUndone, missingAnswers, runBallot, runModels, type TrialDeps, trialOutcome } from './trial-steps.ts';
import { viewTrial } from './view-trial.ts';

/** A trial that this process runs, or shows. */
export interface ActiveTrial {
  readonly plan: TrialPlan;
  readonly record: TrialRecord;
  readonly startedAt: number;
  readonly controller: AbortController;
  /** False while it waits in the queue. */
  begun: boolean;
  /** Settles when the trial and its presenters are done. */
  done: Promise<void>;
}

export interface TrialRunnerDeps extends Omit<TrialDeps, 'model'> {
  readonly host: ModelHost;
}

/** Takes trials through debates, scores and ballot: models serve one trial at a time, while any number of ballots are open. */
export class TrialRunner {
  readonly #deps: TrialRunnerDeps;
  readonly #models = new Map<string, Promise<ChatModel>>();
  readonly #queue = new PQueue({ concurrency: 1 });

  constructor(deps: TrialRunnerDeps) {
    this.#deps = deps;
  }

  /** How many trials the models serve now: one or none. */
  get served(): number {
    return this.#queue.pending;
  }

  /** Runs a trial to its end, or until the process closes; never rejects. */
  async run(active: ActiveTrial): Promise<void> {
    const { plan, record, controller } = active;
    const { signal } = controller;
    const log = this.#deps.log.child({ trial: plan.trial });
    const model: TrialDeps['model'] = (name) => openLogged(name, () => this.#model(name), log);
    const deps: TrialDeps = { ...this.#deps, model };
    try {
      const { end, stopAskedBy } = viewTrial(record.updates);
      if (end !== null) return;
      if (stopAskedBy !== null) controller.abort(new StoppedByPerson(stopAskedBy));
      await this.#whenModelsAreFree(active, () => runModels(plan, record, deps, signal));
      const failed = trialOutcome(plan, record).status === 'failed';
      if (!signal.aborted && !failed && missingAnswers(plan, record).length === 0)
        await runBallot(plan, record, deps, signal);
      if (!signal.aborted) await record.append({ type: 'trial-end', ...trialOutcome(plan, record) });
    } catch (error) {
      if (!signal.aborted) await this.#fail(active, error);
    } finally {
      active.begun = true;
    }
    if (signal.reason instanceof StoppedByPerson) {
      await this.#end(active, 'stopped', [`stopped by ${signal.reason.by}`, ...leftUndone(plan, record)]);
    }
  }

  /** An aborted trial leaves the queue at once; once it has begun it keeps its turn until its work has ended. */
  async #whenModelsAreFree(active: ActiveTrial, work: () => Promise<void>): Promise<void> {
    const { signal } = active.controller;
    const leaving = new AbortController();
    const leave = (): void => {
      if (!active.begun) leaving.abort(signal.reason);
    };
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    await this.#queue.add(
      async () => {
        active.begun = true;
        await work();
      },
      { signal: leaving.signal },
    );
  }

  async #fail(active: ActiveTrial, error: unknown): Promise<void> {
    const report = this.#deps.entropy.hex(4);
    this.#deps.log.error({ err: error, trial: active.plan.trial, report }, 'a trial failed');
    const words = isExpected(error) ? wordsFor(error) : `an internal error; the log has it as ${report}`;
    await this.#end(active, 'failed', [words]);
  }

  async #end({ plan, record }: ActiveTrial, status: 'stopped' | 'failed', reasons: string[]): Promise<void> {
    if (viewTrial(record.updates).end !== null) return;
    try {
      await record.append({ type: 'trial-end', status, reasons });
    } catch (error) {
      this.#deps.log.error({ err: error, trial: plan.trial }, 'the end of a trial could not be stored');
    }
  }

  /** A model is opened once and kept: loading it again for each call would cost more than the call. */
  #model(name: string): Promise<ChatModel> {
    const known = this.#models.get(name);
    if (known !== undefined) return known;
    const opening = this.#deps.host.open(name);
    this.#models.set(name, opening);
    opening.catch(() => this.#models.delete(name));
    return opening;
  }
}
