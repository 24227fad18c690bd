import { ComponentType, ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import type { InteractionOption } from '../../visitor-protocol.ts';
import { withoutUser } from '../../world/directory.ts';
import type { World } from '../../world/world.ts';

/** The users, roles and channels that ids in `options` stand for, in the form of Discord's `resolved`. */
export function resolvedOptions(world: World, options: readonly InteractionOption[]): object {
  const ids = (...types: number[]): string[] =>
    options.flatMap(({ type, value }) => (types.includes(type) && typeof value === 'string' ? value : []));
  return resolved(world, {
    users: ids(Type.User, Type.Mentionable),
    roles: ids(Type.Role, Type.Mentionable),
    channels: ids(Type.Channel),
  });
}

/** The same for the values of a select menu. */
export function resolvedValues(world: World, componentType: number, values: readonly string[]): object {
  const all = (...types: ComponentType[]): readonly string[] => (types.includes(componentType) ? values : []);
  return resolved(world, {
    users: all(ComponentType.UserSelect, ComponentType.MentionableSelect),
    roles: all(ComponentType.RoleSelect, ComponentType.MentionableSelect),
    channels: all(ComponentType.ChannelSelect),
  });
}

function resolved(world: World, ids: Record<'users' | 'roles' | 'channels', readonly string[]>): object {
  const { directory, channels } = world;
  const members = ids.users.flatMap((id) => directory.findMember(id) ?? []);
  const roles = directory.roles.filter(({ id }) => ids.roles.includes(id));
  const found = ids.channels.filter((id) => channels.has(id)).map((id) => channels.get(id).data);
  if (members.length + roles.length + found.length === 0) return {};
  const permissions = (id: string): string => directory.permissionsOf(id).toString();
  return {
    resolved: {
      users: Object.fromEntries(members.map(({ user }) => [user.id, user])),
      members: Object.fromEntries(
        members.map((member) => [member.user.id, { ...withoutUser(member), permissions: permissions(member.user.id) }]),
      ),
      roles: Object.fromEntries(roles.map((role) => [role.id, role])),
      channels: Object.fromEntries(found.map((channel) => [channel.id, { ...channel, permissions: '0' }])),
    },
  };
}
