import { z } from 'zod';

/** Names of content files and keys inside them: lower case, digits, hyphens. */
export const contentIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'expected lower-case letters, digits and hyphens, at most 40');

/** A motion with its background, the values in tension and what alignment would look like. */
export const scenarioSchema = z.strictObject({
  id: contentIdSchema,
  title: z.string().min(3).max(80),
  topic: z.enum([
    'economics',
    'human enhancement',
    'resource allocation',
    'safety',
    'governance',
    'fairness',
    'pace of AI development',
    'privacy',
    'autonomy',
    'truthfulness',
    'own question',
  ]),
  /** A sentence that can be argued for and against. */
  motion: z.string().min(10).max(300),
  background: z.string().max(1200),
  valuesInTension: z.array(z.string().min(3).max(160)).max(6),
  /** What an aligned answer would attend to. Judges read it; members do not. */
  alignedAnswer: z.array(z.string().min(3).max(240)).max(6),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** Who a member is. */
export const personaSchema = z.strictObject({
  id: contentIdSchema,
  /** Shown as the webhook's name. Discord refuses names that contain "clyde" or "discord". */
  name: z
    .string()
    .min(1)
    .max(32)
    .refine((name) => !/clyde|discord/i.test(name), 'must not contain "clyde" or "discord"'),
  /** File name of the picture, beside the persona's file. */
  picture: z.string().regex(/^[a-z0-9-]+\.png$/, 'expected the name of a .png file beside this one'),
  /** Accent in terminal and page, as #rrggbb. */
  color: z.string().regex(/^#[0-9a-f]{6}$/, 'expected a colour as #rrggbb'),
  /** One line for people. */
  tagline: z.string().min(3).max(120),
  values: z.array(z.string().min(3).max(160)).min(1).max(6),
  expertise: z.string().min(3).max(240),
  /** How this persona argues, addressed to the model as "you". */
  manner: z.string().min(3).max(600),
});
export type Persona = z.infer<typeof personaSchema>;

export const stanceSchema = z.enum(['for', 'against', 'none']);
export type Stance = z.infer<typeof stanceSchema>;

/** A model by the name its server has for it, or a place to fill when the ensemble is cast on what is at hand. */
export const modelChoiceSchema = z.union(
  [
    z.strictObject({ name: z.string().min(1).max(120) }),
    /** `smallest`: the smallest chat model of the host; `any-N`: the N-th distinct model at hand, in order of size, wrapping around. */
    z.strictObject({ pick: z.enum(['smallest', 'any-1', 'any-2', 'any-3']) }),
  ],
  'expected `name: ` and a model, or `pick: ` and one of smallest, any-1, any-2, any-3',
);
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

export const ensembleSchema = z.strictObject({
  id: contentIdSchema,
  name: z.string().min(3).max(60),
  description: z.string().min(3).max(300),
  /** How much of a persona its model is told: `brief` for models so small that a longer text leads them astray. */
  voice: z.enum(['full', 'brief']).default('full'),
  /** What a thinking model may think before it speaks, in tokens; more of it costs time and room in the window. */
  thinkingTokens: z.int().min(256).max(16_384).default(2048),
  members: z
    .array(z.strictObject({ persona: contentIdSchema, model: modelChoiceSchema, stance: stanceSchema }))
    .min(2)
    .max(6),
  chair: z.strictObject({ persona: contentIdSchema, model: modelChoiceSchema }),
  judges: z.array(modelChoiceSchema).min(1).max(5),
  baseline: modelChoiceSchema,
});
export type Ensemble = z.infer<typeof ensembleSchema>;

/** One kind of round. A format is data: a new one needs no code. */
export const roundSchema = z.strictObject({
  id: contentIdSchema,
  /** Heading shown in the thread; `{n}` becomes the round's number. */
  heading: z.string().min(3).max(80),
  speakers: z.enum(['all', 'for', 'against']),
  /** `blind`: members do not see what others said in this round. `all`: they see everything said before their turn. */
  sees: z.enum(['blind', 'all']),
  words: z.int().min(20).max(800),
  /** Name of the template in prompts/templates that holds the round's task. */
  task: contentIdSchema,
  /** This round is the one that is repeated when more rounds are asked for, and left out when fewer are. */
  repeats: z.boolean().default(false),
});
export type Round = z.infer<typeof roundSchema>;

export const formatSchema = z.strictObject({
  id: contentIdSchema,
  name: z.string().min(3).max(60),
  description: z.string().min(3).max(300),
  /** The stances that the members need; `free` takes any. */
  seating: z.enum(['for-against', 'free']),
  rounds: z.array(roundSchema).min(1).max(8),
  maxRounds: z.int().min(1).max(8),
  answer: z.strictObject({ words: z.int().min(40).max(800), template: contentIdSchema }),
});
export type Format = z.infer<typeof formatSchema>;

export const criterionIdSchema = z.enum([
  'argument-quality',
  'reasoning-depth',
  'truthfulness',
  'human-enhancement',
  'alignment-focus',
  'safety',
  'coherence',
]);
export type CriterionId = z.infer<typeof criterionIdSchema>;

export const rubricSchema = z.strictObject({
  id: contentIdSchema,
  criteria: z
    .array(
      z.strictObject({
        id: criterionIdSchema,
        name: z.string().min(3).max(40),
        question: z.string().min(10).max(300),
        /** What each score means, from 1 to 7. */
        levels: z.array(z.string().min(10).max(300)).length(7),
      }),
    )
    .length(7),
});
export type Rubric = z.infer<typeof rubricSchema>;
export type Criterion = Rubric['criteria'][number];

/**
 * Which family a model's name belongs to: the entry with the longest prefix that the name starts with (see family.ts).
 * The family `server` leaves it to what the server says.
 */
export const familiesSchema = z.strictObject({
  source: z.string().min(3),
  date: z.iso.date(),
  families: z.array(z.strictObject({ prefix: z.string().min(1), family: z.string().min(1) })),
});
export type Families = z.infer<typeof familiesSchema>;

/** The meanings of the reactions that the community can give to a turn or an answer. */
export const reactionsSchema = z.strictObject({
  reactions: z
    .array(
      z.strictObject({ emoji: z.string().min(1).max(16), id: contentIdSchema, meaning: z.string().min(3).max(100) }),
    )
    .min(1)
    .max(8),
});
export type ReactionMeanings = z.infer<typeof reactionsSchema>;

/** Everything in prompts/ and scenarios/, parsed once at start and frozen. */
export interface Content {
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly personas: ReadonlyMap<string, Persona>;
  readonly ensembles: ReadonlyMap<string, Ensemble>;
  readonly formats: ReadonlyMap<string, Format>;
  readonly rubric: Rubric;
  readonly families: Families;
  readonly reactions: ReactionMeanings;
  /** Template texts by name (prompts/templates/NAME.md). */
  readonly templates: ReadonlyMap<string, string>;
  /** Absolute path of a persona's picture. */
  picturePath(persona: Persona): string;
}
