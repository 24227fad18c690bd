import {
  type Client,
  type Message,
  type MessageReaction,
  type PartialMessageReaction,
  type PartialUser,
  RESTJSONErrorCodes,
  type TextBasedChannel,
  type User,
} from 'discord.js';
import type { App } from '../app.ts';
import { lastSeen } from '../community/count-reactions.ts';
import type { ReactionCount } from '../community/reaction.ts';
import { voterIdSchema } from '../core/ids.ts';
import type { TrialPlan } from '../trial/plan.ts';
import { LIMITS } from './limits.ts';
import type { PostedMessages, ReactableMessage } from './posted-messages.ts';
import { reactableMessages } from './reactable.ts';
import { isScripted } from './scripted-role.ts';
import { DeliveryLog } from './thread/delivery-log.ts';
import { isCode } from './thread/discord-codes.ts';

/** The reaction whose number takes a debate off view. */
const WARNING = 'harmful';

type Reactions = Pick<App, 'trials' | 'content' | 'config' | 'log'>;

/** Stores a reaction given or taken back under a turn or an answer; enough warnings take the debate off view. */
export async function noteReaction(
  reaction: MessageReaction | PartialMessageReaction,
  user: User | PartialUser,
  given: boolean,
  posted: PostedMessages,
  app: Reactions,
): Promise<void> {
  const message = posted.find(reaction.message.id);
  const meaning = app.content.reactions.reactions.find(({ emoji }) => emoji === reaction.emoji.name)?.id;
  if (message === undefined || meaning === undefined || user.id === reaction.client.user.id) return;
  const member = await reaction.message.guild?.members.fetch(user.id).catch(() => undefined);
  if (member?.user.bot === true) return;
  await app.trials.react(message.trial, {
    target: message.target,
    voter: voterIdSchema.parse(user.id),
    meaning,
    given,
    scripted: member !== undefined && isScripted(member),
  });
  if (meaning === WARNING && given) await hideWhenWarned(message, app);
}

/** So many different people, not counting programs. */
async function hideWhenWarned({ trial }: ReactableMessage, { trials, config }: Reactions): Promise<void> {
  if (config.hideAfterWarnings === 0) return;
  const seen = (await trials.history(trial)).flatMap(({ event }) =>
    event.type === 'reaction-changed' && event.reaction.meaning === WARNING && !event.reaction.scripted
      ? [event.reaction]
      : [],
  );
  const warners = new Set(lastSeen(seen).flatMap(({ voters }) => voters.map(({ voter }) => voter)));
  if (warners.size >= config.hideAfterWarnings)
    await trials.hide(trial, 'the community', `${warners.size} people gave ⚠️`);
}

/**
 * The lists of reactors that Discord holds now, page by page, for all of a trial's turns and answers. Bots are left out. Which messages
 * these are comes from the store, so that it does not matter how far the thread's presenter has got.
 */
export async function fetchReactions(
  client: Client<true>,
  plan: TrialPlan,
  app: Reactions & Pick<App, 'events'>,
): Promise<readonly ReactionCount[]> {
  const delivery = await DeliveryLog.open(app.events, plan.trial);
  const counts: ReactionCount[] = [];
  for (const { channelId, messageId, target } of reactableMessages(
    plan.trial,
    delivery,
    await app.trials.history(plan.trial),
  )) {
    const channel = await client.channels.fetch(channelId);
    if (channel?.isTextBased() !== true) continue;
    const message = await messageOrGone(channel, messageId);
    if (message === undefined) continue;
    for (const { emoji, id: meaning } of app.content.reactions.reactions) {
      const voters = await reactorsOf(message, emoji);
      if (voters.length > 0) counts.push({ target, meaning, voters });
    }
  }
  return merge(counts);
}

async function messageOrGone(channel: TextBasedChannel, messageId: string): Promise<Message | undefined> {
  try {
    return await channel.messages.fetch({ message: messageId, force: true });
  } catch (error) {
    if (isCode(error, RESTJSONErrorCodes.UnknownMessage)) return undefined;
    throw error;
  }
}

async function reactorsOf(message: Message, emoji: string): Promise<ReactionCount['voters']> {
  const reaction = message.reactions.cache.get(emoji);
  const voters: ReactionCount['voters'] = [];
  for (let after: string | undefined; reaction !== undefined; ) {
    const page = await reaction.users.fetch({ limit: LIMITS.reactorsPage, ...(after === undefined ? {} : { after }) });
    for (const user of page.values()) {
      if (user.bot) continue;
      const member = await message.guild?.members.fetch(user.id).catch(() => undefined);
      voters.push({ voter: voterIdSchema.parse(user.id), scripted: member !== undefined && isScripted(member) });
    }
    after = page.lastKey();
    if (page.size < LIMITS.reactorsPage) break;
  }
  return voters;
}

/** A long turn stands in several messages: who reacted to two of them counts once. */
function merge(counts: readonly ReactionCount[]): ReactionCount[] {
  const merged = new Map<string, ReactionCount>();
  for (const count of counts) {
    const key = `${JSON.stringify(count.target)} ${count.meaning}`;
    const before = merged.get(key)?.voters ?? [];
    const more = count.voters.filter(({ voter }) => !before.some((known) => known.voter === voter));
    merged.set(key, { ...count, voters: [...before, ...more] });
  }
  return [...merged.values()];
}
