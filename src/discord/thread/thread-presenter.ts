import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import { isAbort } from '../../core/errors.ts';
import type { TrialUpdate } from '../../trial/events.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialPresenter } from '../../trial/presenter.ts';
import { viewTrial } from '../../trial/view-trial.ts';
import type { PostedMessages } from '../posted-messages.ts';
import { ChannelNotices } from './channel-notices.ts';
import { DeliveryLog } from './delivery-log.ts';
import { openThread } from './open-thread.ts';
import { pacedUpdates } from './paced-updates.ts';
import { patiently } from './patiently.ts';
import { PersonaWebhooks } from './persona-webhooks.ts';
import { placeTrouble } from './place-trouble.ts';
import { Poster } from './poster.ts';
import { ReactionOffers } from './reaction-offers.ts';
import { ThreadView } from './thread-view.ts';
import type { WebhookBudget } from './webhook-budget.ts';

export interface ThreadPresenterDeps {
  readonly app: Pick<App, 'events' | 'trials' | 'clock' | 'entropy' | 'log' | 'content'>;
  readonly client: Client<true>;
  readonly budget: WebhookBudget;
  readonly posted: PostedMessages;
}

/** Shows each trial that was started on Discord in a thread of its own; after a restart it goes on where it was. */
export function createThreadPresenter(deps: ThreadPresenterDeps): TrialPresenter {
  const { app, client, budget, posted } = deps;
  const webhooksOf = new Map<string, PersonaWebhooks>();

  async function show(
    plan: TrialPlan,
    updates: AsyncIterable<TrialUpdate>,
    { delivery, notices, signal }: { delivery: DeliveryLog; notices: ChannelNotices; signal: AbortSignal },
  ): Promise<void> {
    const { channel, thread } = await patiently(() => openThread(client, plan, delivery), app, signal);
    const webhooks =
      webhooksOf.get(channel.id) ??
      new PersonaWebhooks(channel, client.application.id, ({ persona }) =>
        persona === null ? undefined : app.content.picturePath(persona),
      );
    webhooksOf.set(channel.id, webhooks);
    const offers = new ReactionOffers({
      thread,
      reactions: app.content.reactions.reactions,
      pause: budget.betweenReactions,
      clock: app.clock,
      log: app.log,
      signal,
      onMissing: (error) => notices.tell(error),
    });
    const view = new ThreadView({
      plan,
      threadId: thread.id,
      poster: new Poster({ thread, delivery, webhooks, budget, log: app.log, signal }),
      delivery,
      posted,
      // After a restart nothing of a debate that was taken off view may be posted, not even for a moment.
      hidden: viewTrial(await app.trials.history(plan.trial)).hidden,
      content: app.content,
      log: app.log,
      offerReactions: (messageId) => offers.offer(messageId),
    });
    try {
      for await (const update of pacedUpdates(updates, budget.liveEvery, app.clock, signal)) {
        if (signal.aborted) return;
        view.note(update);
        await patiently(() => view.show(update), app, signal);
      }
    } finally {
      await offers.done;
    }
  }

  return {
    name: 'discord-thread',
    lasts: true,
    async present(plan, updates, signal) {
      if (plan.origin === null) return;
      const delivery = await DeliveryLog.open(app.events, plan.trial);
      const notices = new ChannelNotices(client, plan, delivery, app);
      try {
        await show(plan, updates, { delivery, notices, signal });
      } catch (error) {
        if (signal.aborted && isAbort(error)) return;
        const trouble = placeTrouble(error, client, plan.origin.channelId);
        await notices.tell(trouble);
        throw trouble;
      }
    },
  };
}
