import { counted } from '../core/counted.ts';
import { tableLines } from '../terminal/table-lines.ts';
import type { ConditionsSummary, PairCounts, SeatCounts } from './pairs-summary.ts';
import { panelColumns, unscoredLines } from './panel-columns.ts';
import type { JudgeSummary } from './run-summary.ts';

/** How debates or answers under two conditions compare, as a table. @param seats of the panel, in order */
export function pairsLines(summary: ConditionsSummary, seats: readonly JudgeSummary[]): string[] {
  const { kind, conditions, pairs } = summary;
  const columns = panelColumns<SeatCounts>(summary, seats);
  return [
    `Pairs of ${kind}s: ${conditions.a} against ${conditions.b}`,
    '',
    ...(pairs.whole === 0 ? [] : countLines(columns.all, summary)),
    ...(pairs.notWhole === 0
      ? []
      : [
          `Of ${counted(pairs.notWhole, 'pair')} a debate is not whole, so they stand apart: ${columns.all
            .map(({ name, notWhole }) => `${name} ${inWords(notWhole, conditions)}`)
            .join('; ')}.`,
        ]),
    ...unscoredLines(columns),
  ];
}

function countLines(
  columns: readonly (SeatCounts & { readonly name: string })[],
  summary: ConditionsSummary,
): string[] {
  const { conditions, pairs } = summary;
  const rows: readonly (readonly [string, (counts: PairCounts) => number])[] = [
    [`${conditions.a} is better`, ({ a }) => a],
    [`${conditions.b} is better`, ({ b }) => b],
    ['a tie: undecided', ({ ties, flipped }) => ties - flipped],
    ['a tie: flipped with the order', ({ flipped }) => flipped],
    ['unscored', ({ unscored }) => unscored],
  ];
  return [
    ...tableLines(
      [
        ['', ...columns.map(({ name }) => name)],
        ...rows.map(([name, count]) => [name, ...columns.map(({ whole }) => String(count(whole)))]),
      ],
      'right',
    ),
    '',
    `Of ${counted(pairs.whole, 'pair')} of whole debates, each read in both orders. A pair that flipped was judged by the place, not by what was said.`,
  ];
}

function inWords(counts: PairCounts, conditions: ConditionsSummary['conditions']): string {
  const { a, b, ties, flipped, unscored } = counts;
  return `${conditions.a} ${a}, ${conditions.b} ${b}, ties ${ties} (${flipped} flipped), unscored ${unscored}`;
}
