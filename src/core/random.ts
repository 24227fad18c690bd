import { createHash, randomBytes } from 'node:crypto';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The largest seed that Ollama and llama.cpp take. */
export const LARGEST_SEED = 0x7fffffff;

/** A seeded source of randomness: the same seed gives the same sequence everywhere. */
export interface Random {
  /** A whole number from `low` to `high`, both included, uniformly. */
  integer(low: number, high: number): number;
  /** A new array with the items in a random order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[];
}

/** A generator started from `seed` (a 32-bit integer). */
export function seededRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed | 0);
  const integer = (low: number, high: number): number => uniformInt(generator, low, high);
  return {
    integer,
    shuffle<T>(items: readonly T[]): T[] {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = integer(0, last);
        // Both indices are inside the array, so both values are of T.
        [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
      }
      return shuffled;
    },
  };
}

/**
 * A seed for one purpose, derived from a parent seed and labels: independent of the order in which seeds are asked for.
 * @returns a whole number from 0 to LARGEST_SEED.
 */
export function deriveSeed(seed: number, ...labels: readonly (string | number)[]): number {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, ...labels]))
    .digest();
  return digest.readUInt32BE(0) & LARGEST_SEED;
}

/** The one source of values that must not be guessed or repeated: ids and nonces. Tests pass a counted one. */
export interface Entropy {
  /** `bytes` random bytes as lower-case hexadecimal. */
  hex(bytes: number): string;
}

/** The operating system's randomness. */
export const systemEntropy: Entropy = { hex: (bytes) => randomBytes(bytes).toString('hex') };

/** A seed for which nobody named one. */
export function drawSeed(entropy: Entropy): number {
  return Number.parseInt(entropy.hex(4), 16) & LARGEST_SEED;
}
