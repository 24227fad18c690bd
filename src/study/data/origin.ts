import { z } from 'zod';

/** Where the debates of a study come from that others ran. */
export const originSchema = z.strictObject({
  /** The name of their file, without its folder. */
  file: z.string(),
  /** Of the file's bytes. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Debates in the file, and those of them that are in no table, since they have no topic or neither arm's condition. */
  debates: z.int().min(1),
  leftOut: z.int().min(0),
  /** What the file calls the conditions of the arms. */
  conditions: z.strictObject({ ensemble: z.string(), baseline: z.string() }),
  /** Pairs that the file itself tells (topic and ensemble), and those that are put together here by their topic alone. */
  pairs: z.strictObject({ told: z.int().min(0), byTopic: z.int().min(0) }),
  /** What is not known of the debates, for people. */
  unknown: z.array(z.string()),
});
export type Origin = z.infer<typeof originSchema>;
