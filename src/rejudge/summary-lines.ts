import { tableLines } from '../terminal/table-lines.ts';
import type { JudgeSummary, RunSummary, Spread } from './summary.ts';

/** A run's scores as a table, and what is missing in it. */
export function summaryLines({ judges: summaries, agreement }: RunSummary, debates: number): string[] {
  const [first] = summaries;
  const rows = first?.rows ?? [];
  return [
    ...tableLines(
      [
        ['', ...summaries.map(({ judge, model }) => (model === null ? 'together' : `${judge} ${model}`))],
        ...rows.map(({ name }, row) => [name, ...summaries.map((summary) => cell(summary.rows[row], debates))]),
      ],
      'right',
    ),
    '',
    'Mean over debates from 1 to 7 ± standard deviation between them; [n] where not all debates have a score.',
    ...(summaries.length < 2 ? [] : [`How well the judges agree: ${agreementWords(agreement)}.`]),
    ...summaries.flatMap(({ judge, model, audit, unscored, sameFamily }) =>
      model === null
        ? []
        : [
            `${judge} ${model}: ${audit}.`,
            ...unscoredLines(judge, unscored),
            ...familyLines(judge, sameFamily, debates),
          ],
    ),
  ];
}

function cell(value: Spread | undefined, debates: number): string {
  if (value === undefined || value.mean === null) return 'unscored';
  const spread = value.spread === null ? '' : ` ± ${value.spread.toFixed(2)}`;
  return `${value.mean.toFixed(2)}${spread}${value.debates < debates ? ` [${value.debates}]` : ''}`;
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
