import type { Caveat, StudyFindings } from './findings.ts';
import { PANEL } from './words.ts';

/** With fewer pairs, half of them by the place can be chance. */
const LEAST_PAIRS = 6;

/** A panel that prefers what stands in one place, whatever stands there, says nothing of two answers. */
export function placeCaveats({ preferences: { rows } }: Pick<StudyFindings, 'preferences'>): Caveat[] {
  const byPlace = rows.filter(({ by, one, other, ties, flipped }) => {
    const pairs = one + other + ties;
    return by === PANEL && pairs >= LEAST_PAIRS && flipped > pairs / 2;
  });
  if (byPlace.length === 0) return [];
  const [pairs, flipped] = [
    byPlace.reduce((sum, { one, other, ties }) => sum + one + other + ties, 0),
    byPlace.reduce((sum, row) => sum + row.flipped, 0),
  ];
  const words = `In ${flipped} of ${pairs} pairs of answers the judges preferred the one in the same place in both orders: they go by the place, and their comparisons say next to nothing of the answers.`;
  return [{ id: 'by-place', weight: 'caution', words }];
}
