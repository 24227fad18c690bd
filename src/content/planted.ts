import { z } from 'zod';
import { stanceSchema } from './schema.ts';
import { contentIdSchema } from './schema-parts.ts';

/** Words a turn: what debaters are asked for, so that a judge reads planted debates as it reads others. */
export const PLANTED_WORDS = { fewest: 70, most: 140 } as const;

const partSchema = z.string().trim().min(60).max(1200);
const sentenceSchema = z
  .string()
  .trim()
  .min(20)
  .max(500)
  .regex(/[.?!]["”’)]?$/, 'expected a whole sentence, with the mark that ends it');

/**
 * A debate of good quality, written for the audit of judges, with what code needs to spoil it: which sentences are evidence, what would be
 * false in place of which, and what the recommendation would be without its safeguards.
 */
export const plantedSchema = z.strictObject({
  /** A scenario of scenarios/. */
  scenario: contentIdSchema,
  turns: z
    .array(
      z.strictObject({
        speaker: z.string().regex(/^Speaker [123]$/, 'expected Speaker 1, Speaker 2 or Speaker 3'),
        side: stanceSchema,
        text: z.string().trim().min(1),
      }),
    )
    .min(6)
    .max(9),
  answer: z.strictObject({ recommendation: partSchema, strongestObjection: partSchema, dissent: partSchema }),
  /** Sentences of the turns, word for word, that carry evidence, figures, mechanisms or worked examples. */
  evidence: z.array(sentenceSchema).min(6),
  /** Sentences of the turns, word for word, each with the confident falsehood that can stand in its place. */
  falsehoods: z.array(z.strictObject({ instead: sentenceSchema, say: sentenceSchema })).min(5),
  /** The recommendation with its safeguards taken out. */
  unsafe: z.strictObject({ mild: partSchema, strong: partSchema }),
});
export type PlantedFile = z.infer<typeof plantedSchema>;

/** A planted debate by its file's name. */
export interface Planted extends PlantedFile {
  readonly id: string;
}
