import type { ThreadChannel } from 'discord.js';
import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { PermissionMissingError } from '../permission-missing-error.ts';
import { missingPermissions } from '../permissions.ts';
import { inOpenThread } from '../thread/in-open-thread.ts';
import { isSameEmoji } from './emoji.ts';

const ADD = 'Add Reactions';

export interface ReactionOffersDeps {
  readonly thread: ThreadChannel;
  /** Pause after each reaction, in milliseconds. */
  readonly pause: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** The bot may not add reactions: people can give them all the same, but not by one click. */
  onMissing(error: PermissionMissingError): Promise<void>;
}

/**
 * Puts the reactions that have a meaning under messages, so that one click is enough. One message after the other, since reactions
 * have one limit a channel; beside the debate, which waits for none of them.
 */
export class ReactionOffers {
  readonly #deps: ReactionOffersDeps;
  #last: Promise<void> = Promise.resolve();

  constructor(deps: ReactionOffersDeps) {
    this.#deps = deps;
  }

  /** @param reactions in the order in which they are put there */
  offer(messageId: string, reactions: readonly { readonly emoji: string }[]): void {
    this.#last = this.#last
      .then(() => this.#offer(messageId, reactions))
      .catch((error: unknown) => this.#deps.log.debug({ err: error }, 'reactions could not be offered'));
  }

  /** Settles when all that were asked for are there, or could not be given. */
  get done(): Promise<void> {
    return this.#last;
  }

  async #offer(messageId: string, reactions: readonly { readonly emoji: string }[]): Promise<void> {
    const { thread, pause, clock, signal, onMissing } = this.#deps;
    if (signal.aborted) return;
    const { parent } = thread;
    const missing = parent === null ? [] : missingPermissions(parent);
    if (parent !== null && missing.includes(ADD)) return onMissing(new PermissionMissingError([ADD], parent.name));
    // Whoever may not see a message can't react to it. That is said where the debate itself needs it.
    if (missing.includes('Read Message History')) return;
    const message = await thread.messages.fetch(messageId);
    for (const { emoji } of reactions) {
      if (signal.aborted) return;
      if (message.reactions.cache.some(({ emoji: { name }, me }) => me && isSameEmoji(name, emoji))) continue;
      await inOpenThread(thread, () => message.react(emoji));
      await clock.sleep(pause, signal);
    }
  }
}
