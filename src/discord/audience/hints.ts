import { type ChatInputCommandInteraction, MessageFlags } from 'discord.js';
import type { Clock } from '../../core/clock.ts';
import type { TrialId, VoterId } from '../../core/ids.ts';
import type { Log } from '../../core/log.ts';
import { LIMITS } from '../limits.ts';

type Joining = Pick<ChatInputCommandInteraction<'cached'>, 'followUp'>;

/**
 * Tells people in private that it is their turn, as long as Discord takes something after the answer to their `/debate join`: no message
 * of the bot pings anybody. Kept in memory; the message in the thread is there without it.
 */
export class Hints {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #kept = new Map<string, { readonly interaction: Joining; readonly until: number }>();

  constructor({ clock, log }: { readonly clock: Clock; readonly log: Log }) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Remembers how somebody at a debate's table can be told something. */
  keep(trial: TrialId, person: VoterId, interaction: Joining): void {
    for (const [key, { until }] of this.#kept) if (until <= this.#clock.now()) this.#kept.delete(key);
    this.#kept.set(`${trial} ${person}`, { interaction, until: this.#clock.now() + LIMITS.followUpWithin });
  }

  /** Never rejects: whoever is not told sees it in the thread. */
  async tell(trial: TrialId, person: VoterId, content: string): Promise<void> {
    const kept = this.#kept.get(`${trial} ${person}`);
    if (kept === undefined || kept.until <= this.#clock.now()) return;
    try {
      await kept.interaction.followUp({ content, flags: MessageFlags.Ephemeral });
    } catch (error) {
      this.#log.info({ err: error, trial }, 'somebody could not be told that it is their turn');
    }
  }
}
