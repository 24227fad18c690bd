import type { APIEmbed } from 'discord.js';
import { describeAnswers, describeContributions, describePairs, describePanel } from '../../trial/judged-words.ts';
import type { TrialResult } from '../../trial/result.ts';
import { shorten } from '../shorten.ts';
import { lineFields } from './line-fields.ts';

type Field = NonNullable<APIEmbed['fields']>[number];

/** Room for all lines of a field, so that what comes after it on the card has its place. */
const ROOM = 280;
const MOST_IN_MODEL = 40;
const MOST_IN_LINE = 140;

/** What the panel said beside its scores of the debates: of the answers, the contributions, and judge by judge. Nothing where it was not asked. */
export function judgedFields(result: TrialResult): Field[] {
  const code = (model: string): string => `\`${shorten(model, MOST_IN_MODEL)}\``;
  return [
    ...field('Judge: answers', [describeAnswers(result)]),
    ...field('Judge, answers side by side', describePairs(result, code)),
    ...field('Judge: contributions', describeContributions(result)),
    ...field('Judge by judge', describePanel(result, code)),
  ];
}

function field(name: string, lines: readonly string[]): Field[] {
  const said = lines.filter((line) => line !== '').map((line) => shorten(line, MOST_IN_LINE));
  return lineFields(name, said, ROOM);
}
