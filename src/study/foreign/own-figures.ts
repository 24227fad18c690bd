import { groupedBy } from '../../core/grouped-by.ts';
import type { OwnMean, OwnVerdict } from '../../foreign/own-verdicts.ts';
import { meanOf } from '../../judge-foreign/spread.ts';
import type { OwnScores, OwnWinners, Pile, PublishedMean } from './audit-findings.ts';
import type { ForeignArm } from './pair-up.ts';

/** So many scores at least, so large a share of them, and so many times the next value's: then it looks like a default. */
const LEAST_SCORES = 20;
const LEAST_SHARE = 0.2;
const TIMES_NEXT = 3;
/** A debate with as many scores that all are one value was hardly read. */
const LEAST_FLAT = 3;

export function ownScoresOf(verdicts: readonly OwnVerdict[]): OwnScores {
  const scored = verdicts.filter(({ scores }) => scores.length > 0);
  const values = scored.flatMap(({ scores }) => scores.map(({ value }) => value));
  const mode = modeOf(values, scored);
  return {
    scores: values.length,
    debates: scored.length,
    mode,
    suspicious:
      mode !== null &&
      values.length >= LEAST_SCORES &&
      mode.share >= LEAST_SHARE &&
      mode.count >= TIMES_NEXT * mode.next,
  };
}

function modeOf(values: readonly number[], scored: readonly OwnVerdict[]): Pile | null {
  const counts = [...groupedBy(values, (value) => value)]
    .map(([value, all]) => ({ value, count: all.length }))
    .sort((one, other) => other.count - one.count);
  const [first, second] = counts;
  if (first === undefined) return null;
  const flat = scored.filter(
    ({ scores }) => scores.length >= LEAST_FLAT && scores.every(({ value }) => value === first.value),
  );
  return { ...first, share: first.count / values.length, next: second?.count ?? 0, flatDebates: flat.length };
}

export function ownWinnersOf(verdicts: readonly OwnVerdict[]): OwnWinners {
  const asked = verdicts.filter(({ winner }) => winner !== undefined);
  return { asked: asked.length, nobody: asked.filter(({ winner }) => winner === null).length };
}

/** Whether published means are what the rows give. @param armOf of a debate by its place in the file */
export function publishedMeans(
  published: readonly OwnMean[],
  verdicts: readonly OwnVerdict[],
  armOf: (place: string) => ForeignArm | undefined,
): PublishedMean[] {
  return published.map(({ of, field, value }) => {
    const own = verdicts.filter(({ place, scores }) => armOf(place) === of && scores.length > 0);
    const recomputed = recomputedFrom(own);
    const follows = recomputed.length === 0 ? null : recomputed.some(({ mean }) => isRounded(mean, value));
    return { of, field, published: value, recomputed, follows };
  });
}

function recomputedFrom(own: readonly OwnVerdict[]): PublishedMean['recomputed'] {
  const over = (from: string, values: readonly number[]): PublishedMean['recomputed'][number][] => {
    const mean = meanOf(values);
    return mean === null ? [] : [{ from, mean, debates: values.length }];
  };
  const fields = groupedBy(
    own.flatMap(({ scores }) => scores),
    ({ field }) => field,
  );
  return [
    ...over(
      'the mean of all scores of each debate',
      own.flatMap(({ scores }) => meanOf(scores.map(({ value }) => value)) ?? []),
    ),
    ...[...fields].flatMap(([field, all]) =>
      over(
        field,
        all.map(({ value }) => value),
      ),
    ),
  ];
}

/** Whether a published number is the other one, as exactly as it was written down. */
function isRounded(value: number, published: number): boolean {
  const decimals = String(published).split('.')[1]?.length ?? 0;
  return Math.abs(value - published) <= 0.5 * 10 ** -decimals + 1e-9;
}
