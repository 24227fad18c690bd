import { calibrateOverall } from '../community/agreement.ts';
import type { TrialId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { rubricHash } from '../judge/rubric-hash.ts';
import type { Calibrated } from '../statistics/calibrate.ts';
import { CorruptRecordError } from '../store/corrupt-record-error.ts';
import type { EventLog } from '../store/event-log.ts';
import { TrialCatalog } from './catalog.ts';
import type { TrialPlan } from './plan.ts';
import { type RatedBallot, ratedBallotOf } from './rated-ballot.ts';
import { nameOf, scorersOf } from './scorer.ts';
import { TrialRecord } from './trial-record.ts';
import { type TrialView, viewTrial } from './view-trial.ts';

/** What a database holds of trials. */
export interface ReadBallots {
  readonly trials: number;
  /** Trials of which something that was stored can't be read: they are left out. */
  readonly unreadable: readonly TrialId[];
  readonly ballots: readonly RatedBallot[];
}

/** The closed ballots of a database. What a ballot came to is read once; those that were open are looked at again. */
export class PastBallots {
  readonly #events: EventLog;
  readonly #log: Log;
  /** Of trials that are over; null for one without a closed ballot. */
  readonly #known = new Map<TrialId, RatedBallot | null>();

  constructor(events: EventLog, log: Log) {
    this.#events = events;
    this.#log = log;
  }

  /** Reads every trial, one after the other. @throws StoreFailedError, AbortError */
  async read(signal: AbortSignal): Promise<ReadBallots> {
    const { entries } = await TrialCatalog.open(this.#events, this.#log);
    const unreadable: TrialId[] = [];
    const ballots: RatedBallot[] = [];
    for (const { trial } of entries) {
      signal.throwIfAborted();
      try {
        const ballot = await this.#ballotOf(trial);
        if (ballot !== null) ballots.push(ballot);
      } catch (error) {
        if (!(error instanceof CorruptRecordError)) throw error;
        unreadable.push(trial);
      }
    }
    return { trials: entries.length, unreadable, ballots };
  }

  /**
   * What the overall scores that a trial's panel gives answers are on people's scale, by earlier ballots of the same panel and rubric.
   * @param view of a trial whose answers have been judged
   * @returns undefined where there are not enough, and where the scores say nothing
   * @throws StoreFailedError, AbortError
   */
  async scaleFor(
    plan: TrialPlan,
    view: Pick<TrialView, 'judgements'>,
    signal: AbortSignal,
  ): Promise<Calibrated | undefined> {
    const hash = rubricHash(plan.rubric);
    const panel = scorersOf(
      plan,
      view.judgements.map(({ judgement }) => judgement),
    ).at(-1);
    if (panel === undefined) return undefined;
    const { ballots } = await this.read(signal);
    const answers = ballots
      .filter((ballot) => ballot.rubricHash === hash)
      .flatMap(({ scorers }) => scorers.filter(({ scorer }) => nameOf(scorer) === nameOf(panel)))
      .flatMap((scored) => scored.answers)
      .filter(({ ballot }) => ballot !== plan.trial);
    const calibration = calibrateOverall({ answers, criteria: plan.rubric.criteria, seed: plan.seed });
    return calibration.status === 'calibrated' ? calibration : undefined;
  }

  async #ballotOf(trial: TrialId): Promise<RatedBallot | null> {
    const known = this.#known.get(trial);
    if (known !== undefined) return known;
    const view = viewTrial((await TrialRecord.open(this.#events, trial)).updates);
    const ballot = ratedBallotOf(view) ?? null;
    if (ballot !== null || view.end !== null) this.#known.set(trial, ballot);
    return ballot;
  }
}
