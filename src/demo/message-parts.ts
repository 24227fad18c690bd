import { type APIMessage, type APIStringSelectComponent, ComponentType } from 'discord-api-types/v10';

/** Of a message's buttons and menus. */
export function customIdsOf({ components }: APIMessage): string[] {
  return (components ?? []).flatMap((row) =>
    'components' in row ? row.components.flatMap((part) => ('custom_id' in part ? [part.custom_id] : [])) : [],
  );
}

export function menusOf({ components }: APIMessage): APIStringSelectComponent[] {
  return (components ?? [])
    .flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []))
    .filter((part) => part.type === ComponentType.StringSelect);
}
