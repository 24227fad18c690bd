import type { APIEmbed } from 'discord.js';
import { auditWords } from '../../judge/judge-audit.ts';
import type { JudgeSeat } from '../../judge/panel.ts';
import { shorten } from '../shorten.ts';
import { lineFields } from './line-fields.ts';

/** Of one judge. */
const LONGEST_NAME = 48;
const LONGEST_WORDS = 240;
/** Of all judges together. */
const ROOM = 420;

/** What the judges' scores are worth, each in words of its own, and where the whole sheet is. */
export function auditFields(judges: readonly JudgeSeat[]): NonNullable<APIEmbed['fields']> {
  const lines = judges.map(
    ({ model, audit }) => `\`${shorten(model, LONGEST_NAME)}\`: ${shorten(auditWords(audit), LONGEST_WORDS)}.`,
  );
  if (judges.some(({ audit }) => audit?.status === 'audited')) {
    lines.push('The whole sheet: the button below, or `/judge sheet`.');
  }
  return lineFields(
    judges.length === 1 ? 'What the judge’s scores are worth' : 'What the judges’ scores are worth',
    lines,
    ROOM,
  );
}
