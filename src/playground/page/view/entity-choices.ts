import type { BasicOption, Choice } from '../commands/argument.ts';
import { CHANNEL, MENTIONABLE, ROLE, USER } from '../discord-values.ts';
import type { PageState } from '../state/page-state.ts';

/** Members, channels or roles as choices, for options that ask for one. */
export function entityChoices(state: PageState): (option: BasicOption) => readonly Choice[] {
  const members = (): Choice[] =>
    [...state.members.values()].map(({ user, nick }) => ({
      name: nick ?? user.global_name ?? user.username,
      value: user.id,
    }));
  const roles = (): Choice[] => (state.guild?.roles ?? []).map(({ id, name }) => ({ name, value: id }));
  return (option) => {
    switch (option.type) {
      case USER:
        return members();
      case ROLE:
        return roles();
      case MENTIONABLE:
        return [...members(), ...roles()];
      case CHANNEL: {
        const kinds: readonly number[] = option.channel_types ?? [];
        return [...state.channels.values()]
          .filter(({ type }) => kinds.length === 0 || kinds.includes(type))
          .map(({ id, name }) => ({ name: `#${name ?? id}`, value: id }));
      }
      default:
        return [];
    }
  };
}
