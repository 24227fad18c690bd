import type { Random } from '../../src/core/random.ts';

/** Eight clusters of three, with the difference in log words beside each. */
const VALUES = [
  [0.5, 1, 0],
  [1.5, 0.5, 1],
  [-0.5, 0, -1],
  [2, 1, 1.5],
  [0, 0.5, 0.5],
  [1, -0.5, 0],
  [0.5, 1.5, 2.5],
  [-1, 0.5, 0],
];
const LENGTHS = [
  [0.1, -0.2, 0.05],
  [0.3, 0.1, 0.2],
  [-0.3, -0.1, -0.25],
  [0.4, 0.15, 0.2],
  [0, 0.1, 0.05],
  [0.2, -0.15, -0.05],
  [0.1, 0.25, 0.5],
  [-0.3, 0, -0.1],
];

export const BALANCED = VALUES.flatMap((values, place) =>
  values.map((value, inside) => ({ cluster: `${place}`, value, longer: LENGTHS[place]?.[inside] ?? 0 })),
);

const MISSING = [4, 5, 11, 15, 16, 22];
export const UNBALANCED = BALANCED.filter((_, place) => !MISSING.includes(place));

/** Draws that are easily made anywhere: s = (s * 75 + 74) % 65537 from 1, and of that the remainder. */
export function easyRandom(): Random {
  let state = 1;
  return {
    integer(low, high) {
      state = (state * 75 + 74) % 65537;
      return low + (state % (high - low + 1));
    },
    shuffle: (items) => [...items],
  };
}
