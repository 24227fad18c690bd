import { valueWords } from '../../judge/score-words.ts';
import type { Valued } from '../../judge/summary.ts';

/** A score as seven blocks; one that is missing as empty blocks. @param value 1 to 7, or null */
export function scoreBar(value: number | null): string {
  const full = value === null ? 0 : Math.round(value);
  return `${'▰'.repeat(full)}${'▱'.repeat(7 - full)}`;
}

/** The same with its value and spread, which one that is missing does not have. */
export function barWithValue(valued: Valued): string {
  const bar = scoreBar(valued.value);
  return valued.value === null ? bar : `${bar} ${valueWords(valued)}`;
}
