import type { Clock } from '../../core/clock.ts';
import type { Entropy } from '../../core/random.ts';
import type { FilledForm } from '../../own-content/form.ts';

/** As long as Discord takes what follows an answer, in milliseconds. */
const KEPT_FOR = 15 * 60_000;
const MOST = 200;

interface Draft {
  readonly userId: string;
  readonly form: FilledForm;
  readonly keptAt: number;
}

/** What people typed into forms that could not be saved: kept in memory for a while, the newest first to stay. */
export class Drafts {
  readonly #clock: Clock;
  readonly #entropy: Entropy;
  readonly #drafts = new Map<string, Draft>();

  constructor({ clock, entropy }: { readonly clock: Clock; readonly entropy: Entropy }) {
    this.#clock = clock;
    this.#entropy = entropy;
  }

  /** @returns the name under which it is found again */
  keep(userId: string, form: FilledForm): string {
    const now = this.#clock.now();
    for (const [token, { keptAt }] of this.#drafts) {
      if (this.#drafts.size < MOST && keptAt + KEPT_FOR > now) break;
      this.#drafts.delete(token);
    }
    const token = this.#entropy.hex(8);
    this.#drafts.set(token, { userId, form, keptAt: now });
    return token;
  }

  /** Undefined for one that was not kept so long, or is somebody else's. */
  find(token: string, userId: string): FilledForm | undefined {
    const draft = this.#drafts.get(token);
    if (draft === undefined || draft.userId !== userId || draft.keptAt + KEPT_FOR <= this.#clock.now())
      return undefined;
    return draft.form;
  }
}
