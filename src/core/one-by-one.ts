/** Work on the same thing waits for each other, in the order of the calls; work on different things does not. */
export class OneByOne<Key> {
  readonly #last = new Map<Key, Promise<unknown>>();

  /** Does the work once all that was asked for before under this key has settled. */
  run<Result>(key: Key, work: () => Promise<Result>): Promise<Result> {
    const done = (this.#last.get(key) ?? Promise.resolve()).then(work);
    const settled = done.catch(() => {});
    this.#last.set(key, settled);
    void settled.then(() => {
      if (this.#last.get(key) === settled) this.#last.delete(key);
    });
    return done;
  }

  get isIdle(): boolean {
    return this.#last.size === 0;
  }

  /** Settles when all that was asked for by now has. */
  async idle(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
