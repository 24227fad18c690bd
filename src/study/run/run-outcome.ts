import { z } from 'zod';

/** What came of a run. */
export const runOutcomeSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('debate'),
    status: z.enum(['complete', 'incomplete', 'failed']),
    /** Attempts at turns that were not valid. */
    rejected: z.int().min(0),
  }),
  /** `unscored`: scores and comparisons that could not be had. */
  z.strictObject({ type: z.literal('judging'), said: z.int().min(0), unscored: z.int().min(0) }),
]);
export type RunOutcome = z.infer<typeof runOutcomeSchema>;
