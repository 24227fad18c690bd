import { type Collection, type Message, type MessageReaction, ReactionType, type User } from 'discord.js';
import type { ReactionCount } from '../../community/reaction.ts';
import { type VoterId, voterIdSchema } from '../../core/ids.ts';
import { LIMITS } from '../limits.ts';
import { isScripted, membersOf } from '../members.ts';
import { isSameEmoji } from './emoji.ts';

type Voters = ReactionCount['voters'];
/** Who is known to be a program, or not to be one: Discord need not be asked about them. */
export type KnownVoters = ReadonlyMap<VoterId, boolean>;

/** The people who gave a reaction to a message as it was fetched; bots left out. */
export async function reactorsOf(message: Message, emoji: string, known: KnownVoters = new Map()): Promise<Voters> {
  const found: Voters = [];
  for (const reaction of message.reactions.cache.values()) {
    if (!isSameEmoji(reaction.emoji.name, emoji)) continue;
    const { normal, burst } = reaction.countDetails;
    // The bot's own is no reason to ask.
    if (normal > (reaction.me ? 1 : 0)) found.push(...(await listed(reaction, ReactionType.Normal, known)));
    if (burst > 0) found.push(...(await listed(reaction, ReactionType.Super, known)));
  }
  return [...new Map(found.map((voter) => [voter.voter, voter])).values()];
}

/** Everybody on one of a reaction's two lists. Whoever gave it as a super reaction stands on that list only. */
async function listed(reaction: MessageReaction, type: ReactionType, known: KnownVoters): Promise<Voters> {
  const voters: Voters = [];
  for (let after: string | undefined; ; ) {
    const page = await reaction.users.fetch({
      type,
      limit: LIMITS.reactorsPage,
      ...(after === undefined ? {} : { after }),
    });
    voters.push(...(await votersOn(page, reaction, known)));
    after = page.lastKey();
    if (page.size < LIMITS.reactorsPage) return voters;
  }
}

/** Those of a page of users who are no bots. Whoever is not known is asked about together with the others. */
async function votersOn(
  page: Collection<string, User>,
  { message }: MessageReaction,
  known: KnownVoters,
): Promise<Voters> {
  const people = page.filter(({ bot }) => !bot).map(({ id }) => ({ id, voter: voterIdSchema.parse(id) }));
  const unknown = people.filter(({ voter }) => !known.has(voter)).map(({ id }) => id);
  const members = await membersOf(message.guild, unknown);
  return people.map(({ id, voter }) => {
    const member = members.get(id);
    return { voter, scripted: known.get(voter) ?? (member !== undefined && isScripted(member)) };
  });
}
