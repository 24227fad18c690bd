import { z } from 'zod';
import { armSchema } from '../../../debate/plan.ts';
import { estimateSchema } from '../../../statistics/estimate.ts';
import { countSchema, shareSchema } from './figure.ts';

/** How far one arm came. */
const armCountsSchema = z.strictObject({
  arm: armSchema,
  /** Debates: planned, come to an end, with all their turns, lacking some, failed, and with an overall score by the whole panel. */
  planned: countSchema,
  run: countSchema,
  complete: countSchema,
  incomplete: countSchema,
  failed: countSchema,
  scored: countSchema,
});

export const countsSchema = z.strictObject({
  arms: z.array(armCountsSchema),
  scenarios: countSchema,
  ensembles: countSchema,
  formats: countSchema,
  judges: countSchema,
  trials: z.strictObject({
    planned: countSchema,
    /** All arms came to an end. */
    run: countSchema,
    /** Both arms of the headline have the primary score. */
    paired: countSchema,
  }),
  /** Judgements of one object on one criterion by one judge: due for what has been run, come to, and of these unscored. */
  scores: z.strictObject({ due: countSchema, given: countSchema, unscored: countSchema }),
  /** The same of comparisons of two answers by one judge. */
  comparisons: z.strictObject({ due: countSchema, given: countSchema, unscored: countSchema }),
  /** Whether all that was planned has been run and judged and stands here, so that nothing is to come. */
  whole: z.boolean(),
  /** What is missing, a sentence for each; empty where nothing is. */
  missing: z.array(z.string()),
});
export type Counts = Readonly<z.infer<typeof countsSchema>>;

/** From turns asked to debates scored, in one arm. Each figure counts among those before it. */
export const funnelSchema = z.strictObject({
  arm: armSchema,
  turns: z.strictObject({
    /** In the debates that have come to an end, the chair's answers among them. */
    asked: countSchema,
    validAtFirst: countSchema,
    validAfterRetries: countSchema,
    silent: countSchema,
    /** Never asked for, since their debate failed before. */
    notReached: countSchema,
  }),
  debates: z.strictObject({
    planned: countSchema,
    run: countSchema,
    whole: countSchema,
    answered: countSchema,
    /** All seven criteria, by the whole panel, of the debate as a whole. */
    scored: countSchema,
  }),
  /** Of the scores that judges came to in this arm's debates, those that could not be had. */
  unscored: shareSchema,
  /** Of turns: valid ones (of those asked), and those valid at the first attempt; of debates: whole ones, and scored ones (of those run). */
  shares: z.strictObject({
    valid: estimateSchema,
    validAtFirst: estimateSchema,
    whole: estimateSchema,
    scored: estimateSchema,
  }),
});
export type Funnel = Readonly<z.infer<typeof funnelSchema>>;

/** Attempts at turns that were not valid, in one arm. */
export const rejectionsSchema = z.strictObject({
  arm: armSchema,
  attempts: countSchema,
  /** Attempts after a turn's first. */
  retries: countSchema,
  rejected: shareSchema,
  /** The most frequent first. */
  reasons: z.array(z.strictObject({ reason: z.string(), name: z.string(), rejected: shareSchema })),
});
export type Rejections = Readonly<z.infer<typeof rejectionsSchema>>;

/** What debates cost and how long they are, arm by arm. */
export const measureSchema = z.strictObject({
  id: z.enum([
    'turns',
    'words',
    'attempts',
    'cut-off',
    'prompt-tokens',
    'completion-tokens',
    'server-seconds',
    'wall-seconds',
    'stance-tokens',
  ]),
  /** `Words`. */
  name: z.string(),
  /** `words in valid turns and the answer`. */
  unit: z.string(),
  arms: z.array(
    z.strictObject({
      arm: armSchema,
      /** Over all debates of which it is told. */
      sum: z.number(),
      /** A debate's mean, clustered by scenario; n counts scenarios. */
      mean: estimateSchema,
      /** Debates of which it is told, and those of which it is not. */
      debates: countSchema,
      untold: countSchema,
    }),
  ),
});
export type Measure = Readonly<z.infer<typeof measureSchema>>;

/** Members who said that they stand elsewhere than before, in one arm. By their own words; nobody has checked them. */
export const stancesSchema = z.strictObject({
  arm: armSchema,
  /** Members of debates who were asked at all, and statements that they gave and that could not be had. */
  members: countSchema,
  stated: countSchema,
  missing: countSchema,
  /** Of members with at least two statements, those whose last one is not their first. */
  moved: shareSchema,
  /** From a member's first statement to its last, in steps of the scale from -3 to 3: how far, whatever way. n counts scenarios. */
  distance: estimateSchema,
  /** The same with its sign: above 0 is towards the motion. */
  drift: estimateSchema,
  /** Every change from one statement to the next. */
  changes: countSchema,
  /** Whether it brought the member nearer to the mean of where the others last stood. */
  towards: z.strictObject({ others: countSchema, awayFromOthers: countSchema, neither: countSchema }),
  /** Whose words moved it, as the member says. */
  movedBy: z.strictObject({ ownSide: countSchema, otherSide: countSchema, noSide: countSchema, nobody: countSchema }),
});
export type Stances = Readonly<z.infer<typeof stancesSchema>>;
