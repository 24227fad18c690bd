import { stringify } from 'yaml';

/** Fewer rows than the second, as the Hub has them. */
const SIZES = [
  ['n<1K', 1e3],
  ['1K<n<10K', 1e4],
  ['10K<n<100K', 1e5],
  ['100K<n<1M', 1e6],
  ['1M<n<10M', Number.POSITIVE_INFINITY],
] as const;

/** The Hub's name for so many rows, in a list. @param most of the largest configuration */
export function sizeCategories(most: number): readonly string[] {
  return SIZES.filter(([, end]) => most < end)
    .slice(0, 1)
    .map(([name]) => name);
}

/** The head of a data set's card, as the Hub and `datasets` read it. */
export function cardHead(card: object): string {
  // Python reads YAML 1.1, to which a column `off` is no text unless it is quoted.
  return `---\n${stringify(card, { version: '1.1' })}---\n`;
}
