import type { Client, Message, ThreadChannel } from 'discord.js';
import type { App } from '../../app.ts';
import { isAbort, isExpected } from '../../core/errors.ts';
import type { TrialId } from '../../core/ids.ts';
import type { TrialPresenter } from '../../trial/presenter.ts';
import type { PostedMessages } from '../posted-messages.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';
import { DeliveryLog } from './delivery-log.ts';
import { openThread } from './open-thread.ts';
import { PersonaWebhooks } from './persona-webhooks.ts';
import { isCode, Poster } from './poster.ts';
import { ThreadView } from './thread-view.ts';
import type { WebhookBudget } from './webhook-budget.ts';

export interface ThreadPresenterDeps {
  readonly app: Pick<App, 'events' | 'clock' | 'log' | 'content'>;
  readonly client: Client<true>;
  readonly budget: WebhookBudget;
  readonly posted: PostedMessages;
}

/** Discord's codes for a channel that is gone or out of reach. */
const CHANNEL_GONE = [10003, 50001] as const;

/** Shows each trial that was started on Discord in a thread of its own; after a restart it goes on where it was. */
export function createThreadPresenter(deps: ThreadPresenterDeps): TrialPresenter {
  const { app, client, budget, posted } = deps;
  const webhooksOf = new Map<string, PersonaWebhooks>();
  return {
    name: 'discord-thread',
    lasts: true,
    async present(plan, updates, signal) {
      if (plan.origin === null) return;
      const offering = new Set<Promise<void>>();
      try {
        const delivery = await DeliveryLog.open(app.events, plan.trial);
        const { channel, thread } = await openThread(client, plan, delivery);
        const webhooks =
          webhooksOf.get(channel.id) ??
          new PersonaWebhooks(channel, client.application.id, ({ persona }) =>
            persona === null ? undefined : app.content.picturePath(persona),
          );
        webhooksOf.set(channel.id, webhooks);
        const poster = new Poster({ thread, delivery, webhooks, budget, log: app.log, signal });
        const view = new ThreadView({
          plan,
          threadId: thread.id,
          poster,
          delivery,
          budget,
          posted,
          content: app.content,
          clock: app.clock,
          log: app.log,
          signal,
          offerReactions(messageId) {
            const offer = offerReactions(thread, messageId, app.content.reactions.reactions, signal).catch(
              (error: unknown) => app.log.debug({ err: error }, 'reactions could not be offered'),
            );
            offering.add(offer);
            void offer.then(() => offering.delete(offer));
          },
        });
        for await (const update of updates) {
          if (signal.aborted) return;
          await view.show(update);
        }
      } catch (error) {
        if (signal.aborted && isAbort(error)) return;
        const gone = isCode(error, ...CHANNEL_GONE) ? new ThreadGoneError('thread') : error;
        await tellInChannel(client, plan.origin.channelId, plan.trial, gone);
        throw gone;
      } finally {
        await Promise.all(offering);
      }
    },
  };
}

/** Adds the reactions that have a meaning, in order, where they are not there yet. */
async function offerReactions(
  thread: ThreadChannel,
  messageId: string,
  reactions: readonly { readonly emoji: string }[],
  signal: AbortSignal,
): Promise<void> {
  const message: Message = await thread.messages.fetch(messageId);
  for (const { emoji } of reactions) {
    if (signal.aborted) return;
    if (message.reactions.cache.get(emoji)?.me !== true) await message.react(emoji);
  }
}

/** The debate can't be shown in its thread: said where it was started, as far as that is possible. */
async function tellInChannel(client: Client<true>, channelId: string, trial: TrialId, error: unknown): Promise<void> {
  const words = isExpected(error)
    ? `${error.message} ${error.advice}`
    : 'It can no longer be shown here; the log says why.';
  const channel = await client.channels.fetch(channelId).catch(() => null);
  if (channel?.isSendable() !== true) return;
  await channel.send(`Debate \`${trial}\`: ${words}`).catch(() => {});
}
