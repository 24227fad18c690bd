import { z } from 'zod';

/** Names of content files and keys inside them: lower case, digits, hyphens. */
export const contentIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens, at most 40');

/** Words for people or models. */
export function text(least: number, most: number): z.ZodString {
  return z.string().trim().min(least).max(most);
}

/** Lower case, as names are compared. */
export const lowerCaseSchema = text(1, 60).regex(/^[^\p{Lu}\s]+$/u, 'expected lower case without spaces');

/** Where something was read, and when. */
export const sourcesSchema = z
  .array(z.strictObject({ id: contentIdSchema, where: text(3, 400), date: z.iso.date() }))
  .min(1);
