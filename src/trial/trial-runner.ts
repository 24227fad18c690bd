import { ROLE_WORDS } from '../core/acting-role.ts';
import { isExpected, wordsFor } from '../core/errors.ts';
import { StoppedByPerson } from '../core/stopped-by-person.ts';
import { openLogged } from '../models/port/log-failures.ts';
import type { ModelPool } from '../models/port/picked-host.ts';
import { StoreFailedError } from '../store/store-failed-error.ts';
import { asksPositions, type TrialPlan, wasPutToVote } from './plan.ts';
import { TrialQueue } from './trial-queue.ts';
import type { TrialRecord } from './trial-record.ts';
import {
  askPositions,
  hasVotableAnswers,
  leftUndone,
  runBallot,
  runModels,
  type TrialDeps,
  trialOutcome,
} from './trial-steps.ts';

/** A trial that this process runs, or shows. */
export interface ActiveTrial {
  readonly plan: TrialPlan;
  readonly record: TrialRecord;
  readonly startedAt: number;
  readonly controller: AbortController;
  /** What it waits for since its record had so many updates, in words for people. */
  trouble?: { readonly words: string; readonly since: number };
  /** Settles when the trial and its presenters are done. */
  done: Promise<void>;
}

export interface TrialRunnerDeps extends Omit<TrialDeps, 'model' | 'preload' | 'atOnce'> {
  readonly host: ModelPool;
}

/** How long a trial rests when the database took nothing, before it tries again, in milliseconds: longer and longer. */
const FIRST_REST = 5000;
const LONGEST_REST = 60_000;

/**
 * Takes trials through debates, scores and ballot: as many trials at a time as the servers have room for calls, while any number of ballots
 * are open.
 */
export class TrialRunner {
  readonly #deps: TrialRunnerDeps;
  /** The order in which trials get the models. */
  readonly queue: TrialQueue;

  constructor(deps: TrialRunnerDeps) {
    this.#deps = deps;
    this.queue = new TrialQueue(deps.host.capacity);
  }

  /** Runs a trial to its end, or until the process closes; never rejects. */
  async run(active: ActiveTrial): Promise<void> {
    const { plan, record, controller } = active;
    const { signal } = controller;
    try {
      await this.#untilStored(active);
    } catch (error) {
      if (!signal.aborted) await this.#fail(active, error);
    }
    if (signal.reason instanceof StoppedByPerson) {
      await this.#end(active, 'stopped', [`stopped by ${ROLE_WORDS[signal.reason.by]}`, ...leftUndone(plan, record)]);
    }
  }

  /** Takes the steps again, from what is stored, whenever the database takes nothing: a lock or a full disk ends no trial. */
  async #untilStored(active: ActiveTrial): Promise<void> {
    const { plan, record, controller } = active;
    const { clock, log } = this.#deps;
    for (let rest = FIRST_REST; ; rest = Math.min(LONGEST_REST, rest * 2)) {
      // Ends the calls that were under way beside the one whose outcome could not be stored.
      const failed = new AbortController();
      try {
        await this.#takeSteps(active, AbortSignal.any([controller.signal, failed.signal]));
        return;
      } catch (error) {
        failed.abort(error);
        if (controller.signal.aborted || !(error instanceof StoreFailedError)) throw error;
        active.trouble = { words: `waiting for the database: ${wordsFor(error)}`, since: record.updates.length };
        log.error({ err: error, trial: plan.trial }, 'the database takes nothing, and the trial waits');
        await clock.sleep(rest, controller.signal);
      }
    }
  }

  async #takeSteps(active: ActiveTrial, signal: AbortSignal): Promise<void> {
    const { plan, record, controller } = active;
    const { host } = this.#deps;
    const log = this.#deps.log.child({ trial: plan.trial });
    const model: TrialDeps['model'] = (name, group) => openLogged(name, () => host.open(name, { group }), log);
    const preload: TrialDeps['preload'] = (name, group) => {
      // A model that can't be loaded ahead is loaded, or found missing, when its turn comes.
      host
        .preload?.(name, { group, signal })
        .catch((error: unknown) => log.debug({ err: error, model: name }, 'not loaded ahead'));
    };
    const deps: TrialDeps = { ...this.#deps, model, preload, atOnce: host.capacity };
    const { end, stopAskedBy, ballot } = record.view;
    if (end !== null) return;
    if (stopAskedBy !== null) controller.abort(new StoppedByPerson(stopAskedBy));
    // Without an audience to ask it takes its place in the queue at once.
    if (asksPositions(plan)) await askPositions(plan, record, deps, signal);
    // Whoever votes already needs no model any more; a study has asked them before.
    if (ballot === null && !wasPutToVote(plan))
      await this.queue.run(plan, () => runModels(plan, record, deps, signal), signal);
    const failed = trialOutcome(plan, record).status === 'failed';
    if (!signal.aborted && !failed && hasVotableAnswers(plan, record)) await runBallot(plan, record, deps, signal);
    if (!signal.aborted) await record.append({ type: 'trial-end', ...trialOutcome(plan, record) });
  }

  async #fail(active: ActiveTrial, error: unknown): Promise<void> {
    const report = this.#deps.entropy.hex(4);
    this.#deps.log.error({ err: error, trial: active.plan.trial, report }, 'a trial failed');
    const words = isExpected(error) ? wordsFor(error) : `an internal error; the log has it as ${report}`;
    await this.#end(active, 'failed', [words]);
  }

  async #end({ plan, record }: ActiveTrial, status: 'stopped' | 'failed', reasons: string[]): Promise<void> {
    if (record.view.end !== null) return;
    try {
      await record.append({ type: 'trial-end', status, reasons });
    } catch (error) {
      this.#deps.log.error({ err: error, trial: plan.trial }, 'the end of a trial could not be stored');
    }
  }
}
