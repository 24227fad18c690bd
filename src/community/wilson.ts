/** The 97.5th percentile of the standard normal distribution. */
const Z = 1.959964;

/**
 * The 95% score interval of a share (Wilson 1927, "Probable inference, the law of succession, and statistical inference").
 * @param count of `total` observations; total at least 1
 * @returns low and high, 0 to 1
 */
export function wilsonInterval(count: number, total: number): readonly [low: number, high: number] {
  const share = count / total;
  const square = Z * Z;
  const centre = (share + square / (2 * total)) / (1 + square / total);
  const half = (Z / (1 + square / total)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
