import type { PageState } from './page-state.ts';
import { INITIAL_STATE } from './page-state.ts';

/** Holds the page's state and tells who listens when it is replaced. */
export class Store {
  #state: PageState = INITIAL_STATE;
  readonly #listeners = new Set<() => void>();

  get state(): PageState {
    return this.#state;
  }

  change(change: (state: PageState) => PageState): void {
    const next = change(this.#state);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of this.#listeners) listener();
  }

  /** @returns ends the subscription */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
