/*
 * An update's way into the thread, and who does what again when it fails (from the outside in):
 *
 *   ReadAhead        reads the trial's updates at once and has the view note each, so that what is shown late knows what came since
 *   pacedUpdates     words in flight only now and then; whatever comes next takes the place of those that wait
 *   untilMended      a permission that is missing, a lock: says so in the channel (ChannelNotices), waits, shows the update again
 *   patiently        Discord, the network or the database fails: shows the update again after longer and longer waits
 *   ThreadView       what an update means: a card, a line, or a turn's words (TurnPosts). Each is posted under its key (post-key.ts)
 *   Poster           each key once, so that all above may repeat: DeliveryLog has what was begun and done. A member's message is tried
 *                    once more with a new webhook when the webhook is gone; inOpenThread changes things once more in an archived thread
 *   discord.js       repeats a request by itself, but for those that nothing would keep from being made twice: see `unrepeated`
 *
 * What is left of an error ends the debate's view: it is told in the channel, and all that is still shown is that it was taken off view.
 */
import type { Client } from 'discord.js';
import type { App } from '../../app.ts';
import { isAbort } from '../../core/errors.ts';
import type { TrialUpdate } from '../../trial/events.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import type { TrialPresenter } from '../../trial/presenter.ts';
import type { Hints } from '../audience/hints.ts';
import type { PostedMessages } from '../reactions/posted-messages.ts';
import { ReactionOffers } from '../reactions/reaction-offers.ts';
import { patiently } from '../requests/patiently.ts';
import { announceBallot } from '../studies/announce-ballot.ts';
import { ChannelNotices } from './channel-notices.ts';
import { DeliveryLog } from './delivery-log.ts';
import { type OpenedThread, openThread } from './open-thread.ts';
import { pacedUpdates } from './paced-updates.ts';
import { PersonaWebhooks } from './persona-webhooks.ts';
import { Poster } from './poster.ts';
import { ReadAhead } from './read-ahead.ts';
import { ThreadView } from './thread-view.ts';
import { type MendingDeps, untilMended } from './until-mended.ts';
import type { WebhookBudget } from './webhook-budget.ts';

export interface ThreadPresenterDeps {
  readonly app: Pick<App, 'events' | 'trials' | 'clock' | 'entropy' | 'log' | 'content' | 'config'>;
  readonly client: Client<true>;
  readonly budget: WebhookBudget;
  readonly posted: PostedMessages;
  readonly hints: Hints;
}

/** A debate can no longer be shown in its thread: an error that nothing mended. */
interface GivenUp {
  readonly because: unknown;
}

/** Shows each trial that was started on Discord, or put to the vote there, in a thread of its own; after a restart it goes on where it was. */
export function createThreadPresenter(deps: ThreadPresenterDeps): TrialPresenter {
  const { app, client, budget, posted, hints } = deps;
  const { reminderRole } = app.config;
  const webhooksOf = new Map<string, PersonaWebhooks>();

  /** @returns undefined when the debate was shown to its end, or as far as the signal let it */
  async function show(
    plan: TrialPlan,
    updates: ReadAhead,
    { delivery, notices, mending }: { delivery: DeliveryLog; notices: ChannelNotices; mending: MendingDeps },
  ): Promise<GivenUp | undefined> {
    const { signal } = mending;
    /** By the plan as it stands in the record: a deletion may have taken the question, in whatever time this takes. */
    const open = async (): Promise<OpenedThread> =>
      openThread(client, (await app.trials.view(plan.trial)).plan ?? plan, delivery);
    const { channel, thread } = await untilMended(() => patiently(open, app, signal), undefined, mending);
    if (plan.putBy !== undefined) await announceBallot(plan.putBy, { thread, client, delivery, app, signal });
    const webhooks =
      webhooksOf.get(channel.id) ??
      new PersonaWebhooks(channel, client.application.id, ({ persona }) =>
        persona === null ? undefined : app.content.picture(persona),
      );
    webhooksOf.set(channel.id, webhooks);
    const offers = new ReactionOffers({
      thread,
      pause: budget.betweenReactions,
      clock: app.clock,
      log: app.log,
      signal,
      onMissing: (error) => notices.tell(error),
    });
    const view = new ThreadView({
      plan,
      poster: new Poster({ thread, delivery, webhooks, budget, log: app.log, signal }),
      delivery,
      posted,
      trials: app.trials,
      // After a restart nothing of a debate that was taken off view may be posted, not even for a moment.
      hidden: (await app.trials.view(plan.trial)).hidden,
      content: app.content,
      log: app.log,
      // Another server's role would be a name that nobody knows.
      reminderRole: reminderRole !== null && thread.guild.roles.cache.has(reminderRole) ? reminderRole : null,
      offerReactions: (messageId, reactions) => offers.offer(messageId, reactions),
      hint: (person, words) => hints.tell(plan.trial, person, words),
    });
    updates.follow((update) => view.note(update));
    let gaveUp: GivenUp | undefined;
    try {
      for await (const update of pacedUpdates(updates, budget.liveEvery, app.clock, signal)) {
        if (signal.aborted) return undefined;
        // A debate that is given up is still taken off view, as far as that can be done.
        if (gaveUp !== undefined && !isHiding(update)) continue;
        try {
          await untilMended(() => patiently(() => view.show(update), app, signal), thread, mending);
        } catch (error) {
          if (signal.aborted) throw error;
          gaveUp ??= { because: error };
          app.log.warn({ err: error, trial: plan.trial }, 'a debate can no longer be shown in its thread');
          await notices.tell(error);
        }
      }
    } finally {
      await offers.done;
    }
    return gaveUp;
  }

  return {
    name: 'discord-thread',
    lasts: true,
    async present(plan, updates, signal) {
      if (plan.origin === null) return;
      const { channelId } = plan.origin;
      const delivery = await patiently(() => DeliveryLog.open(app.events, plan.trial), app, signal);
      const notices = new ChannelNotices(client, plan, delivery, app);
      const ahead = new ReadAhead(updates);
      const mending = { client, channelId, notices, clock: app.clock, ended: ahead.ended, signal };
      let gaveUp: GivenUp | undefined;
      try {
        gaveUp = await show(plan, ahead, { delivery, notices, mending });
      } catch (error) {
        if (signal.aborted && isAbort(error)) return;
        await notices.tell(error);
        throw error;
      }
      if (gaveUp !== undefined) throw gaveUp.because;
    },
  };
}

function isHiding({ source, event }: TrialUpdate): boolean {
  return source === 'trial' && event.type === 'trial-hidden';
}
