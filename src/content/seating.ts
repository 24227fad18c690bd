import type { Ensemble, Format } from './schema.ts';

/** Why an ensemble can't be seated in a format, for people; null when it can. */
export function seatingProblem(ensemble: Ensemble, format: Format): string | null {
  if (format.seating !== 'for-against') return null;
  const missing = (['for', 'against'] as const).filter(
    (stance) => !ensemble.members.some((member) => member.stance === stance),
  );
  return missing.length === 0 ? null : `no member speaks ${missing.join(' or ')}`;
}
