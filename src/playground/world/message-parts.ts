import type { APIAttachment, APIEmbed, APIMessageTopLevelComponent } from 'discord-api-types/v10';

/** Embeds as Discord stores them: `attachment://name` has become the file's address. */
export function storedEmbeds(embeds: readonly APIEmbed[], attachments: readonly APIAttachment[]): APIEmbed[] {
  return embeds.map((embed) => ({ type: 'rich', ...withAddresses(embed, attachments) }) as APIEmbed);
}

/** Components as Discord stores them: each has an id, `attachment://name` has become the file's address. */
export function storedComponents(
  components: readonly APIMessageTopLevelComponent[],
  attachments: readonly APIAttachment[],
): APIMessageTopLevelComponent[] {
  let last = 0;
  const number = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(number);
    if (!isRecord(value)) return value;
    const own = typeof value['type'] === 'number' && !('media' in value && 'url' in value);
    const id = own ? { id: typeof value['id'] === 'number' ? value['id'] : ++last } : {};
    const inner = Object.entries(value).map(([key, item]) => [
      key,
      key === 'components' || key === 'accessory' ? number(item) : item,
    ]);
    return { ...Object.fromEntries(inner), ...id };
  };
  // Numbering keeps the shape that the schema has checked; it only adds `id`.
  return number(withAddresses(components, attachments)) as APIMessageTopLevelComponent[];
}

function withAddresses<T>(value: T, attachments: readonly APIAttachment[]): T {
  const replace = (item: unknown): unknown => {
    if (typeof item === 'string' && item.startsWith('attachment://')) {
      return attachments.find(({ filename }) => `attachment://${filename}` === item)?.url ?? item;
    }
    if (Array.isArray(item)) return item.map(replace);
    if (isRecord(item)) return Object.fromEntries(Object.entries(item).map(([key, inner]) => [key, replace(inner)]));
    return item;
  };
  // Only strings change, to strings.
  return replace(value) as T;
}

/** Whether `value` is an object with fields (no array, not null). */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every component of a tree, outermost first, as plain records. */
export function allComponents(components: unknown): Record<string, unknown>[] {
  if (Array.isArray(components)) return components.flatMap(allComponents);
  if (!isRecord(components)) return [];
  const inner = ['components', 'component', 'accessory'].flatMap((key) => allComponents(components[key]));
  return [components, ...inner];
}
