/**
 * Holm's adjusted p-values (Holm 1979, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6(2)): whoever
 * calls all those below 0.05 a difference is wrong about any of them in at most one of twenty studies, however the tests depend on each other.
 * @param ps of all tests that were made, 0 to 1: one left out because of its result would spoil the others
 * @returns in the same order
 */
export function holm(ps: readonly number[]): readonly number[] {
  const order = [...ps.keys()].sort((a, b) => (ps[a] ?? 0) - (ps[b] ?? 0));
  const adjusted = ps.map(() => 1);
  let largest = 0;
  for (const [place, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (ps.length - place) * (ps[index] ?? 0)));
    adjusted[index] = largest;
  }
  return adjusted;
}
