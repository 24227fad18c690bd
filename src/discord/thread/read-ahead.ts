import type { TrialUpdate } from '../../trial/events.ts';
import { UpdateQueue } from '../../trial/update-queue.ts';

/** Reads a trial's updates as they come, so that whoever is still busy with an old one knows at once that it was taken off view, or has ended. */
export class ReadAhead implements AsyncIterable<TrialUpdate> {
  readonly #queue = new UpdateQueue([]);
  readonly #read: Promise<void>;
  #heard: TrialUpdate[] = [];
  #listener: ((update: TrialUpdate) => void) | undefined;

  constructor(source: AsyncIterable<TrialUpdate>) {
    this.#read = this.#readAll(source).finally(() => this.#queue.end());
    this.#read.catch(() => {});
  }

  /** Settles when there is nothing more to come. */
  get ended(): Promise<void> {
    return this.#read.catch(() => {});
  }

  /** Calls `listener` with each update as it comes, before it is iterated; first with those that came already. */
  follow(listener: (update: TrialUpdate) => void): void {
    for (const update of this.#heard) listener(update);
    this.#heard = [];
    this.#listener = listener;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<TrialUpdate> {
    yield* this.#queue;
    await this.#read;
  }

  async #readAll(source: AsyncIterable<TrialUpdate>): Promise<void> {
    for await (const update of source) {
      if (this.#listener === undefined) this.#heard.push(update);
      else this.#listener(update);
      this.#queue.push(update);
    }
  }
}
