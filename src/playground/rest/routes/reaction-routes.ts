import { PermissionFlagsBits as Permission, ReactionType } from 'discord-api-types/v10';
import type { Context } from 'hono';
import type { StoredMessage } from '../../world/messages.ts';
import type { World } from '../../world/world.ts';
import { type Api, noContent, queryNumber } from '../api.ts';

/** Reactions: the bot's own, the lists of who reacted, and a moderator's clearing. */
export function addReactionRoutes(api: Api, world: World): void {
  const { channels, messages, reactions, directory } = world;
  const message = (context: Context): StoredMessage => {
    const channel = channels.get(context.req.param('channel') ?? '');
    return messages.get(channel.data.id, context.req.param('message') ?? '', directory.bot.id);
  };
  const base = '/channels/:channel/messages/:message/reactions';

  api.put(`${base}/:emoji/@me`, (context) => {
    const stored = message(context);
    const emoji = context.req.param('emoji');
    const isNew = !stored.reactions.has(emoji);
    directory.requireBot(Permission.ReadMessageHistory | (isNew ? Permission.AddReactions : 0n));
    reactions.add(stored, emoji, directory.bot.id);
    return noContent();
  });
  api.delete(`${base}/:emoji/@me`, (context) => {
    reactions.remove(message(context), context.req.param('emoji'), directory.bot.id);
    return noContent();
  });
  api.delete(`${base}/:emoji/:user`, (context) => {
    const stored = message(context);
    const user = context.req.param('user');
    directory.requireBot(user === directory.bot.id ? 0n : Permission.ManageMessages);
    reactions.remove(stored, context.req.param('emoji'), user);
    return noContent();
  });
  api.get(`${base}/:emoji`, (context) => {
    const stored = message(context);
    directory.requireBot(Permission.ReadMessageHistory);
    const limit = queryNumber(context, 'limit', 1, 100, 25);
    const type = queryNumber(context, 'type', ReactionType.Normal, ReactionType.Burst, ReactionType.Normal);
    const after = context.req.query('after') ?? '0';
    return context.json(reactions.users(stored, context.req.param('emoji'), type, after, limit));
  });
  api.delete(`${base}/:emoji`, (context) => {
    const stored = message(context);
    directory.requireBot(Permission.ManageMessages);
    reactions.removeKind(stored, context.req.param('emoji'));
    return noContent();
  });
  api.delete(base, (context) => {
    const stored = message(context);
    directory.requireBot(Permission.ManageMessages);
    reactions.removeAll(stored);
    return noContent();
  });
}
