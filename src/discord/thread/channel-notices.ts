import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import { isExpected, wordsFor } from '../../core/errors.ts';
import { sha256 } from '../../core/hash.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { explainError } from '../explain-error.ts';
import { LIMITS } from '../limits.ts';
import { onceFor } from '../requests/once.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { GOES_ON, ThreadGoneError } from '../thread-gone-error.ts';
import type { DeliveryLog } from './delivery-log.ts';
import { SETTLED } from './post-key.ts';

const WAITS =
  'The debate itself goes on, and in its thread too once that is mended; /results shows it once it has ended.';

/** What goes wrong with a debate's thread, said in the channel where the debate was started, as far as that is possible. */
export class ChannelNotices {
  readonly #client: Client<true>;
  readonly #plan: TrialPlan;
  readonly #delivery: DeliveryLog;
  readonly #app: Pick<App, 'log' | 'entropy'>;

  /** @param delivery remembers what was said, so that no restart says it again */
  constructor(client: Client<true>, plan: TrialPlan, delivery: DeliveryLog, app: Pick<App, 'log' | 'entropy'>) {
    this.#client = client;
    this.#plan = plan;
    this.#delivery = delivery;
    this.#app = app;
  }

  /** Never rejects. @param waits it is waited for somebody to mend it */
  async tell(error: unknown, waits = false): Promise<void> {
    const { log } = this.#app;
    try {
      const words = isExpected(error) ? wordsFor(error) : explainError(error, this.#app);
      const key = SETTLED.told(sha256(words));
      if (this.#delivery.isSettled(key)) return;
      // What it advises is said of every trouble, in the words that fit.
      const trouble = error instanceof ThreadGoneError ? error.message : words;
      if (await this.#say(`${trouble} ${waits ? WAITS : GOES_ON}`))
        await this.#delivery.append({ type: 'settled', key });
    } catch (failure) {
      log.warn({ err: failure, trial: this.#plan.trial }, 'trouble with a thread could not be told in its channel');
    }
  }

  async #say(words: string): Promise<boolean> {
    const { trial, origin } = this.#plan;
    const channel = origin === null ? undefined : this.#client.channels.cache.get(origin.channelId);
    if (channel?.isSendable() !== true) return false;
    const content = shorten(safeText(`Debate \`${trial}\`: ${words}`), LIMITS.message);
    await channel.send({ content, ...onceFor(content) });
    return true;
  }
}
