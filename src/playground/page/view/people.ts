import type { APIGuildMember, APIRole, APIUser } from 'discord-api-types/v10';
import type { PageState } from '../state/page-state.ts';

/** Who is who in the guild, for whatever shows a name. */
export interface People {
  name(user: APIUser): string;
  nameOf(userId: string): string | null;
  /** The colour of the highest coloured role, as CSS; null where the text's own colour stands. */
  colour(userId: string): string | null;
  roleName(roleId: string): string | null;
  /** A program that plays a visitor. */
  isScripted(userId: string): boolean;
}

export function peopleOf(state: Pick<PageState, 'guild' | 'members'>): People {
  const roles = new Map((state.guild?.roles ?? []).map((role) => [role.id, role]));
  const rolesOf = (userId: string): readonly APIRole[] => sortedRoles(state.members.get(userId), roles);
  return {
    name: (user) => state.members.get(user.id)?.nick ?? user.global_name ?? user.username,
    nameOf: (userId) => {
      const member = state.members.get(userId);
      return member === undefined ? null : (member.nick ?? member.user.global_name ?? member.user.username);
    },
    colour: (userId) => {
      const coloured = rolesOf(userId).find(({ color }) => color !== 0);
      return coloured === undefined ? null : cssColour(coloured.color);
    },
    roleName: (roleId) => roles.get(roleId)?.name ?? null,
    isScripted: (userId) => rolesOf(userId).some(({ name }) => /^scripted\b/i.test(name)),
  };
}

/** A member's roles, the highest first. */
export function sortedRoles(
  member: APIGuildMember | undefined,
  roles: ReadonlyMap<string, APIRole>,
): readonly APIRole[] {
  return (member?.roles ?? [])
    .flatMap((id) => roles.get(id) ?? [])
    .sort((left, right) => right.position - left.position);
}

/** Discord's 24-bit colour as CSS. */
export function cssColour(colour: number): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
