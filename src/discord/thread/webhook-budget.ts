import type { Clock } from '../../core/clock.ts';
import { LIMITS, WEBHOOK_LIMITS } from '../limits.ts';

/** Requests a channel keeps back for finished texts: words in flight wait when fewer are left. */
const KEPT_FOR_FINAL = 12;
/** Words in flight are shown again after so many milliseconds: often enough to be read along, seldom enough for the channel's limit. */
const LIVE_EVERY = { discord: 3000, none: 250 } as const;
/** One less than the limit: our clock and Discord's need not agree. */
const MARGIN = 1;

/** A request's place in the budget. */
export interface Place {
  /** To be called when the request was answered or failed. */
  done(): void;
}

/** When a request was answered; null while it is under way. Discord counted it at some time before. */
interface Taken {
  answeredAt: number | null;
}

/**
 * One budget of requests for all webhooks of all debates, by the limits that Discord does not announce. Finished texts wait until there is
 * room; words in flight are shown only when enough room is left.
 */
export class WebhookBudget {
  readonly #clock: Clock;
  readonly #limits: 'discord' | 'none';
  readonly #channels = new Map<string, Taken[]>();
  readonly #webhooks = new Map<string, Taken[]>();
  #longestWait = 0;

  constructor(clock: Clock, limits: 'discord' | 'none') {
    this.#clock = clock;
    this.#limits = limits;
  }

  /** How long words in flight may stand unchanged at least, in milliseconds. */
  get liveEvery(): number {
    return LIVE_EVERY[this.#limits];
  }

  /** Pause after a reaction of the bot, in milliseconds: discord.js learns their limit only by running into it. */
  get betweenReactions(): number {
    return this.#limits === 'none' ? 0 : LIMITS.reactionEvery;
  }

  /** The longest that a finished text had to wait so far, in milliseconds. */
  get longestWait(): number {
    return this.#longestWait;
  }

  /** Waits until a finished text may be sent, and takes its place in the budget. */
  async takeFinal(channel: string, webhook: string, signal: AbortSignal): Promise<Place> {
    const asked = this.#clock.now();
    for (;;) {
      const wait = this.#wait(channel, webhook, 0);
      if (wait <= 0) break;
      await this.#clock.sleep(wait, signal);
    }
    this.#longestWait = Math.max(this.#longestWait, this.#clock.now() - asked);
    return this.#take(channel, webhook);
  }

  /** A place for words in flight; undefined when they may not be sent now. */
  takeLive(channel: string, webhook: string): Place | undefined {
    if (this.#wait(channel, webhook, KEPT_FOR_FINAL) > 0) return undefined;
    return this.#take(channel, webhook);
  }

  #wait(channel: string, webhook: string, keep: number): number {
    if (this.#limits === 'none') return 0;
    const now = this.#clock.now();
    return Math.max(
      waitFor(this.#channels.get(channel) ?? [], WEBHOOK_LIMITS.perChannel, keep, now),
      waitFor(this.#webhooks.get(webhook) ?? [], WEBHOOK_LIMITS.perWebhook, 0, now),
    );
  }

  #take(channel: string, webhook: string): Place {
    const taken: Taken = { answeredAt: null };
    const note = (all: Map<string, Taken[]>, key: string, window: number): void => {
      const counting = (all.get(key) ?? []).filter((other) => isWithin(this.#age(other), window));
      all.set(key, [...counting, taken]);
    };
    note(this.#channels, channel, WEBHOOK_LIMITS.perChannel.milliseconds);
    note(this.#webhooks, webhook, WEBHOOK_LIMITS.perWebhook.milliseconds);
    return {
      done: () => {
        taken.answeredAt = this.#clock.now();
      },
    };
  }

  #age({ answeredAt }: Taken): number {
    return answeredAt === null ? 0 : this.#clock.now() - answeredAt;
  }
}

/** An age below zero is that of a request before the clock was set back: it is not waited for, since nobody knows how long ago it was. */
function isWithin(age: number, window: number): boolean {
  return age >= 0 && age < window;
}

/** Milliseconds until another request fits into the window with `keep` places to spare. */
function waitFor(
  taken: readonly Taken[],
  limit: { readonly requests: number; readonly milliseconds: number },
  keep: number,
  now: number,
): number {
  const places = limit.requests - MARGIN - keep;
  const inWindow = taken
    .map(({ answeredAt }) => answeredAt ?? now)
    .filter((time) => isWithin(now - time, limit.milliseconds))
    .sort((left, right) => left - right);
  const blocking = inWindow[inWindow.length - places];
  return blocking === undefined ? 0 : blocking + limit.milliseconds - now + 1;
}
