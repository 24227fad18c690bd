import { type Collection, type Message, type MessageReaction, ReactionType, type User } from 'discord.js';
import type { App } from '../../app.ts';
import type { ReactionCount } from '../../community/reaction.ts';
import type { VoterId } from '../../core/ids.ts';
import { LIMITS } from '../limits.ts';
import { isScripted, membersOf } from '../members.ts';
import { isSameEmoji } from './emoji.ts';

type Voters = ReactionCount['voters'];
type Reactors = Pick<App, 'personIds' | 'people'>;
/** Who is known to be a program, or not to be one: Discord need not be asked about them. */
export type KnownVoters = ReadonlyMap<VoterId, boolean>;

/** The people who gave a reaction to a message as it was fetched; bots left out, and whoever had deleted what was stored of them. */
export async function reactorsOf(
  message: Message,
  emoji: string,
  app: Reactors,
  known: KnownVoters = new Map(),
): Promise<Voters> {
  const found: Voters = [];
  for (const reaction of message.reactions.cache.values()) {
    if (!isSameEmoji(reaction.emoji.name, emoji)) continue;
    const { normal, burst } = reaction.countDetails;
    // The bot's own is no reason to ask.
    if (normal > (reaction.me ? 1 : 0)) found.push(...(await listed(reaction, ReactionType.Normal, app, known)));
    if (burst > 0) found.push(...(await listed(reaction, ReactionType.Super, app, known)));
  }
  return [...new Map(found.map((voter) => [voter.voter, voter])).values()];
}

/** Everybody on one of a reaction's two lists. Whoever gave it as a super reaction stands on that list only. */
async function listed(
  reaction: MessageReaction,
  type: ReactionType,
  app: Reactors,
  known: KnownVoters,
): Promise<Voters> {
  const voters: Voters = [];
  for (let after: string | undefined; ; ) {
    const page = await reaction.users.fetch({
      type,
      limit: LIMITS.reactorsPage,
      ...(after === undefined ? {} : { after }),
    });
    voters.push(...(await votersOn(page, reaction, app, known)));
    after = page.lastKey();
    if (page.size < LIMITS.reactorsPage) return voters;
  }
}

/** The people of a page of users. Whoever is not known is asked about together with the others. */
async function votersOn(
  page: Collection<string, User>,
  { message }: MessageReaction,
  { personIds, people }: Reactors,
  known: KnownVoters,
): Promise<Voters> {
  const own = [...page.values()]
    .filter(({ bot }) => !bot)
    .map(({ id }) => ({ id, voter: personIds.idOf(id) }))
    .filter(({ voter }) => !people.isForgotten(voter));
  const unknown = own.filter(({ voter }) => !known.has(voter)).map(({ id }) => id);
  const members = await membersOf(message.guild, unknown);
  return own.map(({ id, voter }) => {
    const member = members.get(id);
    return { voter, scripted: known.get(voter) ?? (member !== undefined && isScripted(member)) };
  });
}
