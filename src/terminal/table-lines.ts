import { widthOf } from './text-width.ts';

/**
 * Rows as lines whose columns stand under each other, with a rule under the first row, the head.
 * @param side where the columns after the first one stand: numbers at the right, words at the left
 */
export function tableLines(rows: readonly (readonly string[])[], side: 'left' | 'right'): string[] {
  const [head = [], ...body] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column] ?? ''))));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - widthOf(cell)));
        return column > 0 && side === 'right' ? `${space}${cell}` : `${cell}${space}`;
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('  '), ...body.map(line)];
}
