import type { MessageReaction, PartialMessageReaction, PartialUser, User } from 'discord.js';
import type { App } from '../../app.ts';
import type { Content } from '../../content/schema.ts';
import { meaningsOn } from '../../trial/mark-meanings.ts';
import { isScripted, memberOf } from '../members.ts';
import { personFacts } from '../person-facts.ts';
import { isSameEmoji } from './emoji.ts';
import type { PostedMessages, ReactableMessage } from './posted-messages.ts';

type Reactions = Pick<App, 'trials' | 'content' | 'personIds' | 'people'>;
/** As the gateway tells of it. */
export type AnyReaction = MessageReaction | PartialMessageReaction;
export type AnyUser = User | PartialUser;

/** Stores a reaction given or taken back under a turn or an answer. */
export async function noteReaction(
  reaction: AnyReaction,
  user: AnyUser,
  given: boolean,
  posted: PostedMessages,
  app: Reactions,
): Promise<void> {
  const message = posted.find(reaction.message.id);
  if (message === undefined || user.id === reaction.client.user.id) return;
  const { plan, target } = message;
  const meaning = meaningOf(reaction.emoji.name, message, app.content);
  if (meaning === undefined) return;
  const voter = app.personIds.idOf(user.id);
  const { guild } = reaction.message;
  // Discord says who gives one, and not who takes one back: that they are no bot was seen before.
  const member = given ? await memberOf(guild, user.id) : guild?.members.cache.get(user.id);
  // Who has started it is what stands in the record now: a deletion takes it out.
  const standing = given ? ((await app.trials.view(plan.trial)).plan ?? plan) : plan;
  // A reaction can be answered by no notice, so that it is no way back from a deletion.
  if (member?.user.bot === true || app.people.isForgotten(voter)) return;
  await app.trials.react(plan.trial, {
    target,
    voter,
    meaning,
    given,
    scripted: member !== undefined && isScripted(member),
    ...(given ? { facts: personFacts(voter, user, member, standing) } : {}),
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
  if (message === undefined) return;
  const meaning = emoji === null ? null : meaningOf(emoji, message, content);
  if (meaning !== undefined) await trials.noteWipe(message.plan.trial, { target: message.target, meaning });
}

function meaningOf(
  emoji: string | null,
  { plan, target }: ReactableMessage,
  { reactions }: Content,
): string | undefined {
  return meaningsOn(target.kind, plan, reactions).find((meaning) => isSameEmoji(emoji, meaning.emoji))?.id;
}
