import { z } from 'zod';
import { voterIdSchema } from '../core/ids.ts';

/** What is stored of people beside what they did: one stream for the whole database. */
export const peopleEventSchema = z.discriminatedUnion('type', [
  /** With which key the ids in this database were made (`PersonIds.check`). */
  z.strictObject({ type: z.literal('key-noted'), check: z.string() }),
  /** Somebody has been told what is stored of them. */
  z.strictObject({ type: z.literal('notice-shown'), voter: voterIdSchema }),
  /**
   * Somebody wants all of it deleted: from here on it is done, over a restart too. `salt`: from which the ids are made that stand in their place,
   * so that a deletion that was broken off goes on with the same ones; it goes when the deletion is done.
   */
  z.strictObject({ type: z.literal('deletion-asked'), voter: voterIdSchema, salt: z.string() }),
  /** The tombstone: nothing else is left of them. It is kept so that they are skipped where those who reacted are listed. */
  z.strictObject({ type: z.literal('deletion-done'), voter: voterIdSchema }),
  /** What a deletion leaves in the place of an event. */
  z.strictObject({ type: z.literal('deleted') }),
]);
export type PeopleEvent = z.infer<typeof peopleEventSchema>;
