import { z } from 'zod';

/** How a distribution was had: from the probabilities of one token, or from several seeded answers. */
export const methodSchema = z.enum(['probabilities', 'samples']);
export type Method = z.infer<typeof methodSchema>;

/** What was seen when a distribution over a few options (the digits 1 to 7, or two texts) was taken. One shape for both methods. */
export const measureSchema = z.strictObject({
  /** Share that lay off the options: of the token's probability, or of the samples that could not be read. */
  off: z.number().min(0).max(1),
  /** For each option, which tokens (or beginnings of samples) were read as it; the likeliest or most frequent first. */
  tokens: z.array(z.array(z.string())),
  /** How many alternatives of the token the server told; null for samples. */
  alternatives: z.int().min(0).nullable(),
  /** How many samples were asked for; null for probabilities. */
  samples: z.int().min(1).nullable(),
  /** Whether the judge thought before it chose. On and off are two instruments. */
  thinking: z.boolean(),
});
export type Measure = z.infer<typeof measureSchema>;
