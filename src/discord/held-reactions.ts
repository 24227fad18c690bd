import {
  type Client,
  type Message,
  type MessageReaction,
  RESTJSONErrorCodes,
  ReactionType,
  type TextBasedChannel,
} from 'discord.js';
import type { App } from '../app.ts';
import { mergeCounts, withWiped } from '../community/count-reactions.ts';
import type { ReactionCount, Wipe } from '../community/reaction.ts';
import { voterIdSchema } from '../core/ids.ts';
import type { TrialPlan } from '../trial/plan.ts';
import type { CountReactions } from '../trial/service.ts';
import { viewTrial } from '../trial/view-trial.ts';
import { isSameEmoji } from './emoji.ts';
import { LIMITS } from './limits.ts';
import { reactableMessages } from './reactable.ts';
import { memberOf } from './reactions.ts';
import { isScripted } from './scripted-role.ts';
import { DeliveryLog } from './thread/delivery-log.ts';
import { isCode } from './thread/discord-codes.ts';
import { patiently } from './thread/patiently.ts';
import { placeTrouble } from './thread/place-trouble.ts';
import { ThreadGoneError } from './thread-gone-error.ts';

/** What Discord holds under a trial's turns and answers. */
export interface HeldReactions {
  /**
   * Who reacted, bots left out: one list for each target and meaning, empty ones too. A person stands once on a list, in however many
   * messages a turn stands.
   */
  readonly counts: readonly ReactionCount[];
  /** What somebody deleted, and its reactions with it. */
  readonly gone: readonly Wipe[];
}

/**
 * Which messages these are comes from the store, so that it does not matter how far the thread's presenter has got.
 * @throws ThreadGoneError, and what Discord throws when it can't be asked
 */
export async function heldReactions(
  client: Client<true>,
  plan: TrialPlan,
  { events, trials, content }: Pick<App, 'events' | 'trials' | 'content'>,
  signal: AbortSignal,
): Promise<HeldReactions> {
  const delivery = await DeliveryLog.open(events, plan.trial);
  if (delivery.thread === undefined) return { counts: [], gone: [] };
  const thread = await threadOf(client, delivery.thread.threadId);
  const counts: ReactionCount[] = [];
  const gone: Wipe[] = [];
  for (const { messageId, target } of reactableMessages(plan.trial, delivery, await trials.history(plan.trial))) {
    signal.throwIfAborted();
    const message = await messageOrGone(thread, messageId);
    if (message === undefined) gone.push({ target, meaning: null });
    else {
      for (const { emoji, id: meaning } of content.reactions.reactions)
        counts.push({ target, meaning, voters: await reactorsOf(message, emoji) });
    }
  }
  return { counts: mergeCounts(counts), gone };
}

/**
 * Counts the reactions that stand for a trial: those that Discord holds, and under what a moderator wiped or deleted those that were seen
 * last. It waits for a Discord that can't be reached, as the results have to.
 */
export function reactionCounter(
  client: Client<true>,
  app: Pick<App, 'events' | 'trials' | 'content' | 'clock' | 'log'>,
): CountReactions {
  return async (plan, signal) => {
    try {
      const { counts, gone } = await patiently(() => heldReactions(client, plan, app, signal), app, signal);
      const { reactions, wipes } = viewTrial(await app.trials.history(plan.trial));
      return withWiped(counts, reactions, [...wipes, ...gone]);
    } catch (error) {
      throw placeTrouble(error, client, plan.origin?.channelId ?? '');
    }
  };
}

async function threadOf(client: Client<true>, threadId: string): Promise<TextBasedChannel> {
  const thread = await client.channels.fetch(threadId);
  if (thread?.isTextBased() !== true) throw new ThreadGoneError('thread', 'gone');
  return thread;
}

async function messageOrGone(thread: TextBasedChannel, messageId: string): Promise<Message | undefined> {
  try {
    return await thread.messages.fetch({ message: messageId, force: true });
  } catch (error) {
    if (isCode(error, RESTJSONErrorCodes.UnknownMessage)) return undefined;
    throw error;
  }
}

/** The people who gave a reaction to a message as it was fetched; bots left out. */
export async function reactorsOf(message: Message, emoji: string): Promise<ReactionCount['voters']> {
  const found: ReactionCount['voters'] = [];
  for (const reaction of message.reactions.cache.values()) {
    if (!isSameEmoji(reaction.emoji.name, emoji)) continue;
    const { normal, burst } = reaction.countDetails;
    // The bot's own is no reason to ask.
    if (normal > (reaction.me ? 1 : 0)) found.push(...(await listed(reaction, ReactionType.Normal)));
    if (burst > 0) found.push(...(await listed(reaction, ReactionType.Super)));
  }
  return [...new Map(found.map((voter) => [voter.voter, voter])).values()];
}

/** Everybody on one of a reaction's two lists. Whoever gave it as a super reaction stands on that list only. */
async function listed(reaction: MessageReaction, type: ReactionType): Promise<ReactionCount['voters']> {
  const voters: ReactionCount['voters'] = [];
  for (let after: string | undefined; ; ) {
    const page = await reaction.users.fetch({
      type,
      limit: LIMITS.reactorsPage,
      ...(after === undefined ? {} : { after }),
    });
    for (const user of page.values()) {
      if (user.bot) continue;
      const member = await memberOf(reaction.message.guild, user.id);
      voters.push({ voter: voterIdSchema.parse(user.id), scripted: member !== undefined && isScripted(member) });
    }
    after = page.lastKey();
    if (page.size < LIMITS.reactorsPage) return voters;
  }
}
