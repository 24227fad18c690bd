import { type Collection, type Message, type MessageReaction, ReactionType, type User } from 'discord.js';
import type { App } from '../../app.ts';
import type { ReactionCount, Reactor } from '../../community/reaction.ts';
import type { VoterId } from '../../core/ids.ts';
import type { TrialPlan } from '../../trial/plan.ts';
import { LIMITS } from '../limits.ts';
import { isScripted, membersOf } from '../members.ts';
import { personFacts } from '../person-facts.ts';
import { isSameEmoji } from './emoji.ts';

type Voters = ReactionCount['voters'];
type Reactors = Pick<App, 'personIds' | 'people'>;
/** Who is known already: Discord need not be asked about them. */
export type KnownVoters = ReadonlyMap<VoterId, Pick<Reactor, 'scripted' | 'facts'>>;

/** By whom, and of whom it is known who they are. */
interface Asking {
  readonly plan: TrialPlan;
  readonly app: Reactors;
  readonly known: KnownVoters;
}

/**
 * The people who gave a reaction to a message as it was fetched, with what is known of each for the trial's filtered count; bots left out, and
 * whoever had deleted what was stored of them.
 */
export async function reactorsOf(
  message: Message,
  emoji: string,
  plan: TrialPlan,
  app: Reactors,
  known: KnownVoters = new Map(),
): Promise<Voters> {
  const found: Voters = [];
  const asking = { plan, app, known };
  for (const reaction of message.reactions.cache.values()) {
    if (!isSameEmoji(reaction.emoji.name, emoji)) continue;
    const { normal, burst } = reaction.countDetails;
    // The bot's own is no reason to ask.
    if (normal > (reaction.me ? 1 : 0)) found.push(...(await listed(reaction, ReactionType.Normal, asking)));
    if (burst > 0) found.push(...(await listed(reaction, ReactionType.Super, asking)));
  }
  return [...new Map(found.map((voter) => [voter.voter, voter])).values()];
}

/** Everybody on one of a reaction's two lists. Whoever gave it as a super reaction stands on that list only. */
async function listed(reaction: MessageReaction, type: ReactionType, asking: Asking): Promise<Voters> {
  const voters: Voters = [];
  for (let after: string | undefined; ; ) {
    const page = await reaction.users.fetch({
      type,
      limit: LIMITS.reactorsPage,
      ...(after === undefined ? {} : { after }),
    });
    voters.push(...(await votersOn(page, reaction, asking)));
    after = page.lastKey();
    if (page.size < LIMITS.reactorsPage) return voters;
  }
}

/** The people of a page of users. Whoever is not known is asked about together with the others. */
async function votersOn(
  page: Collection<string, User>,
  { message }: MessageReaction,
  { plan, app: { personIds, people }, known }: Asking,
): Promise<Voters> {
  const own = [...page.values()]
    .filter(({ bot }) => !bot)
    .map((user) => ({ user, voter: personIds.idOf(user.id) }))
    .filter(({ voter }) => !people.isForgotten(voter));
  const unknown = own.filter(({ voter }) => !known.has(voter)).map(({ user }) => user.id);
  const members = await membersOf(message.guild, unknown);
  return own.map(({ user, voter }) => {
    const member = members.get(user.id);
    const scripted = member !== undefined && isScripted(member);
    return { voter, ...(known.get(voter) ?? { scripted, facts: personFacts(voter, user, member, plan) }) };
  });
}
