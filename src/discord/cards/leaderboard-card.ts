import type { APIEmbed } from 'discord.js';
import { type BoardItem, type BoardName, type BoardSection, boardText } from '../../leaderboard/board-text.ts';
import type { BoardReport } from '../../leaderboard/leaderboards.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { COLORS } from './colors.ts';
import { lengthOfCard } from './fit-embeds.ts';
import { judgesFooter } from './judges-footer.ts';
import { lineFields } from './line-fields.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

const MOST_IN_NAME = 60;
const MOST_IN_LINE = 400;
const MOST_IN_DESCRIPTION = 1000;
/** Of all sections, so that the description and the footer fit beside them; of one; and what is kept for each after it: there are five at most. */
const ROOM = { all: 4400, most: 2000, least: 650 };

/** One board of a server: its standings, and the pairs that feed them. */
export function leaderboardCard(name: BoardName, report: BoardReport): APIEmbed {
  const code = (text: string): string => `\`${shorten(text, MOST_IN_NAME)}\``;
  const { title, texts, sections } = boardText(name, report, 'this server', code);
  return {
    color: COLORS.result,
    title,
    description: shorten(safeText(texts.join('\n')), MOST_IN_DESCRIPTION),
    fields: sectionFields(sections),
    ...(sections.length === 0 || report.seats.length === 0 ? {} : { footer: judgesFooter(report.seats) }),
  };
}

function itemText({ head, lines }: BoardItem): string {
  const line = (text: string): string => shorten(safeText(text), MOST_IN_LINE);
  return lines.length === 0
    ? `- ${line(head)}`
    : [`**${line(head)}**`, ...lines.map((one) => `> ${line(one)}`)].join('\n');
}

function sectionFields(sections: readonly BoardSection[]): Field[] {
  let left = ROOM.all;
  return sections.flatMap(({ name, items }, place) => {
    const kept = ROOM.least * (sections.length - place - 1);
    const fields = lineFields(name, items.map(itemText), Math.min(ROOM.most, left - kept));
    left -= lengthOfCard({ fields });
    return fields;
  });
}
