import type { Client, Message, ThreadChannel } from 'discord.js';
import type { App } from '../../app.ts';
import type { Clock } from '../../core/clock.ts';
import { isAbort, isExpected } from '../../core/errors.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialPresenter } from '../../trial/presenter.ts';
import type { PostedMessages } from '../posted-messages.ts';
import { safeText } from '../safe-text.ts';
import { ThreadGoneError } from '../thread-gone-error.ts';
import { DeliveryLog } from './delivery-log.ts';
import { CHANNEL_GONE, isCode, THREAD_CLOSED } from './discord-codes.ts';
import { openThread } from './open-thread.ts';
import { pacedUpdates } from './paced-updates.ts';
import { patiently } from './patiently.ts';
import { PersonaWebhooks } from './persona-webhooks.ts';
import { Poster } from './poster.ts';
import { ThreadView } from './thread-view.ts';
import type { WebhookBudget } from './webhook-budget.ts';

export interface ThreadPresenterDeps {
  readonly app: Pick<App, 'events' | 'clock' | 'log' | 'content'>;
  readonly client: Client<true>;
  readonly budget: WebhookBudget;
  readonly posted: PostedMessages;
}

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
        const { channel, thread } = await patiently(() => openThread(client, plan, delivery), app, signal);
        const webhooks =
          webhooksOf.get(channel.id) ??
          new PersonaWebhooks(channel, client.application.id, ({ persona }) =>
            persona === null ? undefined : app.content.picturePath(persona),
          );
        webhooksOf.set(channel.id, webhooks);
        const view = new ThreadView({
          plan,
          threadId: thread.id,
          poster: new Poster({ thread, delivery, webhooks, budget, log: app.log, signal }),
          delivery,
          posted,
          content: app.content,
          log: app.log,
          offerReactions(messageId) {
            const offer = offerReactions(
              thread,
              messageId,
              app.content.reactions.reactions,
              budget.betweenReactions,
              app.clock,
              signal,
            ).catch((error: unknown) => app.log.debug({ err: error }, 'reactions could not be offered'));
            offering.add(offer);
            void offer.then(() => offering.delete(offer));
          },
        });
        for await (const update of pacedUpdates(updates, budget.liveEvery, app.clock, signal)) {
          if (signal.aborted) return;
          view.note(update);
          await patiently(() => view.show(update), app, signal);
        }
      } catch (error) {
        if (signal.aborted && isAbort(error)) return;
        const told = placeGone(error);
        await tellInChannel(client, plan, told);
        throw told;
      } finally {
        await Promise.all(offering);
      }
    },
  };
}

/** What Discord refused, as what it means for the debate. */
function placeGone(error: unknown): unknown {
  if (isCode(error, ...CHANNEL_GONE)) return new ThreadGoneError('thread', 'gone');
  if (isCode(error, ...THREAD_CLOSED)) return new ThreadGoneError('thread', 'closed');
  return error;
}

/** Adds the reactions that have a meaning, in order, where they are not there yet. */
async function offerReactions(
  thread: ThreadChannel,
  messageId: string,
  reactions: readonly { readonly emoji: string }[],
  pause: number,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const message: Message = await thread.messages.fetch(messageId);
  for (const { emoji } of reactions) {
    if (signal.aborted) return;
    if (message.reactions.cache.get(emoji)?.me === true) continue;
    await message.react(emoji);
    await clock.sleep(pause, signal);
  }
}

/** The debate can't be shown in its thread: said where it was started, as far as that is possible. */
async function tellInChannel(client: Client<true>, plan: TrialPlan, error: unknown): Promise<void> {
  const words = isExpected(error)
    ? `${error.message} ${error.advice}`
    : 'It can no longer be shown here; the log says why.';
  const channel = await client.channels.fetch(plan.origin?.channelId ?? '').catch(() => null);
  if (channel?.isSendable() !== true) return;
  await channel.send(safeText(`Debate \`${plan.trial}\`: ${words}`)).catch(() => {});
}
