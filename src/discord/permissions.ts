import { type GuildBasedChannel, PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { PermissionMissingError } from './permission-missing-error.ts';

/** What the bot needs, with the words Discord's settings use. */
const NEEDED = [
  [PermissionFlagsBits.ViewChannel, 'View Channels'],
  [PermissionFlagsBits.SendMessages, 'Send Messages'],
  [PermissionFlagsBits.CreatePublicThreads, 'Create Public Threads'],
  [PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'],
  [PermissionFlagsBits.ManageWebhooks, 'Manage Webhooks'],
  [PermissionFlagsBits.EmbedLinks, 'Embed Links'],
  [PermissionFlagsBits.AttachFiles, 'Attach Files'],
  [PermissionFlagsBits.AddReactions, 'Add Reactions'],
  [PermissionFlagsBits.ReadMessageHistory, 'Read Message History'],
  // To take a text off view whose webhook somebody deleted: only that webhook could have edited it.
  [PermissionFlagsBits.ManageMessages, 'Manage Messages'],
] as const;

/** The number in the invite link. */
export const NEEDED_PERMISSIONS = new PermissionsBitField(NEEDED.map(([bit]) => bit)).bitfield;

/** The address with which a server's owner invites the bot. */
export function inviteLink(applicationId: string): string {
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: NEEDED_PERMISSIONS.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}

/** What the bot lacks in a channel of what it needs, as Discord's settings call it. */
export function missingPermissions(channel: GuildBasedChannel): string[] {
  const me = channel.guild.members.me;
  const granted = me === null ? null : channel.permissionsFor(me);
  return NEEDED.filter(([bit]) => granted?.has(bit) !== true).map(([, name]) => name);
}

/** @throws PermissionMissingError that names each permission that the bot lacks in the channel */
export function requirePermissions(channel: GuildBasedChannel): void {
  const missing = missingPermissions(channel);
  if (missing.length > 0) throw new PermissionMissingError(missing, channel.name);
}
