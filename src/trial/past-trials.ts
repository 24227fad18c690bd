import type { TrialId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { OneByOne } from '../core/one-by-one.ts';
import { orAborted } from '../core/or-aborted.ts';
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
  readonly #isOpen: (trial: TrialId) => boolean;
  readonly #reading = new OneByOne<'trials'>();
  /** Of trials that are over; null for one without a closed ballot. */
  readonly #known = new Map<TrialId, Ballot | null>();

  /**
   * @param ballotIn what a trial's ballot comes to; undefined where none was closed
   * @param isOpen whether a trial is known to have no closed ballot yet, so that it need not be read
   */
  constructor(
    events: EventLog,
    log: Log,
    ballotIn: (view: TrialView) => Ballot | undefined,
    isOpen: (trial: TrialId) => boolean = () => false,
  ) {
    this.#events = events;
    this.#log = log;
    this.#ballotIn = ballotIn;
    this.#isOpen = isOpen;
  }

  /**
   * Reads every trial, one after the other; those who ask at about the same time (many ballots after a restart) do so in turn, and find most of
   * it known.
   * @param guildId only those that were started on this Discord server; absent: all
   * @throws StoreFailedError, AbortError
   */
  read(signal: AbortSignal, guildId?: string): Promise<ReadTrials<Ballot>> {
    return orAborted(
      this.#reading.run('trials', () => this.#read(signal, guildId)),
      signal,
    );
  }

  async #read(signal: AbortSignal, guildId?: string): Promise<ReadTrials<Ballot>> {
    signal.throwIfAborted();
    const { entries } = await TrialCatalog.open(this.#events, this.#log);
    const own = entries.filter((entry) => guildId === undefined || entry.guildId === guildId);
    const unreadable: TrialId[] = [];
    const ballots: Ballot[] = [];
    for (const { trial } of own) {
      signal.throwIfAborted();
      if (this.#isOpen(trial)) continue;
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
