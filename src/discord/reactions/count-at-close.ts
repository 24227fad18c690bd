import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import { withWiped } from '../../community/count-reactions.ts';
import type { CountReactions } from '../../trial/service.ts';
import { patiently } from '../requests/patiently.ts';
import { placeTrouble } from '../requests/place-trouble.ts';
import { heldReactions } from './held-reactions.ts';

/**
 * Counts the reactions that stand for a trial: those that Discord holds, and under what a moderator wiped or deleted those that were seen
 * last. It waits for a Discord that can't be reached, as the results have to.
 */
export function reactionCounter(
  client: Client<true>,
  app: Pick<App, 'events' | 'trials' | 'content' | 'clock' | 'log' | 'personIds' | 'people'>,
): CountReactions {
  return async (plan, signal) => {
    try {
      const { counts, gone } = await patiently(() => heldReactions(client, plan, app, signal), app, signal);
      const { reactions, wipes } = await app.trials.view(plan.trial);
      // Asking takes time, in which somebody may have had all deleted.
      return withWiped(counts, reactions, [...wipes, ...gone]).map((count) => ({
        ...count,
        voters: count.voters.filter(({ voter }) => !app.people.isForgotten(voter)),
      }));
    } catch (error) {
      throw placeTrouble(error, client, plan.origin?.channelId ?? '');
    }
  };
}
