import type { TrialUpdate } from './events.ts';
import type { TrialPlan } from './plan.ts';

/**
 * Shows a trial while it runs: a Discord thread, a terminal. Each presenter reads at its own pace from a queue of its own,
 * so a slow or failing one never holds up the models.
 */
export interface TrialPresenter {
  readonly name: string;
  /** What it shows stays when the trial is over (a thread does): it is asked again when a trial is taken off view later. */
  readonly lasts: boolean;
  /**
   * Called when a process takes a trial up, and again for what lasts when a trial that is over is taken off view. `updates` begins with everything that was stored already (after a restart: all of it; of a study's trial what came since it was put to the vote),
   * goes on live, and ends with the trial. Words in flight (`turn-delta`) that were overtaken may be left out.
   * An error thrown here is logged and ends this presenter's view of the trial, nothing else.
   */
  present(plan: TrialPlan, updates: AsyncIterable<TrialUpdate>, signal: AbortSignal): Promise<void>;
}
