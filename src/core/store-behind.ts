/**
 * Stores one thing after the other while the work that makes them goes on. At most one is on its way, and none is begun before the one before it is
 * stored, so that what is stored is at any time all that came up to some point.
 */
export class StoreBehind {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles once the storing has begun. @throws what the one before it failed with; this one is not begun then */
  async begin(store: () => Promise<unknown>): Promise<void> {
    await this.#last;
    this.#last = store();
    // Whoever comes next is told of a failure.
    this.#last.catch(() => {});
  }

  /** Settles once all is stored. @throws what the last one failed with */
  async end(): Promise<void> {
    await this.#last;
  }
}
