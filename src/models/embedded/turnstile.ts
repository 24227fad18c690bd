/** Lets one in at a time, in the order of asking. */
export class Turnstile {
  #last: Promise<void> = Promise.resolve();

  /**
   * Waits for one's turn.
   * @returns what lets the next one in; to be called once
   * @throws AbortError when the signal was aborted while waiting
   */
  async enter(signal: AbortSignal): Promise<() => void> {
    const before = this.#last;
    let leave: () => void = () => {};
    this.#last = new Promise((resolve) => {
      leave = resolve;
    });
    await before;
    if (signal.aborted) leave();
    signal.throwIfAborted();
    return leave;
  }
}
