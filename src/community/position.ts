import { z } from 'zod';
import { voterIdSchema } from '../core/ids.ts';
import { personFactsSchema } from './voter-facts.ts';

/** Asked before the first word and after the last one. */
export const positionTimeSchema = z.enum(['before', 'after']);
export type PositionTime = z.infer<typeof positionTimeSchema>;

/** Where somebody of the audience stands on the motion: one record for each (voter, time), the last one counts. */
export const positionSchema = z.strictObject({
  voter: voterIdSchema,
  time: positionTimeSchema,
  /** -3: strongly against the motion; 0: undecided; 3: strongly for it. */
  position: z.int().min(-3).max(3),
  /** A voter that is a program; shown and stored with that word. */
  scripted: z.boolean(),
  /** Absent in earlier versions. */
  facts: personFactsSchema.optional(),
});
export type Position = z.infer<typeof positionSchema>;
