import { inBrackets } from '../core/in-brackets.ts';
import { quoteWords } from '../judge/quote-count.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { JudgeSummary, RunSummary, Spread } from './summary.ts';

/** A run's scores as a table, and what is missing in it. @param debates how many were fit to be judged, and how many of these are whole */
export function summaryLines(
  { judges, together, agreement }: RunSummary,
  debates: { readonly fit: number; readonly whole: number },
): string[] {
  const columns = [
    ...judges.map((summary) => ({ ...summary, name: `${summary.judge} ${summary.model}` })),
    ...(together === null ? [] : [{ ...together, name: 'together' }]),
  ];
  const rows = columns[0]?.rows ?? [];
  return [
    ...tableLines(
      [
        ['', ...columns.map(({ name }) => name)],
        ...rows.map(({ name }, row) => [name, ...columns.map((summary) => cell(summary.rows[row], debates.whole))]),
      ],
      'right',
    ),
    '',
    `Mean over ${debates.whole} whole debates from 1 to 7 ± standard deviation between them; [n] where not all of them have a score.`,
    'In brackets: the spread of the answer on a single debate (standard deviation in levels, mean over debates); of several criteria together, the most it can be.',
    ...notWholeLines(columns, debates.fit - debates.whole),
    ...(together === null ? [] : [`How well the judges agree: ${agreementWords(agreement)}.`]),
    ...judges.flatMap(({ judge, model, audit, quotes, unscored, sameFamily }) => [
      `${judge} ${model}: ${audit}.`,
      ...quoteLines(judge, quotes),
      ...unscoredLines(judge, unscored),
      ...familyLines(judge, sameFamily, debates.fit),
    ]),
  ];
}

function notWholeLines(
  columns: readonly { readonly name: string; readonly notWhole: Spread }[],
  debates: number,
): string[] {
  if (debates === 0) return [];
  const overall = columns.map(({ name, notWhole }) => `${name} ${cell(notWhole, debates)}`);
  return [`Of ${debates} that are not whole, and not in these means, the overall score is: ${overall.join(', ')}.`];
}

function cell(value: Spread | undefined, debates: number): string {
  if (value === undefined || value.mean === null) return 'unscored';
  const spread = value.spread === null ? '' : ` ± ${value.spread.toFixed(2)}`;
  const within = value.within === null ? '' : inBrackets(value.within.toFixed(2));
  return `${value.mean.toFixed(2)}${spread}${within}${value.debates < debates ? ` [${value.debates}]` : ''}`;
}

function quoteLines(judge: string, quotes: JudgeSummary['quotes']): string[] {
  const words = quoteWords(quotes);
  return words === '' ? [] : [`Of ${judge}, ${words}.`];
}

function unscoredLines(judge: string, unscored: JudgeSummary['unscored']): string[] {
  const counts = Object.entries(unscored);
  if (counts.length === 0) return [];
  const sum = counts.reduce((total, [, count]) => total + count, 0);
  return [`Unscored by ${judge}: ${sum} (${counts.map(([reason, count]) => `${reason} ${count}`).join(', ')}).`];
}

function familyLines(judge: string, sameFamily: number, debates: number): string[] {
  return sameFamily === 0
    ? []
    : [
        `In ${sameFamily} of ${debates} debates a debater is, or may be, of the family of ${judge}: judges favour their own.`,
      ];
}

function agreementWords(agreement: RunSummary['agreement']): string {
  return agreement.status === 'undefined'
    ? `undefined (${agreement.reason})`
    : `Krippendorff's alpha (ordinal) ${agreement.value.toFixed(2)}`;
}
