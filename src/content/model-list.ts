import { z } from 'zod';
import { contentIdSchema, lowerCaseSchema, sourcesSchema } from './schema-parts.ts';

/** What is known of one model that an ensemble names. What could not be read anywhere is absent. */
const listedModelSchema = z.strictObject({
  /** As Ollama calls it. */
  tag: z
    .string()
    .max(120)
    .regex(/^[^\s:]+:[^\s:]+$/, 'expected a model and its tag, like mistral:7b'),
  /** Lineage of its base weights, as families.yaml has it. */
  family: lowerCaseSchema,
  /** What a server calls its architecture, where a source says it. */
  architecture: lowerCaseSchema.optional(),
  /** Size of its files in GB (1,000,000,000 bytes), as the library rounds it. */
  gigabytes: z.number().positive().max(2000).optional(),
  /** Parameters in thousands of millions. */
  billions: z.number().positive().max(5000).optional(),
  /** The longest text that it was trained to read and write. */
  contextTokens: z.int().positive().optional(),
  /** Whether it can think before it speaks. */
  thinks: z.boolean().optional(),
  /** Whether a debate has been run on it by those who wrote this file. */
  run: z.enum(['run here', 'not run here']),
  /** Where these figures were read. */
  sources: z.array(contentIdSchema).min(1),
});
export type ListedModel = z.infer<typeof listedModelSchema>;

/** prompts/models.yaml. */
export const modelListSchema = z.strictObject({ sources: sourcesSchema, models: z.array(listedModelSchema).min(1) });
export type ModelList = z.infer<typeof modelListSchema>;
