import { z } from 'zod';
import { armSchema } from '../../../debate/plan.ts';
import { estimateSchema } from '../../../statistics/estimate.ts';
import { armsSchema, countSchema, figureSchema } from './figure.ts';

/** What the interval of a share of preferences lets us say, by rule (see preference-conclusion.ts). */
export const preferenceConclusionSchema = z.strictObject({
  verdict: z.enum(['one-preferred', 'other-preferred', 'no-preference-shown', 'too-little-data']),
  /** A sentence for people. */
  words: z.string(),
});
export type PreferenceConclusion = Readonly<z.infer<typeof preferenceConclusionSchema>>;

/** Which arm's answer is preferred where two stand side by side, each pair read in both orders. */
export const preferencesSchema = z.strictObject({
  arms: armsSchema,
  /** `panel`, or `judge-1` and so on. */
  by: z.string(),
  one: countSchema,
  other: countSchema,
  /** The two orders did not prefer the same one. */
  ties: countSchema,
  /** Of the ties, those in which each order preferred the answer in the same place. */
  flipped: countSchema,
  /** Pairs that could not be compared. */
  unscored: countSchema,
  /** Share of `one`, a tie counted half; over scenarios. */
  share: estimateSchema,
  conclusion: preferenceConclusionSchema,
});
export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;

/** How often somebody's contribution scored highest in its debate. Where k score highest, each of them counts as 1/k. */
const winsSchema = z.strictObject({
  wins: z.number(),
  debates: countSchema,
  share: estimateSchema,
  /** What the share would be if it made no difference: 1 over those at the table, a mean over debates. */
  chance: figureSchema,
});
export type Wins = Readonly<z.infer<typeof winsSchema>>;

/** Whose contribution scored highest in its debate, in one arm, by the whole panel's overall score of each contribution. */
export const contributionsSchema = z.strictObject({
  arm: armSchema,
  /** Debates in which all members' contributions have a score, and those in which one lacks it. */
  debates: countSchema,
  unscored: countSchema,
  /** Of debates with both sides at the table: the higher mean. `share` is that of the side for the motion, a tie counted half. */
  sides: z.strictObject({ for: countSchema, against: countSchema, ties: countSchema, share: estimateSchema }),
  /** In the order of the seats. */
  seats: z.array(winsSchema.extend({ place: z.int().min(1) })),
  /** The member who spoke last. */
  lastSpeaker: winsSchema,
  /** In how many debates the side for the motion, the one against it, or one without a side spoke last. */
  spokeLast: z.strictObject({ for: countSchema, against: countSchema, none: countSchema }),
});
export type Contributions = Readonly<z.infer<typeof contributionsSchema>>;

/** Bradley-Terry over all panel verdicts: by whom, the chance to be preferred to an average one of those that pairs connect with it. */
export const strengthsSchema = z.strictObject({
  /** Between two groups nothing can be compared. The largest group first, in each the strongest first. */
  groups: z.array(
    z.array(
      z.strictObject({
        arm: armSchema,
        /** Of the ensemble or of the model that answers alone. */
        name: z.string(),
        /** 0 to 1; n counts scenarios. */
        chance: estimateSchema,
        comparisons: countSchema,
      }),
    ),
  ),
  /** Why there is none; empty where there is. */
  missing: z.string(),
});
export type StrengthTable = Readonly<z.infer<typeof strengthsSchema>>;
