import { isOwnQuestion } from '../content/own-question.ts';
import type { Clock } from '../core/clock.ts';
import { isAbort } from '../core/errors.ts';
import { sha256 } from '../core/hash.ts';
import { type TrialId, type VoterId, voterIdSchema } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import type { Entropy } from '../core/random.ts';
import { CorruptRecordError } from '../store/corrupt-record-error.ts';
import type { EventLog } from '../store/event-log.ts';
import { StoreFailedError } from '../store/store-failed-error.ts';
import type { TrialService } from '../trial/service.ts';
import { type PersonalData, personalData } from './export-person.ts';
import { forgetInTrial } from './forget-in-trial.ts';
import { mentions } from './mentions.ts';
import type { AskedDeletion, People } from './people.ts';

export interface PrivacyDeps {
  readonly people: People;
  readonly trials: Pick<TrialService, 'all' | 'redact' | 'running' | 'stop'>;
  readonly events: EventLog;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
}

/** How long a deletion rests when the database takes nothing, in milliseconds: longer and longer. */
const FIRST_REST = 1000;
const LONGEST_REST = 60_000;

/** Gives people what is stored of them, and deletes it. */
export class Privacy {
  readonly #deps: PrivacyDeps;
  readonly #shutdown = new AbortController();
  /** Deletions that this process works on. */
  readonly #deleting = new Map<VoterId, Promise<void>>();

  constructor(deps: PrivacyDeps) {
    this.#deps = deps;
  }

  /** All that is stored of somebody, over all trials of all servers. @throws StoreFailedError */
  export(voter: VoterId): Promise<PersonalData> {
    const { people, trials, events } = this.#deps;
    return personalData(voter, { people, trials: trials.all(), events });
  }

  /**
   * Has all that is stored of somebody deleted. Once this has resolved it is done whatever happens, also over a restart.
   * @returns `done` resolves when nothing is left; it rejects (AbortError) when the process ends before
   * @throws StoreFailedError: nothing is deleted then
   */
  async forget(voter: VoterId): Promise<{ readonly done: Promise<void> }> {
    const { people, entropy } = this.#deps;
    if (!people.isBeingForgotten(voter)) await people.ask({ voter, salt: entropy.hex(16) });
    const asked = people.asked.find((one) => one.voter === voter);
    if (asked === undefined) return { done: Promise.resolve() };
    return { done: this.#deleting.get(voter) ?? this.#begin(asked) };
  }

  /** Goes on with the deletions that an earlier process has left. Trials that are to go on are known to their service before. */
  recover(): void {
    for (const asked of this.#deps.people.asked) this.#begin(asked);
  }

  /** Leaves what is not done for the next start. */
  async close(): Promise<void> {
    this.#shutdown.abort();
    await Promise.allSettled(this.#deleting.values());
  }

  #begin(asked: AskedDeletion): Promise<void> {
    const { voter } = asked;
    const done = this.#untilStored(asked).finally(() => this.#deleting.delete(voter));
    this.#deleting.set(voter, done);
    // Whoever waits for it hears of it; the next start goes on with it.
    done.catch((error: unknown) => {
      if (!isAbort(error))
        this.#deps.log.error({ err: error }, 'a deletion failed and is tried again at the next start');
    });
    return done;
  }

  async #untilStored(asked: AskedDeletion): Promise<void> {
    const { clock, log } = this.#deps;
    const { signal } = this.#shutdown;
    for (let rest = FIRST_REST; ; rest = Math.min(LONGEST_REST, rest * 2)) {
      try {
        await this.#delete(asked, signal);
        return;
      } catch (error) {
        if (!(error instanceof StoreFailedError)) throw error;
        log.error({ err: error }, 'the database takes nothing, and a deletion waits');
        await clock.sleep(rest, signal);
      }
    }
  }

  async #delete(asked: AskedDeletion, signal: AbortSignal): Promise<void> {
    const { people, trials } = this.#deps;
    // Nothing new begins from here on; what is being stored is deleted with the rest.
    await people.settled(asked.voter);
    const running = new Set(trials.running().map(({ plan }) => plan.trial));
    for (const trial of trials.all()) {
      signal.throwIfAborted();
      await this.#deleteIn(trial, running.has(trial), asked);
    }
    await people.deleted(asked);
  }

  async #deleteIn(trial: TrialId, isRunning: boolean, { voter, salt }: AskedDeletion): Promise<void> {
    const { trials, events, log } = this.#deps;
    const anonymous = voterIdSchema.parse(`v-${sha256(`${salt} ${trial}`).slice(0, 32)}`);
    const stream = `trial/${trial}`;
    const stored = await events.read(stream);
    // Where it still goes on, something of theirs may be on its way into the database.
    if (!isRunning && !stored.some(({ event }) => mentions(event, voter) || mentions(event, anonymous))) return;
    // What they asked can't be taken from under those who debate it.
    const running = trials.running().find(({ plan }) => plan.trial === trial);
    const debatesTheirs = running?.plan.startedBy === voter && isOwnQuestion(running.plan.ensemble.scenario);
    if (debatesTheirs && running.phase !== 'ballot') await trials.stop(trial, 'starter');
    try {
      await trials.redact(trial, forgetInTrial(voter, anonymous));
    } catch (error) {
      if (!(error instanceof CorruptRecordError)) throw error;
      log.warn(
        { err: error, trial },
        'a debate that can’t be read has nothing but the id of a deleted person taken out',
      );
      for (const { seq, event } of stored)
        if (mentions(event, voter))
          await events.redact(stream, seq, JSON.parse(JSON.stringify(event).replaceAll(voter, anonymous)));
    }
  }
}
