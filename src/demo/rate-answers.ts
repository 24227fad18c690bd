import { type APIMessage, ComponentType, MessageFlags } from 'discord-api-types/v10';
import type { Random } from '../core/random.ts';
import { parseRatingId, parseRatingPageId } from '../discord/custom-id.ts';
import type { Visitor } from '../playground/visitor/client/visitor-client.ts';

/** Rates every answer of a ballot on every criterion at random, page by page, as a person would; less when the ballot closes before. */
export async function rateAnswers(visitor: Visitor, ballot: APIMessage, random: Random): Promise<void> {
  let button = buttonsOf(ballot).find((id) => parseRatingPageId(id)?.how === 'open');
  let pressed = ballot;
  const letters = new Set<string>();
  while (button !== undefined) {
    const page = await pageAfter(visitor, pressed, button);
    const menus = menusOf(page);
    for (const { custom_id, options } of menus) {
      const { value } = options[random.integer(0, options.length - 1)] ?? {};
      if (value !== undefined) await visitor.press(page, custom_id, [value]);
    }
    for (const { custom_id } of menus) letters.add(parseRatingId(custom_id)?.letter ?? '');
    pressed = page;
    button = buttonsOf(page).find((id) => !letters.has(parseRatingPageId(id)?.letter ?? ''));
  }
}

/** Presses a button and waits for the page that it shows: a new private message, or the page that it stands on with other menus. */
async function pageAfter(visitor: Visitor, pressed: APIMessage, button: string): Promise<APIMessage> {
  const letter = parseRatingPageId(button)?.letter;
  const isPage = (message: APIMessage): boolean => {
    const own = message.id === pressed.id || message.message_reference?.message_id === pressed.id;
    const isSettled =
      ((message.flags ?? 0) & (MessageFlags.Loading | MessageFlags.IsComponentsV2)) === MessageFlags.IsComponentsV2;
    const menus = menusOf(message);
    // One without menus says that the ballot is closed.
    return own && isSettled && menus.every(({ custom_id }) => parseRatingId(custom_id)?.letter === letter);
  };
  let stop: () => void = () => {};
  const page = new Promise<APIMessage>((resolve) => {
    stop = visitor.events((dispatch) => {
      if (dispatch.event === 'MESSAGE_UPDATE' && isPage(dispatch.data)) resolve(dispatch.data);
    });
  });
  try {
    await visitor.press(pressed, button);
    return await page;
  } finally {
    stop();
  }
}

function menusOf({ components }: APIMessage) {
  return (components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.filter((part) => part.type === ComponentType.StringSelect)
      : [],
  );
}

function buttonsOf({ components }: APIMessage): string[] {
  return (components ?? []).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((part) =>
          part.type === ComponentType.Button && 'custom_id' in part ? [part.custom_id] : [],
        )
      : [],
  );
}
