import { escapeMarkdown } from 'discord.js';
import type { AuditEnd, OngoingAudit } from '../../audit/ongoing-audit.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';

type Shown = Pick<OngoingAudit, 'order' | 'figures' | 'waits'>;

/** An audit that goes on, with its bar. */
export function progressText(audit: Shown): string {
  return shorten(
    [
      `${heading(audit)} It gives way to debates; \`/judge stop\` parks it, and nothing is lost.`,
      barLine(audit),
      doingLine(audit),
    ].join('\n'),
    LIMITS.message,
  );
}

/** How far it is, as one line. */
export function barLine({ figures }: Pick<OngoingAudit, 'figures'>): string {
  return figures === undefined ? 'It is being prepared.' : `\`${figures.bar} ${figures.far}\``;
}

function doingLine({ figures, waits }: Shown): string {
  if (waits) return '-# It waits: a debate has the models.';
  if (figures === undefined || figures.what === '') return '-# The judge reads the first debate.';
  return `-# Last: ${safeText(figures.what)}`;
}

/** How it ended; what its sheet says is on the sheet's card. */
export function endText(audit: Shown, end: AuditEnd): string {
  return shorten(`${heading(audit)}\n${endLines(audit, end)}`, LIMITS.message);
}

function endLines(audit: Shown, end: AuditEnd): string {
  switch (end.status) {
    case 'audited':
      return 'Its sheet is there. `/judge sheet` shows it again, and results that this judge scores from now on link to it.';
    case 'parked':
      return end.by === null
        ? `${barLine(audit)}\nParked, since the bot is being restarted: it goes on by itself.`
        : `${barLine(audit)}\nParked by ${name(end.by)}. What was heard is stored: \`/judge audit\` goes on from there.`;
    case 'failed':
      return `${barLine(audit)}\nIt stopped: ${safeText(end.words)}`;
  }
}

function heading({ order: { judge, size, by } }: Pick<OngoingAudit, 'order'>): string {
  return `**Audit of the judge** \`${safeText(judge)}\` (size ${size}), asked for by ${name(by.name)}.`;
}

function name(text: string): string {
  return escapeMarkdown(safeText(text));
}
