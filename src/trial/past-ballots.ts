import { calibrateOverall } from '../community/agreement.ts';
import type { TrialId } from '../core/ids.ts';
import type { Log } from '../core/log.ts';
import { rubricHash } from '../judge/rubric-hash.ts';
import type { Calibrated } from '../statistics/calibrate.ts';
import type { EventLog } from '../store/event-log.ts';
import { PastTrials, type ReadTrials } from './past-trials.ts';
import type { TrialPlan } from './plan.ts';
import { type RatedBallot, ratedBallotOf } from './rated-ballot.ts';
import { nameOf, scorersOf } from './scorer.ts';
import type { TrialView } from './view-trial.ts';

/** What a database holds of ratings. */
export type ReadBallots = ReadTrials<RatedBallot>;

/** The closed ballots of a database. What a ballot came to is read once; those that were open are looked at again. */
export class PastBallots {
  readonly #trials: PastTrials<RatedBallot>;

  /** @param isOpen see PastTrials */
  constructor(events: EventLog, log: Log, isOpen?: (trial: TrialId) => boolean) {
    this.#trials = new PastTrials(events, log, ratedBallotOf, isOpen);
  }

  /** Reads every trial, one after the other. @throws StoreFailedError, AbortError */
  read(signal: AbortSignal): Promise<ReadBallots> {
    return this.#trials.read(signal);
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
}
