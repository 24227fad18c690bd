import { z } from 'zod';
import { ensembleSchema, judgeChoiceSchema, modelChoiceSchema } from '../../content/schema.ts';
import { contentIdSchema, text } from '../../content/schema-parts.ts';
import { LARGEST_SEED } from '../../core/random.ts';
import { armSchema } from '../../debate/plan.ts';
import { judgedKindsSchema } from '../../judge/judged-kind.ts';

/** What a study asks first, decided before it runs: the mean paired difference, ensemble minus baseline, of one score. */
const primarySchema = z.strictObject({
  /** Of what: the debate as a whole, or the answer that it ends with, read alone. */
  of: z.enum(['debate', 'answer']),
  /** `overall`: over all seven criteria by the rubric's weights; or the id of a criterion, or of a view of the rubric. */
  score: contentIdSchema,
});

/** Which pairs of debates do not enter the headline. Those without a score on either side never do. */
export const exclusionSchema = z.enum(['incomplete-debates']);

/**
 * How the results are read, written down before there are any. Intervals are at 95%, two-sided; what is tested beside the primary outcome is
 * each criterion, with Holm's correction over the seven.
 */
const analysisSchema = z.strictObject({
  primary: primarySchema,
  exclusions: z.array(exclusionSchema).max(1).default([]),
  /** Pairs whose arms wrote so unlike many tokens are left out of the token-matched result: 0.2 is a fifth of the larger number. */
  tokensWithin: z.number().min(0).max(1).default(0.2),
});

/** People vote on a sample of the trials' answers, which is drawn by the seed; on Discord, while the bot runs the study and after it. */
const communitySchema = z.strictObject({
  /** How many trials are in the sample. */
  pairs: z.int().min(1).max(1000),
  /** So many are put to the vote in a day, at even distances. */
  perDay: z.int().min(1).max(24).default(3),
  /** How long each ballot is open, in hours. */
  hours: z.number().min(0.1).max(168).default(24),
});

/** When it ends: the size is fixed beforehand, so that nobody looks at results and goes on until they please. */
const stopSchema = z.strictObject({
  rule: z.literal('fixed-size'),
  /** A sitting is broken off when so many runs fail one after the other, debates or judging: then a server is at fault. */
  failuresInARow: z.int().min(1).max(100).default(3),
});

/**
 * A study as its file says it: every scenario with every ensemble in every format, `repetitions` times with other seeds, in all arms. Arms share
 * scenario, format, rounds, length limits, temperature and number of calls.
 */
export const studyPlanSchema = z.strictObject({
  id: contentIdSchema,
  title: text(3, 120),
  /** For readers of the report: what it asks, and what it cannot say. */
  about: text(10, 2000),
  /** Ids of scenarios/, or all there are. */
  scenarios: z.union(
    [z.literal('all'), z.array(contentIdSchema).min(1)],
    'expected all, or a list of ids of scenarios/',
  ),
  /** Ids of prompts/ensembles/, or whole ensembles that only this study has. */
  ensembles: z.array(z.union([contentIdSchema, ensembleSchema])).min(1),
  /** Takes every seat of every ensemble and the baseline's too; absent: the models that the ensembles name. */
  everySeat: modelChoiceSchema.optional(),
  formats: z.array(contentIdSchema).min(1),
  /** Absent: as many as each format lists. */
  rounds: z.int().min(1).optional(),
  repetitions: z.int().min(1).max(100).default(1),
  arms: z.array(armSchema).min(2),
  /** 0 to 2, the same in all arms. */
  temperature: z.number().min(0).max(2).default(0.5),
  /** By it all other seeds, the order of the runs and the intervals are drawn. */
  seed: z.int().min(0).max(LARGEST_SEED),
  /** The panel; absent: each ensemble's own. */
  judges: z.array(judgeChoiceSchema).min(1).max(5).optional(),
  judged: judgedKindsSchema.default(['debate', 'answer', 'pair']),
  /** A model's, in seconds. */
  turnSeconds: z.int().min(1).max(86_400).default(1800),
  analysis: analysisSchema,
  stop: stopSchema.default({ rule: 'fixed-size', failuresInARow: 3 }),
  /** Absent: people are not asked. */
  community: communitySchema.optional(),
});
export type StudyPlan = z.infer<typeof studyPlanSchema>;
