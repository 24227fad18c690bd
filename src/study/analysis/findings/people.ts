import { z } from 'zod';
import { estimateSchema } from '../../../statistics/estimate.ts';
import { armsSchema, countSchema } from './figure.ts';
import { preferenceConclusionSchema } from './wins.ts';

/** What both sides have: of the pairs that somebody voted on, who prefers which answer. */
const sideShape = {
  arms: armsSchema,
  /** Votes of people; of the panel, pairs. */
  one: countSchema,
  other: countSchema,
  ties: countSchema,
  /** Those that the share rests on. */
  pairs: countSchema,
  /** Share of `one`, 0 to 1, a tie counted half; n counts scenarios. */
  share: estimateSchema,
  conclusion: preferenceConclusionSchema,
};

/** People's votes: those that the ballots' rules leave in, or all. */
const votesSchema = z.strictObject({
  by: z.enum(['people', 'people-unfiltered']),
  ...sideShape,
  /** Votes that all answers are bad: in no share. */
  allBad: countSchema,
  /** All of them, those for an answer of a third arm too. */
  votes: countSchema,
});

/** The judges' verdicts on the same pairs. */
const verdictsSchema = z.strictObject({
  by: z.literal('panel'),
  ...sideShape,
  /** Pairs on which the panel has none. */
  unscored: countSchema,
});

export const peopleRowSchema = z.discriminatedUnion('by', [votesSchema, verdictsSchema]);
export type PeopleRow = Readonly<z.infer<typeof peopleRowSchema>>;

/** Pair by pair, which answer people and the panel prefer. All but `pairs` add up to it. */
export const besidePanelSchema = z.strictObject({
  arms: armsSchema,
  /** Those with a closed ballot on which at least one person chose. */
  pairs: countSchema,
  same: countSchema,
  different: countSchema,
  /** People, the panel or both prefer neither. */
  noPreference: countSchema,
  /** Fewer than LEAST_VOTES votes for one or the other in the filtered count. */
  tooFewVotes: countSchema,
  /** Enough votes, and no verdict of the panel. */
  noVerdict: countSchema,
});
export type BesidePanel = Readonly<z.infer<typeof besidePanelSchema>>;

/** How far the vote on the sample is (see SampleVotes); closed, open, toCome and withoutVote add up to `sampled`. */
export const sampleSchema = z.strictObject({
  sampled: countSchema,
  closed: countSchema,
  open: countSchema,
  toCome: countSchema,
  /** Of those to come: not judged yet. */
  notJudged: countSchema,
  withoutVote: countSchema,
  /** Left out of all figures so that whoever votes has not read them. */
  withheld: countSchema,
  /** How many debates that makes. */
  withheldDebates: countSchema,
});
export type Sample = Readonly<z.infer<typeof sampleSchema>>;

/** What people said in blind votes, beside what the panel said of the same pairs. Nothing is made of both. */
export const communitySchema = z.strictObject({
  /** Of each two arms that are set against each other: people, all of them, the panel. */
  rows: z.array(peopleRowSchema),
  /** Of each two arms that have rows. */
  agreement: z.array(besidePanelSchema),
  /** Null where nobody was asked. */
  sample: sampleSchema.nullable(),
  /** Why there are no rows; empty where there are. */
  missing: z.string(),
});
export type Community = Readonly<z.infer<typeof communitySchema>>;
