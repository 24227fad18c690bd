import { type Message, type MessageReaction, ReactionType } from 'discord.js';
import type { App } from '../../app.ts';
import type { ReactionCount } from '../../community/reaction.ts';
import { LIMITS } from '../limits.ts';
import { isScripted, memberOf } from '../members.ts';
import { isSameEmoji } from './emoji.ts';

type Reactors = Pick<App, 'personIds' | 'people'>;

/** The people who gave a reaction to a message as it was fetched; bots left out, and whoever had deleted what was stored of them. */
export async function reactorsOf(message: Message, emoji: string, app: Reactors): Promise<ReactionCount['voters']> {
  const found: ReactionCount['voters'] = [];
  for (const reaction of message.reactions.cache.values()) {
    if (!isSameEmoji(reaction.emoji.name, emoji)) continue;
    const { normal, burst } = reaction.countDetails;
    // The bot's own is no reason to ask.
    if (normal > (reaction.me ? 1 : 0)) found.push(...(await listed(reaction, ReactionType.Normal, app)));
    if (burst > 0) found.push(...(await listed(reaction, ReactionType.Super, app)));
  }
  return [...new Map(found.map((voter) => [voter.voter, voter])).values()];
}

/** Everybody on one of a reaction's two lists. Whoever gave it as a super reaction stands on that list only. */
async function listed(reaction: MessageReaction, type: ReactionType, app: Reactors): Promise<ReactionCount['voters']> {
  const voters: ReactionCount['voters'] = [];
  for (let after: string | undefined; ; ) {
    const page = await reaction.users.fetch({
      type,
      limit: LIMITS.reactorsPage,
      ...(after === undefined ? {} : { after }),
    });
    for (const user of page.values()) {
      const voter = app.personIds.idOf(user.id);
      if (user.bot || app.people.isForgotten(voter)) continue;
      const member = await memberOf(reaction.message.guild, user.id);
      voters.push({ voter, scripted: member !== undefined && isScripted(member) });
    }
    after = page.lastKey();
    if (page.size < LIMITS.reactorsPage) return voters;
  }
}
