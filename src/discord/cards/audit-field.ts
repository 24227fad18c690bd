import type { APIEmbed } from 'discord.js';
import { auditVerdict, auditWords } from '../../judge/judge-audit.ts';
import type { JudgeSeat } from '../../judge/panel.ts';
import { shorten } from '../shorten.ts';

/** Of one judge where all of it is told, and where there is no room for that. */
const LONGEST = { name: 48, words: 240, nameInShort: 24 };
/** Of all judges together; where they need more, each is told in a few words. */
const ROOM = 420;

/**
 * What the judges' scores are worth, each in words of its own, and where the whole sheet is. None is left out.
 * @param reading what has to be known to read the scores, a line each
 */
export function auditFields(
  judges: readonly JudgeSeat[],
  reading: readonly string[] = [],
): NonNullable<APIEmbed['fields']> {
  const whole = judges.map(({ model, audit }) =>
    lineOf(shorten(model, LONGEST.name), shorten(auditWords(audit), LONGEST.words)),
  );
  if (judges.some(({ audit }) => audit?.status === 'audited')) {
    whole.push('The whole sheet: the button below, or `/judge sheet`.');
  }
  const inShort = judges.map(({ model, audit }) => lineOf(shorten(model, LONGEST.nameInShort), auditVerdict(audit)));
  const [all, few] = [whole.join('\n'), inShort.join('\n')];
  const name = judges.length === 1 ? 'What the judge’s scores are worth' : 'What the judges’ scores are worth';
  return [{ name, value: [all.length <= ROOM ? all : few, ...reading].join('\n') }];
}

function lineOf(model: string, words: string): string {
  return `\`${model}\`: ${words}.`;
}
