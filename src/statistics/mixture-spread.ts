/**
 * Standard deviation of several distributions as one, each of the same weight: by the law of total variance the root of the mean of their
 * variances plus the variance of their means.
 * @param parts mean and standard deviation of each; a deviation that is not known is undefined
 * @returns null for no part, and where a deviation is not known
 */
export function mixtureSpread(
  parts: readonly { readonly value: number; readonly spread?: number | undefined }[],
): number | null {
  const middle = parts.reduce((sum, { value }) => sum + value, 0) / parts.length;
  let squares = 0;
  for (const { value, spread } of parts) {
    if (spread === undefined) return null;
    squares += spread ** 2 + (value - middle) ** 2;
  }
  return parts.length === 0 ? null : Math.sqrt(squares / parts.length);
}
