import { GatewayIntentBits as Intent } from 'discord-api-types/v10';
import type { Channels } from '../../world/channels.ts';
import { compareIds } from '../../world/snowflakes.ts';
import { isArchived, threadMember } from '../../world/thread.ts';
import type { World } from '../../world/world.ts';
import { type Api, queryNumber } from '../api.ts';
import { refusals } from '../refusal.ts';

/** The guild, its roles, channels and members. @param intents those that the bot has identified with */
export function addGuildRoutes(api: Api, world: World, intents: () => number): void {
  const { directory, channels } = world;
  const requireGuild = (id: string): void => {
    if (id !== directory.guildId) throw refusals.unknownGuild();
  };

  api.get('/guilds/:guild', (context) => {
    requireGuild(context.req.param('guild'));
    const counts =
      context.req.query('with_counts') === 'true' ? { approximate_member_count: directory.members.length } : {};
    return context.json({ ...directory.guild, ...counts });
  });
  api.get('/guilds/:guild/roles', (context) => {
    requireGuild(context.req.param('guild'));
    return context.json(directory.roles);
  });
  api.get('/guilds/:guild/channels', (context) => {
    requireGuild(context.req.param('guild'));
    return context.json(channels.texts.map(({ data }) => data));
  });
  api.get('/guilds/:guild/threads/active', (context) => {
    requireGuild(context.req.param('guild'));
    const active = channels.threads((thread) => !isArchived(thread));
    return context.json({
      threads: active.map((thread) => channels.forBot(thread)),
      members: ownMemberships(channels, directory.bot.id),
    });
  });
  api.get('/guilds/:guild/members', (context) => {
    requireGuild(context.req.param('guild'));
    // Discord gives the whole list only to those with the privileged intent.
    if ((intents() & Intent.GuildMembers) === 0) throw refusals.missingAccess();
    const limit = queryNumber(context, 'limit', 1, 1000, 1);
    const after = context.req.query('after') ?? '0';
    return context.json(directory.members.filter(({ user }) => compareIds(user.id, after) > 0).slice(0, limit));
  });
  api.get('/guilds/:guild/members/search', (context) => {
    requireGuild(context.req.param('guild'));
    const query = (context.req.query('query') ?? '').toLowerCase();
    const limit = queryNumber(context, 'limit', 1, 1000, 1);
    const fits = (name: string | null | undefined): boolean => name?.toLowerCase().startsWith(query) === true;
    return context.json(
      directory.members.filter(({ user, nick }) => [user.username, user.global_name, nick].some(fits)).slice(0, limit),
    );
  });
  api.get('/guilds/:guild/members/:user', (context) => {
    requireGuild(context.req.param('guild'));
    const id = context.req.param('user');
    return context.json(directory.member(id === '@me' ? directory.bot.id : id));
  });
}

function ownMemberships(channels: Channels, botId: string) {
  return channels
    .threads((thread) => !isArchived(thread))
    .flatMap((thread) => {
      const joined = thread.joined.get(botId);
      return joined === undefined ? [] : [threadMember(thread, botId, joined)];
    });
}
