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
import { Poster } from './poster.ts';
import { ReactionOffers } from './reaction-offers.ts';
import { ReadAhead } from './read-ahead.ts';
import { ThreadView } from './thread-view.ts';
import { type MendingDeps, untilMended } from './until-mended.ts';
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

  /** @returns why the debate could not be shown to its end; undefined when it was */
  async function show(
    plan: TrialPlan,
    updates: ReadAhead,
    { delivery, notices, mending }: { delivery: DeliveryLog; notices: ChannelNotices; mending: MendingDeps },
  ): Promise<unknown> {
    const { signal } = mending;
    const { channel, thread } = await untilMended(
      () => patiently(() => openThread(client, plan, delivery), app, signal),
      undefined,
      mending,
    );
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
    updates.follow((update) => view.note(update));
    let given: unknown;
    try {
      for await (const update of pacedUpdates(updates, budget.liveEvery, app.clock, signal)) {
        if (signal.aborted) return undefined;
        // A debate that is given up is still taken off view, as far as that can be done.
        if (given !== undefined && !isHiding(update)) continue;
        try {
          await untilMended(() => patiently(() => view.show(update), app, signal), thread, mending);
        } catch (error) {
          if (signal.aborted) throw error;
          given ??= error;
          app.log.warn({ err: error, trial: plan.trial }, 'a debate can no longer be shown in its thread');
          await notices.tell(error);
        }
      }
    } finally {
      await offers.done;
    }
    return given;
  }

  return {
    name: 'discord-thread',
    lasts: true,
    async present(plan, updates, signal) {
      if (plan.origin === null) return;
      const { channelId } = plan.origin;
      const delivery = await DeliveryLog.open(app.events, plan.trial);
      const notices = new ChannelNotices(client, plan, delivery, app);
      const ahead = new ReadAhead(updates);
      const mending = { client, channelId, notices, clock: app.clock, ended: ahead.ended, signal };
      let given: unknown;
      try {
        given = await show(plan, ahead, { delivery, notices, mending });
      } catch (error) {
        if (signal.aborted && isAbort(error)) return;
        await notices.tell(error);
        throw error;
      }
      if (given !== undefined) throw given;
    },
  };
}

function isHiding({ source, event }: TrialUpdate): boolean {
  return source === 'trial' && event.type === 'trial-hidden';
}
