import {
  type Guild,
  type GuildMember,
  type MessageReaction,
  type PartialMessageReaction,
  type PartialUser,
  RESTJSONErrorCodes,
  type User,
} from 'discord.js';
import type { App } from '../app.ts';
import { lastSeen } from '../community/count-reactions.ts';
import type { ReactionCount } from '../community/reaction.ts';
import type { Content } from '../content/schema.ts';
import { type TrialId, voterIdSchema } from '../core/ids.ts';
import { viewTrial } from '../trial/view-trial.ts';
import { isSameEmoji } from './emoji.ts';
import type { PostedMessages } from './posted-messages.ts';
import { isScripted } from './scripted-role.ts';
import { isCode } from './thread/discord-codes.ts';

/** The reaction whose number takes a debate off view. */
export const WARNING = 'harmful';

type Reactions = Pick<App, 'trials' | 'content' | 'config'>;

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
  const member = await memberOf(reaction.message.guild, user.id);
  if (member?.user.bot === true) return;
  await app.trials.react(message.trial, {
    target: message.target,
    voter: voterIdSchema.parse(user.id),
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

/**
 * Enough different people who warn, not counting programs, take a debate off view.
 * @param held those that Discord holds now, beside those that were seen
 */
export async function hideWhenWarned(
  trial: TrialId,
  { trials, config }: Reactions,
  held: ReactionCount['voters'] = [],
): Promise<void> {
  if (config.hideAfterWarnings === 0) return;
  const seen = viewTrial(await trials.history(trial)).reactions.filter(({ meaning }) => meaning === WARNING);
  const all = [...held, ...lastSeen(seen).flatMap(({ voters }) => voters)];
  const warners = new Set(all.flatMap(({ voter, scripted }) => (scripted ? [] : [voter])));
  if (warners.size >= config.hideAfterWarnings)
    await trials.hide(trial, 'the community', `${warners.size} people gave ⚠️`);
}

/** Undefined for somebody who has left. Whoever cannot be looked up must not pass for a person: they may be a scripted voter. */
export async function memberOf(guild: Guild | null, userId: string): Promise<GuildMember | undefined> {
  try {
    return await guild?.members.fetch(userId);
  } catch (error) {
    if (isCode(error, RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser)) return undefined;
    throw error;
  }
}

function meaningOf(emoji: string | null, { reactions }: Content): string | undefined {
  return reactions.reactions.find((reaction) => isSameEmoji(emoji, reaction.emoji))?.id;
}
