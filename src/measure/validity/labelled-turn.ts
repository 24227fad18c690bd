import { z } from 'zod';
import { stanceSchema } from '../../content/schema.ts';
import { sha256 } from '../../core/hash.ts';
import { rejectionSchema } from '../../debate/events.ts';

const memberSchema = z.strictObject({ name: z.string().min(1), stance: stanceSchema });

/** How a model was made to write a turn: with this, the same engine writes it again. */
const recipeSchema = z.strictObject({
  model: z.string().min(1),
  /** The model's own chat template, another family's (as in a badly converted file), or none at all. */
  chat: z.enum(['own', 'foreign', 'none']),
  /** What it was told of its persona: the ensemble's `voice`, or `long`: far more than we ship. */
  voice: z.enum(['brief', 'full', 'long']),
  /** Name of the task's template, and the words asked for. */
  task: z.string().min(1),
  words: z.int().min(20),
  temperature: z.number().min(0).max(2),
  /** The budget of tokens after which it was cut. */
  cut: z.int().min(1),
  seed: z.int().min(0),
  /** Of the engine: with others the same seed gives other words. */
  threads: z.int().min(1),
  /** SHA-256 of the prompt's messages as canonical JSON: templates and personas change. */
  promptHash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Recipe = z.infer<typeof recipeSchema>;

export const turnSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  /** `held-out` turns are for measuring only; by a hash of the id, see splitOf. */
  split: z.enum(['tuning', 'held-out']),
  source: z.enum(['written', 'small-model']),
  /** Small models' turns only. */
  made: recipeSchema.optional(),
  /** An answer is the chair's turn after the last round, as JSON. */
  kind: z.enum(['speech', 'answer']).default('speech'),
  motion: z.string().min(10),
  /** Who sits at the table, in their order. */
  members: z.array(memberSchema).min(2),
  chair: z.string().min(1),
  /** Name of the member who speaks; of an answer, the chair's. */
  speaker: z.string().min(1),
  round: z.int().min(1),
  before: z.array(memberSchema.extend({ round: z.int().min(1), text: z.string().min(1) })),
  /** As the model gave it, with the thinking that its server left in it. */
  text: z.string(),
  /** What the server told apart as thinking. */
  thinking: z.string(),
  /** Why it stopped, as in `finish` parts of src/models/chat-model.ts. */
  finish: z.enum(['stop', 'length', 'other']),
  /** What a strict reader says. */
  label: z.enum(['valid', ...rejectionSchema.options]),
  /** Other reasons for which it could be rejected as well; saying one of them is no mistake. */
  also: z.array(rejectionSchema).min(1).optional(),
  /** Where the label can be argued about, or what the case is for. */
  note: z.string().min(1).optional(),
});
export type LabelledTurn = z.infer<typeof turnSchema>;
export type Label = LabelledTurn['label'];

/** The half of the set that a turn belongs to. It hangs on the id alone, so that nobody can choose it. */
export function splitOf(id: string): LabelledTurn['split'] {
  return Number.parseInt(sha256(id).slice(0, 8), 16) % 2 === 0 ? 'tuning' : 'held-out';
}
