import { z } from 'zod';
import { voterIdSchema } from '../core/ids.ts';
import { armSchema } from '../debate/plan.ts';

/** The letter under which a blinded answer stands on the ballot. */
export const letterSchema = z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']);
export type Letter = z.infer<typeof letterSchema>;
/** In the order in which answers get them. */
export const LETTERS: readonly Letter[] = letterSchema.options;

/** What only the bot knows until the ballot closes. */
export const sealSchema = z.strictObject({
  /** Which arm stands under which letter. */
  order: z.array(z.strictObject({ letter: letterSchema, arm: armSchema })).min(2),
  /** 256 random bits as hexadecimal. */
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
  /** Posted when the ballot opens: SHA-256 over all that the panel said, the order and the nonce (see sealBallot). */
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Seal = z.infer<typeof sealSchema>;

export const ballotSchema = z.strictObject({
  seal: sealSchema,
  /** Milliseconds since the epoch. */
  opensAt: z.number(),
  closesAt: z.number(),
});
export type Ballot = z.infer<typeof ballotSchema>;

/** One record for each (voter, item); the last one wins. `answer`: which is better; `guess`: which one the ensemble wrote. */
export const voteSchema = z.strictObject({
  voter: voterIdSchema,
  item: z.enum(['answer', 'guess']),
  choice: z.union([letterSchema, z.literal('tie'), z.literal('unsure')]),
  /** The voter was in the thread (a member of it, or reacted there) before the ballot opened. */
  watched: z.boolean(),
  /** A voter that is a program (of `--audience`); shown and stored with that word. */
  scripted: z.boolean(),
  /** The person who started the debate. */
  starter: z.boolean(),
  /**
   * When the voter's account was made, in milliseconds since the epoch; null where unknown. Shown nowhere: whoever reads votes later can
   * leave out accounts that were made for them.
   */
  accountCreatedAt: z.number().nullable(),
});
export type Vote = z.infer<typeof voteSchema>;
