import { z } from 'zod';
import { estimateSchema } from '../../../statistics/estimate.ts';
import { armsSchema, countSchema, figureSchema, scoredObjectSchema, scoreNameSchema } from './figure.ts';

/** What an interval lets us say, by rule (see conclusion.ts). `one` and `other` are the arms. */
export const conclusionSchema = z.strictObject({
  verdict: z.enum(['one-higher', 'other-higher', 'no-difference-shown', 'too-little-data']),
  /** A sentence or two for people. */
  words: z.string(),
});
export type Conclusion = Readonly<z.infer<typeof conclusionSchema>>;

/** A difference between two arms, over pairs of debates of the same trial. */
export const pairedSchema = z.strictObject({
  /** Pairs in which both sides have a value, and over how many scenarios they are spread. */
  pairs: countSchema,
  scenarios: countSchema,
  /** Each arm's mean over these pairs; the interval is clustered by scenario, and n counts scenarios. */
  means: z.strictObject({ one: estimateSchema, other: estimateSchema }),
  /** Mean of `one` minus `other` over these pairs; the same. */
  difference: estimateSchema,
  conclusion: conclusionSchema,
});
export type Paired = Readonly<z.infer<typeof pairedSchema>>;

/** Why there is no test. */
const noTestSchema = z.strictObject({ status: z.literal('undefined'), reason: z.string(), n: countSchema });

/** One score in two arms, 1 to 7, with all that is said of its difference. */
export const scoreDifferenceSchema = pairedSchema.extend({
  score: scoreNameSchema,
  of: scoredObjectSchema,
  arms: armsSchema,
  /** Difference over the standard deviation of both arms pooled (Cohen's d), and the same for small samples (Hedges' g). */
  cohensD: estimateSchema,
  hedgesG: estimateSchema,
  /** Two-sided p of the difference itself, clustered by scenario, 0 to 1; n counts scenarios. */
  p: figureSchema,
  /** The same with Holm's correction over the seven criteria; null for what is no criterion. */
  pHolm: figureSchema.nullable(),
  /** As the paper has them, blind to scenarios, so that their p is too small: Wilcoxon's signed ranks over pairs, Welch's t over debates. */
  wilcoxon: z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('tested'),
      w: z.number(),
      p: z.number(),
      /** Counted over all signs, or by the normal approximation. */
      exact: z.boolean(),
      /** Pairs. */
      n: countSchema,
    }),
    noTestSchema,
  ]),
  welch: z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('tested'),
      t: z.number(),
      freedom: z.number(),
      p: z.number(),
      /** Debates of both arms. */
      n: countSchema,
    }),
    noTestSchema,
  ]),
  /** The smallest true difference that a study like this one shows in 8 of 10 cases, in points; n counts scenarios. */
  smallest: figureSchema,
});
export type ScoreDifference = Readonly<z.infer<typeof scoreDifferenceSchema>>;

/** All scores of one kind of object in two arms: overall first, then the criteria in the rubric's order, then its views. */
export const scoreTableSchema = z.strictObject({
  arms: armsSchema,
  of: scoredObjectSchema,
  scores: z.array(scoreDifferenceSchema),
});
export type ScoreTable = Readonly<z.infer<typeof scoreTableSchema>>;

/** What the plan asked first. */
export const headlineSchema = z.strictObject({
  difference: scoreDifferenceSchema,
  /** Pairs that have both scores and were left out since the plan says so, with why. */
  leftOut: z.array(z.strictObject({ pairs: countSchema, because: z.string() })),
  /** Pairs in the headline of which a debate lacks a turn. */
  incompleteIn: countSchema,
});
export type Headline = Readonly<z.infer<typeof headlineSchema>>;

/** The plan's primary score, group by group. */
export const groupTableSchema = z.strictObject({
  by: z.enum(['topic', 'scenario', 'ensemble', 'format', 'family']),
  arms: armsSchema,
  of: scoredObjectSchema,
  score: scoreNameSchema,
  rows: z.array(pairedSchema.extend({ id: z.string(), name: z.string() })),
  /** Why no row has an interval, where that is so by rule; empty where some may. */
  valuesOnly: z.string(),
});
export type GroupTable = Readonly<z.infer<typeof groupTableSchema>>;

/** The headline under another rule. */
export const sensitivitySchema = z.strictObject({
  id: z.string(),
  /** `Without judge-1 (model)`. */
  name: z.string(),
  difference: scoreDifferenceSchema,
  /** Whether its verdict is the headline's. */
  agrees: z.boolean(),
});
export type Sensitivity = Readonly<z.infer<typeof sensitivitySchema>>;

/** The primary difference among pairs whose arms wrote about as many tokens. */
export const tokenMatchedSchema = z.strictObject({
  /** From 0 to 1 (see StudyPlan). */
  within: z.number(),
  /** Of the headline's pairs: those kept, those left out, and those of which a server did not tell the tokens. */
  kept: countSchema,
  leftOut: countSchema,
  untold: countSchema,
  difference: scoreDifferenceSchema,
});
export type TokenMatched = Readonly<z.infer<typeof tokenMatchedSchema>>;

/** What the primary difference would be at equal length, by regression on the words of both sides. It tells what goes with length, not what it causes. */
export const lengthAdjustedSchema = z.strictObject({
  pairs: countSchema,
  scenarios: countSchema,
  /** Words of a debate in these pairs. */
  words: z.strictObject({ one: estimateSchema, other: estimateSchema }),
  /** In points, as it is and at equal length; n counts scenarios. */
  unadjusted: estimateSchema,
  difference: estimateSchema,
  p: figureSchema,
  conclusion: conclusionSchema,
});
export type LengthAdjusted = Readonly<z.infer<typeof lengthAdjustedSchema>>;
