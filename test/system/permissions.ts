import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';

/** What a member may who manages nothing. */
export const ORDINARY =
  Permission.ViewChannel |
  Permission.SendMessages |
  Permission.SendMessagesInThreads |
  Permission.AddReactions |
  Permission.ReadMessageHistory |
  Permission.UseApplicationCommands;
/** What a moderator may. */
export const MANAGING = ORDINARY | Permission.ManageGuild;
