import { z } from 'zod';
import { type Author, authorOf, isSameAuthor, withAuthor } from './author.ts';
import { voterFactsSchema } from './voter-facts.ts';

/** The letter under which a blinded answer stands on the ballot. */
export const letterSchema = z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H']);
export type Letter = z.infer<typeof letterSchema>;
/** In the order in which answers get them. */
export const LETTERS: readonly Letter[] = letterSchema.options;

/** What only the bot knows until the ballot closes. */
export const sealSchema = z.strictObject({
  /** Whose answer stands under which letter. */
  order: z.array(withAuthor({ letter: letterSchema })).min(2),
  /** 256 random bits as hexadecimal. */
  nonce: z.string().regex(/^[0-9a-f]{64}$/),
  /** Posted when the ballot opens: SHA-256 over all that the panel said, the order and the nonce (see sealBallot). */
  commitment: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Seal = z.infer<typeof sealSchema>;

/** Whose answer stands under a letter; undefined where none does. */
export function authorAt({ order }: Pick<Seal, 'order'>, letter: string): Author | undefined {
  const entry = order.find((one) => one.letter === letter);
  return entry && authorOf(entry);
}

/** Under which letter somebody's answer stands; undefined where it does not. */
export function letterOf({ order }: Pick<Seal, 'order'>, author: Author): Letter | undefined {
  return order.find((entry) => isSameAuthor(entry, author))?.letter;
}

export const ballotSchema = z.strictObject({
  seal: sealSchema,
  /** Milliseconds since the epoch. */
  opensAt: z.number(),
  closesAt: z.number(),
});
export type Ballot = z.infer<typeof ballotSchema>;

/** An answer; or of the answers that they are equally good, or all bad; or of the guess that it can't be told. */
export const voteChoiceSchema = z.union([letterSchema, z.enum(['tie', 'all-bad', 'unsure'])]);

/** One record for each (voter, item); the last one wins. `answer`: which is better; `guess`: which one the ensemble wrote. */
export const voteSchema = voterFactsSchema.extend({
  item: z.enum(['answer', 'guess']),
  choice: voteChoiceSchema,
  /** When it was cast, by Discord's clock, in milliseconds since the epoch; absent in earlier versions. */
  castAt: z.number().optional(),
});
export type Vote = z.infer<typeof voteSchema>;
