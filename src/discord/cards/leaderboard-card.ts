import type { APIEmbed } from 'discord.js';
import { type BoardItem, type BoardName, boardText } from '../../leaderboard/board-text.ts';
import type { BoardReport } from '../../leaderboard/leaderboards.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';
import { COLORS } from './colors.ts';
import { judgesFooter } from './judges-footer.ts';
import { lineFields } from './line-fields.ts';

const MOST_IN_NAME = 60;
const MOST_IN_LINE = 400;
/** In all, so that the description and the footer fit beside them. */
const ROOM = 4000;
/** Standings are not crowded out by what comes after them, nor that by them. */
const MOST_IN_SECTION = 2000;

/** One board of a server: its standings, and the pairs that feed them. */
export function leaderboardCard(name: BoardName, report: BoardReport): APIEmbed {
  const code = (text: string): string => `\`${shorten(text, MOST_IN_NAME)}\``;
  const { title, texts, sections } = boardText(name, report, 'this server', code);
  const room = Math.min(MOST_IN_SECTION, ROOM / Math.max(1, sections.length));
  return {
    color: COLORS.result,
    title,
    description: shorten(safeText(texts.join('\n')), LIMITS.embedDescription),
    fields: sections.flatMap((section) => lineFields(section.name, section.items.map(itemText), room)),
    ...(name === 'personas' || report.seats.length === 0 ? {} : { footer: judgesFooter(report.seats) }),
  };
}

function itemText({ head, lines }: BoardItem): string {
  const line = (text: string): string => shorten(safeText(text), MOST_IN_LINE);
  return lines.length === 0
    ? `- ${line(head)}`
    : [`**${line(head)}**`, ...lines.map((one) => `> ${line(one)}`)].join('\n');
}
