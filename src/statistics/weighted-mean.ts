/** Null where a part is missing, for a mean of what is left would be another measure; and for no parts. */
export function weightedMean(
  parts: readonly { readonly value: number | null; readonly weight: number }[],
): number | null {
  let [sum, weights] = [0, 0];
  for (const { value, weight } of parts) {
    if (value === null) return null;
    sum += value * weight;
    weights += weight;
  }
  return weights === 0 ? null : sum / weights;
}
