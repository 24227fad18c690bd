import { z } from 'zod';
import { LEAST_THINKING, MOST_ROUNDS, QUESTION_LENGTH } from './bounds.ts';
import type { ListedModel } from './model-list.ts';
import { isReservedName, RESERVED_NAME } from './reserved-name.ts';
import { contentIdSchema, lowerCaseSchema, sourcesSchema, text } from './schema-parts.ts';

/** What a scenario of scenarios/ can be about. */
const TOPICS = [
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
] as const;
/** The topic of a scenario that is only a question of somebody's. */
const OWN_QUESTION = 'own question';
/** The topic of the scenarios that a server has made for itself. */
export const COMMUNITY_TOPIC = 'community';

/** A motion with its background, the values in tension and what alignment would look like. */
export const scenarioSchema = z.strictObject({
  id: contentIdSchema,
  title: text(3, 80),
  topic: z.enum([...TOPICS, OWN_QUESTION, COMMUNITY_TOPIC]),
  /** A sentence that can be argued for and against. */
  motion: text(QUESTION_LENGTH.fewest, QUESTION_LENGTH.most),
  background: text(0, 1200),
  valuesInTension: z.array(text(3, 160)).max(6),
  /** What an aligned answer would attend to. Judges read it; members do not. */
  alignedAnswer: z.array(text(3, 240)).max(6),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** A file of scenarios/: unlike a question of one's own, it has all parts. */
export const scenarioFileSchema = scenarioSchema.extend({
  id: contentIdSchema.refine(
    (id) => id !== 'own-question',
    'choose another name: this one is for questions of one’s own',
  ),
  topic: z.enum(TOPICS),
  background: text(40, 1200),
  valuesInTension: z.array(text(3, 160)).min(1).max(6),
  alignedAnswer: z.array(text(3, 240)).min(1).max(6),
});

const pictureFileSchema = z.string().regex(/^[a-z0-9-]+\.png$/, 'expected the name of a .png picture beside this file');

/** Who a member is. */
export const personaSchema = z.strictObject({
  id: contentIdSchema,
  /** Shown as the webhook's name. Discord refuses names that contain "clyde" or "discord", and tidies white space, so that it would differ. */
  name: text(1, 32)
    .refine(
      (name) => !/clyde|discord/i.test(name),
      'choose another name: Discord refuses those that contain "clyde" or "discord"',
    )
    .refine((name) => name === name.replace(/\s+/g, ' '), 'leave one space between words, as Discord would'),
  /** File name of the picture, beside the persona's file; null: it is drawn from the name. */
  picture: pictureFileSchema.nullable(),
  /** Accent in terminal and page, as #rrggbb. */
  color: z.string().regex(/^#[0-9a-f]{6}$/, 'expected a colour as #rrggbb'),
  /** One line for people. */
  tagline: text(3, 120),
  values: z.array(text(3, 160)).min(1).max(6),
  expertise: text(3, 240),
  /** How this persona argues, addressed to the model as "you". */
  manner: text(3, 600),
});
export type Persona = z.infer<typeof personaSchema>;

/** A file of prompts/personas/: unlike a persona that a server has made, it has a picture of its own. */
export const personaFileSchema = personaSchema.extend({
  name: personaSchema.shape.name.refine((name) => !isReservedName(name), RESERVED_NAME),
  picture: pictureFileSchema,
});
export type PersonaFile = z.infer<typeof personaFileSchema>;

export const stanceSchema = z.enum(['for', 'against', 'none']);
export type Stance = z.infer<typeof stanceSchema>;

/** A model by the name its server has for it, or a place to fill when the ensemble is cast on what is at hand. */
export const modelChoiceSchema = z.union(
  [
    z.strictObject({ name: text(1, 120) }),
    /** `smallest`: the smallest chat model of the host; `any-N`: the N-th distinct model at hand, in order of size, wrapping around. */
    z.strictObject({ pick: z.enum(['smallest', 'any-1', 'any-2', 'any-3']) }),
  ],
  'expected `name: ` and a model, or `pick: ` and one of smallest, any-1, any-2, any-3',
);
export type ModelChoice = z.infer<typeof modelChoiceSchema>;

/** The same, or `others`: up to two models at hand, of families that do not debate. */
export const judgeChoiceSchema = z.union(
  [...modelChoiceSchema.options, z.strictObject({ pick: z.literal('others') })],
  'expected `name: ` and a model, or `pick: ` and one of others, smallest, any-1, any-2, any-3',
);
export type JudgeChoice = z.infer<typeof judgeChoiceSchema>;

/** Whether a choice means one model. */
export function isModelChoice(choice: JudgeChoice): choice is ModelChoice {
  return 'name' in choice || choice.pick !== 'others';
}

export const ensembleSchema = z.strictObject({
  id: contentIdSchema,
  name: text(3, 60),
  description: text(3, 300),
  /** How much of a persona its model is told: `brief` for models so small that a longer text leads them astray. */
  voice: z.enum(['full', 'brief']).default('full'),
  /** What a thinking model may think before it speaks, in tokens; more of it costs time and room in the window. */
  thinkingTokens: z.int().min(LEAST_THINKING).max(16_384).default(2048),
  members: z
    .array(z.strictObject({ persona: contentIdSchema, model: modelChoiceSchema, stance: stanceSchema }))
    .min(2)
    .max(6),
  chair: z.strictObject({ persona: contentIdSchema, model: modelChoiceSchema }),
  judges: z.array(judgeChoiceSchema).min(1).max(5),
  baseline: modelChoiceSchema,
  /** Memory that its models were chosen for, in GB; absent where nobody chose by it. */
  memoryGigabytes: z.int().min(1).max(1024).optional(),
  /** Template that every speaker of both arms reads beside the rules, for an ensemble that asks more of its debates than others do. */
  instruction: contentIdSchema.optional(),
});
export type Ensemble = z.infer<typeof ensembleSchema>;

/** One kind of round. A format is data: a new one needs no code. */
export const roundSchema = z.strictObject({
  id: contentIdSchema,
  /** Heading shown in the thread; `{n}` becomes the round's number. */
  heading: text(3, 80),
  /** Everybody, those of one stance, or, with a devil's advocate at the table, that one or the others. */
  speakers: z.enum(['all', 'for', 'against', 'advocate', 'others']),
  /** Whom each speaker addresses: the member in the next seat (to ask) or the one before (to answer who asked). The task names that one. */
  addresses: z.enum(['nobody', 'next', 'previous']).default('nobody'),
  /** `blind`: members do not see what others said in this round. `all`: they see everything said before their turn. */
  sees: z.enum(['blind', 'all']),
  /** `answer`: each speaker writes a whole answer, in parts, instead of arguing. */
  writes: z.enum(['speech', 'answer']).default('speech'),
  words: z.int().min(20).max(800),
  /** Name of the template in prompts/templates that holds the round's task. */
  task: contentIdSchema,
  /** This round is the one that is repeated when more rounds are asked for, and left out when fewer are. */
  repeats: z.boolean().default(false),
});
export type Round = z.infer<typeof roundSchema>;

export const formatSchema = z.strictObject({
  id: contentIdSchema,
  name: text(3, 60),
  description: text(3, 300),
  /**
   * `for-against`: the members' own stances, at least one of each. `free`: whatever stances they have.
   * `devils-advocate`: nobody has a stance but one, drawn by the seed, who argues against whatever convinces the others.
   */
  seating: z.enum(['for-against', 'free', 'devils-advocate']),
  /** `before-and-after`: people say where they stand before the first word and after the last, and the swing is part of the result. */
  audience: z.enum(['votes-on-answers', 'before-and-after']).default('votes-on-answers'),
  rounds: z.array(roundSchema).min(1).max(MOST_ROUNDS),
  maxRounds: z.int().min(1).max(MOST_ROUNDS),
  answer: z.strictObject({
    /** `choosing`: the chair takes one of the drafts that were written, word for word. */
    by: z.enum(['writing', 'choosing']).default('writing'),
    words: z.int().min(40).max(800),
    template: contentIdSchema,
  }),
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

/** One emoji as Unicode has it, drawn as a picture: only such can be given as a reaction on every server. */
const emojiSchema = z
  .string()
  .refine(
    (emoji) =>
      /^(?:\p{Emoji_Presentation}|\p{Emoji}\ufe0f)/u.test(emoji) &&
      [...new Intl.Segmenter().segment(emoji)].length === 1,
    'expected one emoji',
  );

const criterionSchema = z.strictObject({
  id: criterionIdSchema,
  name: text(3, 40),
  /** Its sign; rubrics of earlier versions have none. */
  emoji: emojiSchema.optional(),
  /** How much it counts in the overall score, against the others. Rubrics of earlier versions have none: all count the same. */
  weight: z.number().positive().max(100).default(1),
  question: text(10, 300),
  /** What each score means, from 1 to 7. */
  levels: z.array(text(10, 300)).length(7),
});

/** Some of the criteria with weights of their own: another way to look at the same scores. */
const rubricViewSchema = z.strictObject({
  id: contentIdSchema,
  name: text(3, 60),
  /** Where its weights are from, for people. */
  source: text(3, 200),
  parts: z.array(z.strictObject({ criterion: criterionIdSchema, weight: z.number().positive().max(1) })).min(1),
});

/** How debates are scored, as plans hold it, of earlier versions too. */
export const rubricSchema = z.strictObject({
  id: contentIdSchema,
  criteria: z.array(criterionSchema).length(7),
  views: z.array(rubricViewSchema).default([]),
});
export type Rubric = z.infer<typeof rubricSchema>;
export type Criterion = Rubric['criteria'][number];

/** prompts/rubric.yaml: unlike a rubric of an earlier version, it has all parts. */
export const rubricFileSchema = rubricSchema.extend({
  criteria: z
    .array(criterionSchema.extend({ emoji: emojiSchema, weight: criterionSchema.shape.weight.unwrap() }))
    .length(7),
  views: z.array(rubricViewSchema).min(1),
});
export type RubricFile = z.infer<typeof rubricFileSchema>;

/**
 * Which family a model's name belongs to: the entry with the longest prefix that the name starts with (see family.ts), and where that
 * was read. The family `server` leaves it to what the server says.
 */
export const familiesSchema = z.strictObject({
  sources: sourcesSchema,
  /** Makers of quantised files put these before a model's own name, as in `publisher_Name`. */
  publishers: z.array(lowerCaseSchema),
  families: z
    .array(z.strictObject({ prefix: lowerCaseSchema, family: lowerCaseSchema, source: contentIdSchema }))
    .min(1),
});
export type Families = z.infer<typeof familiesSchema>;

/** The meanings of the reactions that the community can give to a turn or an answer, beside those of the rubric's criteria. */
export const reactionsSchema = z.strictObject({
  reactions: z
    .array(
      z.strictObject({
        emoji: emojiSchema,
        id: contentIdSchema,
        meaning: text(3, 100),
        /** Under what the bot puts it for one click; given by hand it counts under both. */
        offeredOn: z.enum(['turns', 'turns and answers']),
      }),
    )
    .min(1)
    .max(8),
});
export type ReactionMeanings = z.infer<typeof reactionsSchema>;

/** Everything in prompts/ and scenarios/, parsed once at start and frozen; for a server, with what it has made for itself. */
export interface Content {
  readonly scenarios: ReadonlyMap<string, Scenario>;
  readonly personas: ReadonlyMap<string, Persona>;
  readonly ensembles: ReadonlyMap<string, Ensemble>;
  readonly formats: ReadonlyMap<string, Format>;
  readonly rubric: Rubric;
  readonly families: Families;
  /** What is known of the models that ensembles name, by tag. */
  readonly models: ReadonlyMap<string, ListedModel>;
  readonly reactions: ReactionMeanings;
  /** Template texts by name (prompts/templates/NAME.md). */
  readonly templates: ReadonlyMap<string, string>;
  /** A persona's picture, as PNG. */
  picture(persona: Persona): Promise<Buffer>;
}
