import { z } from 'zod';
import { criterionIdSchema } from '../content/schema.ts';
import { VERDICTS } from '../judge/judge-audit.ts';
import { estimateSchema } from '../statistics/estimate.ts';
import { auditPlanSchema } from './plan.ts';
import { SPOIL_KINDS, STRENGTHS } from './spoil/kinds.ts';

const count = z.int().min(0);

/** So many of so many; of none nothing can be said. */
const countedSchema = z.strictObject({ count, total: count });
export type CountedOf = z.infer<typeof countedSchema>;

/** How a judge took one kind of spoiling in one strength on one criterion. */
const spoilResultSchema = z.strictObject({
  kind: z.enum(SPOIL_KINDS),
  strength: z.enum(STRENGTHS),
  pairs: count,
  /** Pairs in which the spoiled debate scored lower; a tie counts half. */
  right: z.number().min(0),
});

export const fitnessSchema = z.enum(['fit', 'not fit', 'not measured']);
export type Fitness = z.infer<typeof fitnessSchema>;

const criterionSheetSchema = z.strictObject({
  criterion: criterionIdSchema,
  name: z.string(),
  fitness: fitnessSchema,
  /** Why it is not fit, or not measured: each as half a sentence for people. */
  because: z.array(z.string()),
  /** A planted debate beside a spoiled version of it that should score lower, both scored. */
  pairs: count,
  /** Share of these pairs in which it does; a tie counts half. */
  rightOrder: estimateSchema,
  /** How likely any of the planted debates scores above any of the spoiled ones. */
  auc: estimateSchema,
  spoils: z.array(spoilResultSchema),
  /** Standard deviation of scores of the same debate, in levels. */
  repeatSpread: estimateSchema,
  /** How much a score moves when words without content are added, in levels. */
  length: estimateSchema,
  /** How much a text in the debate that speaks to the judge moves a score where it wants it, in levels. */
  injection: estimateSchema,
  unscored: countedSchema,
});
export type CriterionSheet = Readonly<z.infer<typeof criterionSheetSchema>>;

/** What one debate takes on all criteria, with reasons: the mean over so many that were scored whole; null where none was. */
const costSchema = z
  .strictObject({
    debates: z.int().min(1),
    seconds: z.number(),
    promptTokens: z.number(),
    completionTokens: z.number(),
    /** Tokens were counted here, for the server does not tell those of each call. */
    counted: z.boolean(),
  })
  .nullable();

export const verdictSchema = z.strictObject({
  verdict: z.enum(VERDICTS),
  /** Those that it is fit for. */
  criteria: z.array(criterionIdSchema),
  /** What to be aware of beside the verdict, each as a sentence for people. */
  cautions: z.array(z.string()),
});
export type Verdict = Readonly<z.infer<typeof verdictSchema>>;

/** The sheet of an audit: what was asked of a judge, what came of it, and the verdict. */
export const auditSheetSchema = z.strictObject({
  judge: z.strictObject({
    model: z.string(),
    digest: z.string().nullable(),
    family: z.string(),
    /** Whether it was asked to think before it scores, where it can: on and off are two judges. */
    thinking: z.boolean(),
    /** On which server it was asked last, for people. */
    server: z.string(),
  }),
  /** What else the instrument is made of (see Instrument). */
  prompts: z.string(),
  rubric: z.string(),
  plan: auditPlanSchema,
  /** How the scores were had. */
  methods: z.strictObject({ probabilities: count, samples: count }),
  /** Mean share of the judge's probability (or of its samples) that was no score. */
  offDigits: estimateSchema,
  criteria: z.array(criterionSheetSchema),
  /** Over all criteria together, a debate's mean over the seven. */
  lengthOverall: estimateSchema,
  injectionOverall: estimateSchema,
  /** The text that speaks to the judge and moved a debate's mean over the seven furthest where it wanted it; null where none was measured. */
  worstInjection: z.strictObject({ injection: z.string(), towards: z.number() }).nullable(),
  comparisons: z.strictObject({
    pairs: count,
    /** Share of pairs in which the two orders disagree. */
    flips: estimateSchema,
    /** Share in which the judge preferred the debate as it was written; a tie counts half. */
    rightOrder: estimateSchema,
    uncompared: countedSchema,
  }),
  /** Share of its quotes that stand in the debate word for word. A reason was asked for with so many scores, and so many came, with or without one. */
  quotes: z.strictObject({ stand: estimateSchema, asked: count, reasons: count, quotes: count }),
  unscored: countedSchema,
  cost: costSchema,
  verdict: verdictSchema,
});
export type AuditSheet = Readonly<z.infer<typeof auditSheetSchema>>;
