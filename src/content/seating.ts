import type { Ensemble, Format } from './schema.ts';

/** The stances that a format needs and that no member of the ensemble has; none when it can be seated. */
export function missingStances(ensemble: Ensemble, format: Format): readonly ('for' | 'against')[] {
  if (format.seating !== 'for-against') return [];
  return (['for', 'against'] as const).filter((stance) => !ensemble.members.some((member) => member.stance === stance));
}
