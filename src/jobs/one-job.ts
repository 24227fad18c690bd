import { orAborted } from '../core/or-aborted.ts';
import { JobRunningError } from './job-running-error.ts';

interface Holder {
  readonly title: string;
  readonly stopWith: string;
  readonly over: Promise<void>;
}

/** Has one job at a time, of whatever kind: each would only slow down the other. */
export class OneJob {
  #holder: Holder | undefined;

  /**
   * @param title of the job that begins now, at the beginning of a sentence @param stopWith the command that parks it
   * @returns ends it
   * @throws JobRunningError
   */
  begin(title: string, stopWith: string): () => void {
    if (this.#holder !== undefined) throw new JobRunningError(this.#holder.title, this.#holder.stopWith);
    let end: () => void = () => {};
    const over = new Promise<void>((resolve) => {
      end = resolve;
    });
    const holder = { title, stopWith, over };
    this.#holder = holder;
    return () => {
      if (this.#holder === holder) this.#holder = undefined;
      end();
    };
  }

  get isFree(): boolean {
    return this.#holder === undefined;
  }

  /** Resolves once there is none. @throws the signal's reason */
  async none(signal: AbortSignal): Promise<void> {
    while (this.#holder !== undefined) await orAborted(this.#holder.over, signal);
  }
}
