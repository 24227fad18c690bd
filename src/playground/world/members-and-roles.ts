import { type APIRole, type APIUser, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { NO_FLAGS } from './no-flags.ts';

/** What the invitation in the README asks for. */
export const BOT_PERMISSIONS =
  Permission.ViewChannel |
  Permission.SendMessages |
  Permission.SendMessagesInThreads |
  Permission.CreatePublicThreads |
  Permission.ManageThreads |
  Permission.ManageWebhooks |
  Permission.ManageMessages |
  Permission.EmbedLinks |
  Permission.AttachFiles |
  Permission.AddReactions |
  Permission.ReadMessageHistory;

/** What every visitor may: look on, speak, react, start debates. */
export const HOST_PERMISSIONS =
  Permission.ManageGuild |
  Permission.ViewChannel |
  Permission.SendMessages |
  Permission.SendMessagesInThreads |
  Permission.AddReactions |
  Permission.ReadMessageHistory |
  Permission.UseApplicationCommands;

/** An account, its name as shown to others. */
export function makeUser(id: string, name: string, bot: boolean): APIUser {
  return {
    id,
    username: bot ? name : name.toLowerCase().replace(/[^a-z0-9._]+/g, '_'),
    global_name: bot ? null : name,
    discriminator: '0',
    avatar: null,
    public_flags: NO_FLAGS,
    ...(bot ? { bot: true } : {}),
  };
}

export function makeRole(id: string, name: string, permissions: bigint, position: number): APIRole {
  return {
    id,
    name,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position,
    permissions: permissions.toString(),
    managed: false,
    mentionable: false,
    flags: NO_FLAGS,
  };
}
