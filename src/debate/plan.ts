import { z } from 'zod';
import { ensembleSchema, formatSchema, personaSchema, scenarioSchema, stanceSchema } from '../content/schema.ts';
import { contentIdSchema } from '../content/schema-parts.ts';
import { debateIdSchema } from '../core/ids.ts';
import { LARGEST_SEED } from '../core/random.ts';

/** A member's place at the table, unique in its debate: the persona's id, or `baseline-speaker-1` and so on. */
export const seatSchema = z
  .string()
  .regex(/^[a-z0-9-]{1,48}$/)
  .brand<'Seat'>();
export type Seat = z.infer<typeof seatSchema>;

export const armSchema = z.enum(['ensemble', 'baseline', 'self-consistency']);
export type Arm = z.infer<typeof armSchema>;
/** All there are, in the order in which they debate and are judged. */
export const ARMS: readonly Arm[] = armSchema.options;

/** The persona that a model plays, or null in the baseline arm, whose prompts name no persona. */
const castSchema = z.strictObject({
  seat: seatSchema,
  /** For display and for the transcript that other members read. */
  name: z.string().min(1).max(32),
  persona: personaSchema.nullable(),
  /** The model's name on its host. */
  model: z.string().min(1),
  /** Their own, or the one that the format's seating gives them. */
  stance: z.enum([...stanceSchema.options, 'advocate']),
});
export type Member = z.infer<typeof castSchema>;

/** Somebody at the table who is no model. */
export interface Person {
  readonly seat: Seat;
  readonly name: string;
  readonly model: null;
  readonly stance: 'none';
  /** The first round in which they can speak. */
  readonly since: number;
}

/** The seat of a person, by the id of their arrival. */
export function personSeat(id: string): Seat {
  return seatSchema.parse(`person-${id}`);
}

/** How long turns may take, in milliseconds. */
const debateLimitsSchema = z.strictObject({
  /** A model's, from when its server takes it on. */
  turn: z.int().min(1000),
  /** That of a person at the table. */
  person: z.int().min(1000),
});
export type DebateLimits = z.infer<typeof debateLimitsSchema>;
/** A slow model on a CPU thinks for minutes; a person reads and writes about a hundred words. */
export const USUAL_LIMITS: DebateLimits = { turn: 1_800_000, person: 240_000 };

/** Everything that decides a debate, as it was when the debate began: a snapshot that later edits of files can't change. */
export const debatePlanSchema = z.strictObject({
  debate: debateIdSchema,
  arm: armSchema,
  scenario: scenarioSchema,
  format: formatSchema,
  /** The format's rounds with repeats laid out, in order. */
  rounds: z.array(formatSchema.shape.rounds.element.extend({ number: z.int().min(1) })).min(1),
  ensemble: contentIdSchema,
  voice: ensembleSchema.shape.voice.unwrap(),
  /** The allowance of thinking models before they speak. */
  thinkingTokens: z.int().min(0),
  /** Template that all speakers read beside the rules; null for none. Plans of earlier versions have no such field. */
  instruction: contentIdSchema.nullable().default(null),
  members: z.array(castSchema).min(1),
  chair: castSchema,
  seed: z.int().min(0).max(LARGEST_SEED),
  /** 0 to 2. */
  temperature: z.number().min(0).max(2),
  limits: debateLimitsSchema,
  /** SHA-256 of each template by name. */
  promptHashes: z.record(z.string(), z.string()),
});
export type DebatePlan = z.infer<typeof debatePlanSchema>;
export type PlannedRound = DebatePlan['rounds'][number];
