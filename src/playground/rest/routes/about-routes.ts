import type { World } from '../../world/world.ts';
import type { Api } from '../api.ts';
import { refusals } from '../refusal.ts';

/** The bot's own user and application, and where the gateway is. */
export function addAboutRoutes(api: Api, world: World, gatewayUrl: string): void {
  const { directory, applicationOwner } = world;
  const application = () => ({
    id: directory.applicationId,
    name: directory.bot.username,
    icon: null,
    description: 'A bot in a playground on this computer.',
    bot_public: false,
    bot_require_code_grant: false,
    terms_of_service_url: null,
    privacy_policy_url: null,
    verify_key: '0'.repeat(64),
    flags: directory.applicationFlags,
    ...applicationOwner.describe(),
    bot: directory.bot,
    hook: true,
    approximate_guild_count: 1,
    integration_types_config: { 0: {} },
  });

  api.get('/gateway', (context) => context.json({ url: gatewayUrl }));
  api.get('/gateway/bot', (context) =>
    context.json({
      url: gatewayUrl,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  );
  api.get('/applications/@me', (context) => context.json(application()));
  api.get('/oauth2/applications/@me', (context) => context.json(application()));
  api.get('/users/@me', (context) => context.json(directory.bot));
  api.get('/users/@me/guilds', (context) => {
    const { id, name, icon, features } = directory.guild;
    return context.json([{ id, name, icon, features, owner: false, permissions: directory.botPermissions.toString() }]);
  });
  api.get('/users/:user', (context) => {
    const member = directory.findMember(context.req.param('user'));
    if (member === undefined) throw refusals.unknownUser();
    return context.json(member.user);
  });
}
