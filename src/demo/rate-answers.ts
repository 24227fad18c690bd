import { type APIMessage, MessageFlags } from 'discord-api-types/v10';
import type { Letter } from '../community/ballot.ts';
import type { Random } from '../core/random.ts';
import { parseRatingId, parseRatingPageId } from '../discord/custom-id.ts';
import type { Visitor } from '../playground/visitor/client/visitor.ts';
import { customIdsOf, menusOf } from './message-parts.ts';

/** Rates every answer of a ballot on every criterion at random, page by page, as a person would; less when the ballot closes before. */
export async function rateAnswers(visitor: Visitor, ballot: APIMessage, random: Random): Promise<void> {
  const rated = new Set<Letter>();
  let page = ballot;
  for (;;) {
    const next = pageButtons(page).find(({ letter }) => !rated.has(letter));
    if (next === undefined) return;
    page = await pageAfter(visitor, page, next);
    rated.add(next.letter);
    for (const { custom_id, options } of menusOf(page)) {
      const option = options[random.integer(0, options.length - 1)];
      if (option !== undefined) await visitor.press(page, custom_id, [option.value]);
    }
  }
}

interface PageButton {
  readonly id: string;
  readonly letter: Letter;
}

/** The buttons that lead to an answer's page. */
function pageButtons(message: APIMessage): PageButton[] {
  return customIdsOf(message).flatMap((id) => {
    const parsed = parseRatingPageId(id);
    return parsed === undefined ? [] : [{ id, letter: parsed.letter }];
  });
}

/** Presses a button and waits for the page that it shows: a new private message, or the page that it stands on with other menus. */
async function pageAfter(visitor: Visitor, pressed: APIMessage, { id, letter }: PageButton): Promise<APIMessage> {
  const isPage = (message: APIMessage): boolean => {
    const answers = message.id === pressed.id || message.message_reference?.message_id === pressed.id;
    const flags = (message.flags ?? 0) & (MessageFlags.Loading | MessageFlags.IsComponentsV2);
    // One without menus says that the ballot is closed.
    const fits = menusOf(message).every(({ custom_id }) => parseRatingId(custom_id)?.letter === letter);
    return answers && flags === MessageFlags.IsComponentsV2 && fits;
  };
  let stop: () => void = () => {};
  const page = new Promise<APIMessage>((resolve) => {
    stop = visitor.events((dispatch) => {
      if (dispatch.event === 'MESSAGE_UPDATE' && isPage(dispatch.data)) resolve(dispatch.data);
    });
  });
  try {
    await visitor.press(pressed, id);
    return await page;
  } finally {
    stop();
  }
}
