import type { TrialId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { CorruptRecordError } from '../store/corrupt-record-error.ts';
import type { EventLog } from '../store/event-log.ts';
import { TrialCatalog } from './catalog.ts';
import { TrialRecord } from './trial-record.ts';
import type { TrialView } from './view-trial.ts';

/** What a database holds of trials. */
export interface ReadTrials<Ballot> {
  readonly trials: number;
  /** Trials of which something that was stored can't be read: they are left out. */
  readonly unreadable: readonly TrialId[];
  /** Oldest first. */
  readonly ballots: readonly Ballot[];
}

/** What the closed ballots of a database come to, for one purpose. Each is read once; trials whose ballot was open are looked at again. */
export class PastTrials<Ballot extends object> {
  readonly #events: EventLog;
  readonly #log: Log;
  readonly #ballotIn: (view: TrialView) => Ballot | undefined;
  /** Of trials that are over; null for one without a closed ballot. */
  readonly #known = new Map<TrialId, Ballot | null>();

  /** @param ballotIn what a trial's ballot comes to; undefined where none was closed */
  constructor(events: EventLog, log: Log, ballotIn: (view: TrialView) => Ballot | undefined) {
    this.#events = events;
    this.#log = log;
    this.#ballotIn = ballotIn;
  }

  /**
   * Reads every trial, one after the other.
   * @param guildId only those that were started on this Discord server; absent: all
   * @throws StoreFailedError, AbortError
   */
  async read(signal: AbortSignal, guildId?: string): Promise<ReadTrials<Ballot>> {
    const { entries } = await TrialCatalog.open(this.#events, this.#log);
    const own = entries.filter((entry) => guildId === undefined || entry.guildId === guildId);
    const unreadable: TrialId[] = [];
    const ballots: Ballot[] = [];
    for (const { trial } of own) {
      signal.throwIfAborted();
      try {
        const ballot = await this.#ballotOf(trial);
        if (ballot !== null) ballots.push(ballot);
      } catch (error) {
        if (!(error instanceof CorruptRecordError)) throw error;
        unreadable.push(trial);
      }
    }
    return { trials: own.length, unreadable, ballots };
  }

  async #ballotOf(trial: TrialId): Promise<Ballot | null> {
    const known = this.#known.get(trial);
    if (known !== undefined) return known;
    const view = (await TrialRecord.open(this.#events, trial)).view;
    const ballot = this.#ballotIn(view) ?? null;
    if (ballot !== null || view.end !== null) this.#known.set(trial, ballot);
    return ballot;
  }
}
