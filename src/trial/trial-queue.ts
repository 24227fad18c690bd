import { FairLine } from '../core/fair-line.ts';
import { orAborted } from '../core/or-aborted.ts';
import type { TrialPlan } from './plan.ts';

interface Waiting {
  readonly plan: TrialPlan;
  begin(): void;
}

/**
 * Trials that wait for the models, in the order in which they get them: Discord servers take turns, and on one server who came first goes
 * first. As many run at the same time as the models have room for.
 */
export class TrialQueue {
  readonly #capacity: number;
  readonly #line = new FairLine<Waiting>();
  #served = 0;
  /** Whoever waits for the models to be free. */
  readonly #idling: (() => void)[] = [];

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** 1 for the one that comes next; 0 for one that does not wait. */
  placeOf({ trial }: TrialPlan): number {
    return 1 + this.#line.order().findIndex(({ item }) => item.plan.trial === trial);
  }

  /**
   * Waits for the models, then works with them.
   * @param leaving takes the trial out of the line at once; work that has begun goes on to its end
   * @throws the signal's reason, and what the work throws
   */
  async run(plan: TrialPlan, work: () => Promise<void>, leaving: AbortSignal): Promise<void> {
    await this.#turnOf(plan, leaving);
    try {
      await work();
    } finally {
      this.#served -= 1;
      this.#beginNext();
      if (this.#served === 0) for (const wake of this.#idling.splice(0)) wake();
    }
  }

  /** Resolves once no trial has the models or waits for them. @throws the signal's reason */
  async idle(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    // Nobody waits in line while the models have room.
    while (this.#served > 0) {
      await orAborted(new Promise<void>((resolve) => this.#idling.push(resolve)), signal);
    }
  }

  #turnOf(plan: TrialPlan, leaving: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (leaving.aborted) return reject(leaving.reason);
      const waiting: Waiting = {
        plan,
        begin: () => {
          leaving.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = (): void => {
        this.#line.remove(waiting);
        reject(leaving.reason);
      };
      leaving.addEventListener('abort', leave, { once: true });
      this.#line.add(waiting, plan.origin?.guildId ?? '');
      this.#beginNext();
    });
  }

  #beginNext(): void {
    while (this.#served < this.#capacity) {
      const next = this.#line.order()[0]?.item;
      if (next === undefined) return;
      this.#line.take(next);
      this.#served += 1;
      next.begin();
    }
  }
}
