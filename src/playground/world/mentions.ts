import type { APIUser } from 'discord-api-types/v10';
import type { Directory } from './directory.ts';
import type { AllowedMentions } from './message-body.ts';

/** Whom a message pings. */
export interface Pings {
  readonly mentions: APIUser[];
  readonly mention_roles: string[];
  readonly mention_everyone: boolean;
}

/**
 * Finds the mentions of a text that ping. Without `allowed` all of them do, as on Discord.
 * @param repliedTo whose message this one replies to
 * @param mayPingEveryone whether the sender may ping @everyone and any role (webhooks always may)
 */
export function pingsOf(
  content: string,
  allowed: AllowedMentions | null | undefined,
  repliedTo: APIUser | null,
  mayPingEveryone: boolean,
  directory: Directory,
): Pings {
  const lists = (kind: 'users' | 'roles', id: string): boolean =>
    allowed == null || allowed.parse?.includes(kind) === true || allowed[kind]?.includes(id) === true;
  const users = idsIn(content, /<@!?(\d{15,21})>/g).filter((id) => lists('users', id));
  const roles = idsIn(content, /<@&(\d{15,21})>/g).filter((id) => lists('roles', id));
  if (repliedTo !== null && (allowed == null || allowed.replied_user === true)) users.push(repliedTo.id);
  return {
    mentions: [...new Set(users)].flatMap((id) => directory.findMember(id)?.user ?? []),
    mention_roles: directory.roles
      .filter(({ id, mentionable }) => roles.includes(id) && (mentionable || mayPingEveryone))
      .map(({ id }) => id),
    mention_everyone:
      mayPingEveryone &&
      /@(everyone|here)\b/.test(content) &&
      (allowed == null || allowed.parse?.includes('everyone') === true),
  };
}

function idsIn(content: string, pattern: RegExp): string[] {
  return [...content.matchAll(pattern)].flatMap(([, id]) => id ?? []);
}
