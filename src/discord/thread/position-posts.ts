import type { PositionTime } from '../../community/position.ts';
import { asksPositions, type TrialPlan } from '../../trial/plan.ts';
import { describeVoters } from '../../trial/result-words.ts';
import { positionsAskedUntil, type TrialView } from '../../trial/view-trial.ts';
import { brokenOffPositionCard, closedPositionCard, positionCard } from '../cards/position-card.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { POST } from './post-key.ts';
import type { Poster } from './poster.ts';

const TIMES: readonly PositionTime[] = ['before', 'after'];

export interface PositionPostsDeps {
  readonly plan: TrialPlan;
  readonly poster: Poster;
  readonly delivery: DeliveryLog;
}

/** Where the format asks people where they stand: a message with a menu before the debate, and another one beside the ballot. */
export class PositionPosts {
  readonly #deps: PositionPostsDeps;

  constructor(deps: PositionPostsDeps) {
    this.#deps = deps;
  }

  /** @param closesAt in milliseconds since the epoch */
  async ask(time: PositionTime, closesAt: number, view: TrialView, hidden: boolean): Promise<void> {
    const { poster } = this.#deps;
    const plan = this.#planIn(view);
    if (asksPositions(plan)) await poster.asBot(POST.position(time), positionCard(plan, time, closesAt, hidden));
  }

  /** The ballot is open for longer, and so is the question that stands beside it. */
  async extend(view: TrialView, hidden: boolean): Promise<void> {
    const { poster } = this.#deps;
    const plan = this.#planIn(view);
    const closesAt = positionsAskedUntil(view, 'after');
    if (closesAt !== null)
      await poster.asBot(POST.position('after'), positionCard(plan, 'after', closesAt, hidden), true);
  }

  /** Takes the menu away and says how many answered; what they said stays sealed. */
  async close(time: PositionTime, { positions }: TrialView): Promise<void> {
    const { plan, poster } = this.#deps;
    if (!asksPositions(plan)) return;
    const given = positions.filter((position) => position.time === time);
    const voters = (scripted: boolean): number =>
      new Set(given.filter((position) => position.scripted === scripted).map(({ voter }) => voter)).size;
    const card = closedPositionCard(time, describeVoters(voters(false), voters(true)));
    await poster.asBot(POST.position(time), card, true);
  }

  /** Whoever is asked when the debate is taken off view is still asked, without its motion. */
  async offView(view: TrialView): Promise<void> {
    const { plan, poster, delivery } = this.#deps;
    if (view.end !== null) return;
    for (const time of TIMES) {
      const [closesAt, key] = [positionsAskedUntil(view, time), POST.position(time)];
      // What a thread that lags behind has not asked yet is asked without the motion in its place.
      if (closesAt === null || delivery.postedAs(key) === undefined) continue;
      await poster.asBot(key, positionCard(plan, time, closesAt, true), true);
    }
  }

  /** The plan as it stands in the record: a deletion may have taken the motion. */
  #planIn({ plan }: TrialView): TrialPlan {
    return plan ?? this.#deps.plan;
  }

  /** It ended while people were asked: nobody can answer any more. */
  async breakOff(view: TrialView): Promise<void> {
    for (const time of TIMES) {
      if (asksPositions(this.#deps.plan) && isStanding(view, time))
        await this.#deps.poster.asBot(POST.position(time), brokenOffPositionCard(), true);
    }
  }
}

/** Whether the menu was not taken away yet, also where the ballot is being closed by hand and takes nothing any more. */
function isStanding(view: TrialView, time: PositionTime): boolean {
  return time === 'before'
    ? view.positionsCloseAt !== null && !view.positionsClosed
    : view.ballot !== null && !view.ballotClosed;
}
