import type { AuditEnd, OngoingAudit } from '../../audit/ongoing-audit.ts';
import { ROLE_WORDS } from '../../core/acting-role.ts';
import { LIMITS } from '../limits.ts';
import { safeText } from '../safe-text.ts';
import { shorten } from '../shorten.ts';

type Shown = Pick<OngoingAudit, 'order' | 'figures' | 'wait'>;

/** An audit that goes on, with its bar. */
export function progressText(audit: Shown): string {
  return shorten(
    [
      `${heading(audit)} It gives way to debates; \`/judge stop\` parks it, and nothing is lost.`,
      barLine(audit),
      ...doingLine(audit),
    ].join('\n'),
    LIMITS.message,
  );
}

/** How far it is, as one line. */
export function barLine({ figures }: Pick<OngoingAudit, 'figures'>): string {
  return figures === undefined ? 'It is being prepared.' : `\`${figures.bar} ${figures.far}\``;
}

function doingLine({ figures, wait }: Shown): string[] {
  if (wait?.for === 'debates') return ['-# It waits: a debate has the models.'];
  if (wait?.for === 'judge')
    return [`-# It waits for its judge, and then goes on by itself. ${safeText(wait.problem)}`];
  if (figures === undefined) return [];
  return [figures.what === '' ? '-# The judge reads the first debate.' : `-# Last: ${safeText(figures.what)}`];
}

/** How it ended; what its sheet says is on the sheet's card. */
export function endText(audit: Shown, end: AuditEnd): string {
  const far = end.status === 'audited' || audit.figures === undefined ? [] : [barLine(audit)];
  return shorten([heading(audit), ...far, endLine(end)].join('\n'), LIMITS.message);
}

function endLine(end: AuditEnd): string {
  switch (end.status) {
    case 'audited':
      return 'Its sheet is there. `/judge sheet` shows it again, and results that this judge scores from now on link to it.';
    case 'parked':
      return end.by === null
        ? 'Parked, since the bot is being restarted: it goes on by itself.'
        : `Parked by ${ROLE_WORDS[end.by]}. What was heard is stored: \`/judge audit\` goes on from there.`;
    case 'failed':
      return `It stopped: ${safeText(end.words)}`;
  }
}

function heading({ order: { judge, size } }: Pick<OngoingAudit, 'order'>): string {
  return `**Audit of the judge** \`${safeText(judge)}\` (size ${size}), asked for by ${ROLE_WORDS.operator}.`;
}
