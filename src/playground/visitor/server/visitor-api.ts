import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import type { Context, Hono } from 'hono';
import type { BotGateway } from '../../gateway/gateway.ts';
import { noContent, queryNumber } from '../../rest/api.ts';
import { checkBody } from '../../rest/check-body.ts';
import { readBody } from '../../rest/read-body.ts';
import { refusals } from '../../rest/refusal.ts';
import { page } from '../../rest/routes/message-routes.ts';
import { isArchived, isLocked } from '../../world/thread.ts';
import type { World } from '../../world/world.ts';
import { requestInteraction } from './interaction-requests.ts';
import { interactionSchema, messageSchema, sessionSchema } from './visitor-schemas.ts';
import type { Visitors } from './visitors.ts';

/** The HTTP side of visitor-protocol.ts. */
export function addVisitorApi(app: Hono, world: World, visitors: Visitors, gateway: BotGateway): void {
  const { channels, messages, reactions, directory } = world;
  const who = (context: Context) => visitors.fromHeader(context.req.header('authorization'));
  const api = app.basePath('/visitor');

  api.post('/session', async (context) => {
    const { name, scripted } = checkBody(sessionSchema, (await readBody(context)).json);
    return context.json(visitors.join(name, scripted ?? false));
  });

  api.get('/channels/:channel/messages', (context) => {
    const user = who(context);
    const channel = channels.get(context.req.param('channel'));
    const limit = queryNumber(context, 'limit', 1, 100, 50);
    const found = page(messages.list(channel.data.id, user.id), { before: context.req.query('before') }, limit);
    return context.json(found.map((stored) => messages.render(stored, user.id)));
  });

  api.post('/channels/:channel/messages', async (context) => {
    const user = who(context);
    const { content } = checkBody(messageSchema, (await readBody(context)).json);
    const channel = channels.get(context.req.param('channel'));
    const isModerator = (directory.permissionsOf(user.id) & Permission.ManageThreads) !== 0n;
    if (isLocked(channel) && !isModerator) throw refusals.threadArchived();
    const sender = { author: user, mayPingEveryone: false };
    const stored = messages.create({ channelId: channel.data.id, sender, body: { content } });
    return context.json(messages.render(stored, user.id));
  });

  for (const method of ['PUT', 'DELETE'] as const) {
    api.on(method, '/channels/:channel/messages/:message/reactions/:emoji', (context) => {
      const user = who(context);
      const stored = messages.get(context.req.param('channel'), context.req.param('message'), user.id);
      if (stored.onlyFor !== null) throw refusals.unknownMessage();
      const change = method === 'PUT' ? reactions.add : reactions.remove;
      change.call(reactions, stored, context.req.param('emoji'), user.id);
      return noContent();
    });
    api.on(method, '/channels/:channel/thread-members/@me', (context) => {
      const user = who(context);
      const thread = channels.thread(context.req.param('channel'));
      if (isArchived(thread)) throw refusals.threadArchived();
      if (method === 'PUT') channels.join(thread, user.id);
      else channels.leave(thread, user.id);
      return noContent();
    });
  }

  api.post('/interactions', async (context) => {
    const user = who(context);
    const request = checkBody(interactionSchema, (await readBody(context)).json);
    requestInteraction(world, user, request, gateway.hasSession);
    return noContent();
  });
}
