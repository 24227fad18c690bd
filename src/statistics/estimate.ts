import { z } from 'zod';

/** What a statistic says of some data, without an interval: a value, or in words why there is none. Never 0 or NaN for "none". */
export type Point = { readonly status: 'value'; readonly value: number } | Undefined;

export interface Undefined {
  readonly status: 'undefined';
  /** Half a sentence for people: "fewer than three pairs". */
  readonly reason: string;
}

/**
 * A statistic with its 95% interval. `n` counts what was resampled or observed independently (answers, base debates), never the ratings or
 * pairs inside of one.
 */
export const estimateSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.literal('estimated'),
    value: z.number(),
    low: z.number(),
    high: z.number(),
    n: z.int().min(0),
  }),
  /** The value stands; the data cannot tell how far off it may be. */
  z.strictObject({ status: z.literal('no-interval'), value: z.number(), reason: z.string(), n: z.int().min(0) }),
  z.strictObject({ status: z.literal('undefined'), reason: z.string(), n: z.int().min(0) }),
]);
export type Estimate = Readonly<z.infer<typeof estimateSchema>>;

export function pointAt(value: number): Point {
  return { status: 'value', value };
}

export function undefinedFor(reason: string): Undefined {
  return { status: 'undefined', reason };
}
