import type { APIEmbed } from 'discord.js';
import {
  describeAnswers,
  describeContributions,
  describeMemberAnswers,
  describePairs,
  describePanel,
  PANEL_TITLES,
} from '../../trial/panel-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { lengthOfCard } from './fit-embeds.ts';
import { lineFields } from './line-fields.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

const MOST_IN_MODEL = 40;
const MOST_IN_LINE = 300;
/** The most that all lines of a field take: of comparisons less, for who compares what can be read in the first of them. */
const ROOM = { pairs: 400, others: 900 };
/** For the name of a field, and the line that says how much of it is left out. */
const NOTE_ROOM = 50;

/**
 * A card with what the panel said beside its scores of the debates: of the answers, the contributions, and judge by judge. Nothing where it was
 * not asked. It takes the room that the rest of the card leaves: what does not fit is shortened, or left out.
 * @param place before which of the card's fields
 * @param room of the card, in characters; all but the answers' scores leave `kept` of it to others
 */
export function withJudgedFields(
  card: APIEmbed,
  place: number,
  result: TrialResult,
  { room, kept }: { readonly room: number; readonly kept: number },
): APIEmbed {
  const code = (model: string): string => `\`${shorten(model, MOST_IN_MODEL)}\``;
  const said: readonly (readonly [name: string, lines: readonly string[]])[] = [
    [PANEL_TITLES.answers, [describeAnswers(result), ...describeMemberAnswers(result)]],
    [PANEL_TITLES.pairs, describePairs(result, code)],
    [PANEL_TITLES.judges, describePanel(result, code)],
    [PANEL_TITLES.contributions, describeContributions(result)],
  ];
  let left = room - lengthOfCard(card);
  const own: Field[] = [];
  for (const [name, lines] of said) {
    const most = Math.min(
      name === PANEL_TITLES.pairs ? ROOM.pairs : ROOM.others,
      left - NOTE_ROOM - (name === PANEL_TITLES.answers ? 0 : kept),
    );
    const shown = lines.filter((line) => line !== '').map((line) => shorten(safeText(line), MOST_IN_LINE));
    if ((shown[0]?.length ?? 0) >= most) break;
    const fields = lineFields(name, shown, most);
    if ((card.fields?.length ?? 0) + own.length + fields.length > LIMITS.embedFields) break;
    own.push(...fields);
    left -= lengthOfCard({ fields });
  }
  const fields = card.fields ?? [];
  return { ...card, fields: [...fields.slice(0, place), ...own, ...fields.slice(place)] };
}
