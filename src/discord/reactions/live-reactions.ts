import type { MessageReaction, PartialMessageReaction, PartialUser, User } from 'discord.js';
import type { App } from '../../app.ts';
import type { Content } from '../../content/schema.ts';
import { isScripted, memberOf } from '../members.ts';
import { isSameEmoji } from './emoji.ts';
import type { PostedMessages } from './posted-messages.ts';

type Reactions = Pick<App, 'trials' | 'content' | 'personIds' | 'people'>;

/** Stores a reaction given or taken back under a turn or an answer. */
export async function noteReaction(
  reaction: MessageReaction | PartialMessageReaction,
  user: User | PartialUser,
  given: boolean,
  posted: PostedMessages,
  app: Reactions,
): Promise<void> {
  const message = posted.find(reaction.message.id);
  const meaning = meaningOf(reaction.emoji.name, app.content);
  if (message === undefined || meaning === undefined || user.id === reaction.client.user.id) return;
  const voter = app.personIds.idOf(user.id);
  const { guild } = reaction.message;
  // Discord says who gives one, and not who takes one back: that they are no bot was seen before.
  const member = given ? await memberOf(guild, user.id) : guild?.members.cache.get(user.id);
  // A reaction can be answered by no notice, so that it is no way back from a deletion.
  if (member?.user.bot === true || app.people.isForgotten(voter)) return;
  await app.trials.react(message.trial, {
    target: message.target,
    voter,
    meaning,
    given,
    scripted: member !== undefined && isScripted(member),
  });
}

/**
 * Stores that a moderator took reactions off a message.
 * @param emoji null for all of them
 */
export async function noteWipe(
  messageId: string,
  emoji: string | null,
  posted: PostedMessages,
  { trials, content }: Reactions,
): Promise<void> {
  const message = posted.find(messageId);
  const meaning = emoji === null ? null : meaningOf(emoji, content);
  if (message === undefined || meaning === undefined) return;
  await trials.noteWipe(message.trial, { target: message.target, meaning });
}

function meaningOf(emoji: string | null, { reactions }: Content): string | undefined {
  return reactions.reactions.find((reaction) => isSameEmoji(emoji, reaction.emoji))?.id;
}
