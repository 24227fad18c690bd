import type { Random } from '../../src/core/random.ts';

/** Eight clusters of three; beside each value the words of one side, where the other has 200. */
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
const WORDS = [
  [221, 164, 210],
  [270, 221, 244],
  [148, 181, 156],
  [298, 232, 244],
  [200, 221, 210],
  [244, 172, 190],
  [221, 257, 330],
  [148, 200, 181],
];

export const BALANCED = VALUES.flatMap((values, place) =>
  values.map((value, inside) => ({
    cluster: `${place}`,
    value,
    words: [WORDS[place]?.[inside] ?? 0, 200] as const,
  })),
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
