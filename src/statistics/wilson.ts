import { Z_95 } from './normal.ts';

/**
 * The 95% score interval of a share (Wilson 1927, "Probable inference, the law of succession, and statistical inference"): it keeps inside of
 * 0 to 1 and has a width where the share is 0 or 1.
 * @param count of `total` independent observations; total at least 1; neither has to be whole
 * @returns low and high, 0 to 1
 */
export function wilsonInterval(count: number, total: number): readonly [low: number, high: number] {
  const share = count / total;
  const square = Z_95 * Z_95;
  const centre = (share + square / (2 * total)) / (1 + square / total);
  const half = (Z_95 / (1 + square / total)) * Math.sqrt((share * (1 - share)) / total + square / (4 * total * total));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
